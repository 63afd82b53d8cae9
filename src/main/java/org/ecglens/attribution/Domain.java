package org.ecglens.attribution;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * The values that an option can take.
 *
 * @param text says which, to complete "must be …"
 * @param parser throws IllegalArgumentException for any other
 */
record Domain(String text, Function<String, Object> parser) {
  private static final String BASELINES =
      "zero, mean (of each lead), isoelectric (median of each lead), blurred, blurred-SAMPLES";

  static Domain integers(int min, int max) {
    return new Domain(
        "a whole number from " + min + " to " + max,
        value -> {
          int number = Integer.parseInt(value);
          if (number < min || number > max) {
            throw new IllegalArgumentException(value);
          }
          return number;
        });
  }

  static Domain notNegative() {
    return new Domain(
        "a number that is not negative",
        value -> {
          double number = finite(value);
          if (number < 0) {
            throw new IllegalArgumentException(value);
          }
          return number;
        });
  }

  static Domain positive() {
    return new Domain(
        "a number above 0",
        value -> {
          double number = finite(value);
          if (number <= 0) {
            throw new IllegalArgumentException(value);
          }
          return number;
        });
  }

  /** A probability or part that is neither nothing nor all. */
  static Domain share() {
    return new Domain(
        "a number between 0 and 1",
        value -> {
          double number = finite(value);
          if (number <= 0 || number >= 1) {
            throw new IllegalArgumentException(value);
          }
          return number;
        });
  }

  static Domain atLeast(int least) {
    return new Domain(
        "a number of at least " + least,
        value -> {
          double number = finite(value);
          if (number < least) {
            throw new IllegalArgumentException(value);
          }
          return number;
        });
  }

  static Domain flag() {
    return new Domain(
        "true or false",
        value ->
            switch (value) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new IllegalArgumentException(value);
            });
  }

  static Domain name(String text) {
    return new Domain(
        text,
        value -> {
          if (value.isBlank()) {
            throw new IllegalArgumentException("blank");
          }
          return value;
        });
  }

  static Domain baseline() {
    return new Domain(BASELINES + " or a number in the unit of the record", Baseline::parse);
  }

  static Domain references() {
    return new Domain(
        "records, mean-record, class-means, "
            + BASELINES
            + " or a number in the unit of the record",
        References::parse);
  }

  /** Constants of an enum that are written as its {@code toString} says. */
  static <E extends Enum<E>> Domain choice(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return new Domain(
        "one of " + Arrays.toString(constants),
        value ->
            Arrays.stream(constants)
                .filter(constant -> constant.toString().equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value)));
  }

  static double finite(String value) {
    double number = Double.parseDouble(value);
    if (!Double.isFinite(number)) {
      throw new NumberFormatException(value);
    }
    return number;
  }

  /** {@code LONG_NAME} as {@code long-name}. */
  static String hyphenated(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
