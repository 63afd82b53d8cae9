package org.ecglens.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What kind of number an output is. */
public enum TargetKind {
  /** A quantity in a unit, whose label is the same quantity. */
  REGRESSION,
  /** The logarithm of odds, or what a softmax would be taken of; its labels are 0 and 1. */
  LOGIT,
  /** A probability from 0 to 1; its labels are 0 and 1. */
  PROBABILITY;

  /** The words for the kinds. */
  public static final List<String> CODES = Arrays.stream(values()).map(TargetKind::code).toList();

  /** As cards and tables write it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind that a word stands for. */
  public static Optional<TargetKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /** Whether labels are 0 and 1. */
  public boolean isClass() {
    return this != REGRESSION;
  }
}
