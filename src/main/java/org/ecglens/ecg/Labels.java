package org.ecglens.ecg;

import java.util.List;

/**
 * Names of the seven measures that the networks of the reference work read, as keys of {@link
 * Ecg#labels()}.
 */
public final class Labels {
  /** Ventricular rate, beats a minute. */
  public static final String RATE = "rate";

  /** P onset to QRS onset, ms. */
  public static final String PR = "PR";

  /** QRS onset to QRS end, ms. */
  public static final String QRS = "QRS";

  /** QRS onset to T end, ms. */
  public static final String QT = "QT";

  /** Amplitude at QRS end in V5 relative to QRS onset, µV. */
  public static final String J = "J";

  /** Peak of T in V5 relative to QRS onset, µV. */
  public static final String T = "T";

  /** Peak of R in V5 relative to QRS onset, µV. */
  public static final String R = "R";

  /** All seven. */
  public static final List<String> ALL = List.of(RATE, PR, QRS, QT, J, T, R);

  /** QT corrected for the rate, ms, where a source says it. */
  public static final String QTC = "QTc";

  private Labels() {}

  /** The unit of a measure as people write it, or null for another label. */
  public static String unit(String label) {
    return switch (label) {
      case RATE -> "/min";
      case PR, QRS, QT, QTC -> "ms";
      case J, T, R -> "µV";
      default -> null;
    };
  }
}
