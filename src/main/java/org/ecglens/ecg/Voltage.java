package org.ecglens.ecg;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Units of voltage, in any spelling that files use. */
public enum Voltage {
  /** Nanovolt. */
  NANOVOLT("nV", 1e-3),
  /** Microvolt, the unit that records are kept in. */
  MICROVOLT("uV", 1),
  /** Millivolt. */
  MILLIVOLT("mV", 1e3),
  /** Volt. */
  VOLT("V", 1e6);

  private final String symbol;
  private final double microvolts;

  Voltage(String symbol, double microvolts) {
    this.symbol = symbol;
    this.microvolts = microvolts;
  }

  /** The units that {@link #inMicrovolts} knows, for messages. */
  public static final String KNOWN = "uV, mV, V or nV, alone or with a factor (0.1mV, 4.88uV)";

  private static final double SAME = 1e-9;
  private static final Pattern SCALED =
      Pattern.compile(
          "(\\d{1,9}(?:\\.\\d{1,12})?(?:[eE][+-]?\\d{1,2})?)?\\s*[*x\u00d7]?\\s*(\\D+)");

  /** The unit in any spelling and case, if it is one. */
  public static Optional<Voltage> of(String written) {
    // Both the micro sign and the Greek letter are in use.
    return switch (written.strip().toLowerCase(Locale.ROOT)) {
      case "nv", "nanovolt", "nanovolts" -> Optional.of(NANOVOLT);
      case "uv", "\u00b5v", "\u03bcv", "microvolt", "microvolts" -> Optional.of(MICROVOLT);
      case "mv", "millivolt", "millivolts" -> Optional.of(MILLIVOLT);
      case "v", "volt", "volts" -> Optional.of(VOLT);
      default -> Optional.empty();
    };
  }

  /**
   * How many microvolts one unit is that is written with or without a factor, {@code mV} or {@code
   * 4.88uV}; empty if it is no voltage.
   */
  public static OptionalDouble inMicrovolts(String written) {
    Matcher matcher = SCALED.matcher(written.strip());
    Optional<Voltage> unit = matcher.matches() ? of(matcher.group(2)) : Optional.empty();
    if (unit.isEmpty()) {
      return OptionalDouble.empty();
    }
    double factor = matcher.group(1) == null ? 1 : Double.parseDouble(matcher.group(1));
    double size = factor * unit.get().microvolts;
    return size > 0 ? OptionalDouble.of(size) : OptionalDouble.empty();
  }

  /** Whether two texts mean the same unit. */
  public static boolean isSame(String one, String other) {
    OptionalDouble first = inMicrovolts(one);
    OptionalDouble second = inMicrovolts(other);
    if (first.isEmpty() || second.isEmpty()) {
      return one.equals(other);
    }
    return Math.abs(first.getAsDouble() - second.getAsDouble()) <= SAME * first.getAsDouble();
  }

  /** The unit that a signal is kept in: µV for a voltage, else its own. */
  public static String kept(String written) {
    return inMicrovolts(written).isPresent() ? MICROVOLT.symbol : written;
  }

  /** Values in the unit of {@link #kept}. */
  public static float[] kept(String written, float[] values) {
    double factor = inMicrovolts(written).orElse(1.0);
    float[] kept = new float[values.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (float) (values[i] * factor);
    }
    return kept;
  }

  /** The plain spelling: {@code uV}, {@code mV} or {@code V}. */
  public String symbol() {
    return symbol;
  }

  /** How many microvolts it is. */
  public double microvolts() {
    return microvolts;
  }
}
