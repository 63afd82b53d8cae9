package org.ecglens.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of a network with preprocessing is explained and perturbed. */
public enum AttributionsOf {
  /** The recorded ECG: preprocessing is part of the network. */
  RECORD,
  /** What preprocessing made of it. */
  NETWORK_INPUT;

  /** The words in cards. */
  static final List<String> CODES =
      Arrays.stream(values()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
}
