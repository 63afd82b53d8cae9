package org.ecglens.ecg;

import java.util.Locale;
import java.util.Optional;

/** Units of voltage, in any spelling that files use. */
public enum Voltage {
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

  /**
   * The unit written as {@code V}, {@code mV}, {@code uV} or {@code µV} in any case, if it is one.
   */
  public static Optional<Voltage> of(String written) {
    // Both the micro sign and the Greek letter are in use.
    return switch (written.strip().toLowerCase(Locale.ROOT)) {
      case "uv", "\u00b5v", "\u03bcv" -> Optional.of(MICROVOLT);
      case "mv" -> Optional.of(MILLIVOLT);
      case "v" -> Optional.of(VOLT);
      default -> Optional.empty();
    };
  }

  /** The unit that a signal is kept in: µV for a voltage, else its own. */
  public static String kept(String written) {
    return of(written).isPresent() ? MICROVOLT.symbol : written;
  }

  /** Values in the unit of {@link #kept}. */
  public static float[] kept(String written, float[] values) {
    double factor = of(written).map(Voltage::microvolts).orElse(1.0);
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
