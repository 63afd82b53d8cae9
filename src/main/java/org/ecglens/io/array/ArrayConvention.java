package org.ecglens.io.array;

import java.util.Map;
import java.util.Optional;

/**
 * What an array of a certain name is in the collections that have it, where nothing else says it.
 *
 * @param collections that have it, for notices
 * @param rateHz samples a second
 * @param unit of the numbers
 */
public record ArrayConvention(String collections, double rateHz, String unit) {
  /** Ribeiro et al., Nat Commun 2020;11:1760: 400 Hz, 1e-4 V. */
  private static final Map<String, ArrayConvention> BY_NAME =
      Map.of("tracings", new ArrayConvention("CODE", 400, "0.1mV"));

  /** The convention about an array of that name, if there is one. */
  public static Optional<ArrayConvention> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
