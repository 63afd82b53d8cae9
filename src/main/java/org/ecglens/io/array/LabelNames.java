package org.ecglens.io.array;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecglens.ecg.Labels;

/**
 * Names that measures of a recording have in attributes and tables. Case, blanks and punctuation do
 * not matter. They are those of the reference work ({@code VentRate}, {@code STJ_v5}, …), of GE
 * MUSE, and plain ones.
 */
public final class LabelNames {
  private static final Map<String, List<String>> BY_LABEL =
      Map.ofEntries(
          Map.entry(
              Labels.RATE,
              List.of("ventrate", "ventricularrate", "heartrate", "heartratebpm", "hr", "rate")),
          Map.entry(Labels.PR, List.of("pr", "printerval", "pq", "pqinterval")),
          Map.entry(Labels.QRS, List.of("qrs", "qrsduration", "qrsinterval", "qrsdur")),
          Map.entry(Labels.QT, List.of("qt", "qtinterval")),
          Map.entry("QTc", List.of("qtc", "qtcinterval", "qtcorrected")),
          Map.entry(Labels.J, List.of("j", "stj", "stjv5", "jv5", "jpointv5")),
          Map.entry(
              Labels.T, List.of("t", "tv5", "tpeakamplv5", "tamplitudev5", "tpeakamplitudev5")),
          Map.entry(
              Labels.R, List.of("r", "rv5", "rpeakamplv5", "ramplitudev5", "rpeakamplitudev5")),
          Map.entry("P_axis", List.of("paxis")),
          Map.entry("QRS_axis", List.of("qrsaxis", "raxis")),
          Map.entry("T_axis", List.of("taxis")));

  private static final Map<String, String> BY_NAME = new HashMap<>();

  static {
    BY_LABEL.forEach((label, names) -> names.forEach(name -> BY_NAME.put(name, label)));
  }

  /** What GE MUSE writes for a measurement that is missing. */
  private static final double MISSING = 32767;

  /** Above it, a plain {@code rate} counts samples. */
  private static final double FASTEST_HEART = 400;

  private LabelNames() {}

  /** Labels with their names, in {@link #plain} spelling, the most telling first. */
  public static Map<String, List<String>> byLabel() {
    return BY_LABEL;
  }

  /** A name without case, blanks and punctuation. */
  public static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /** The label of a name in any spelling, or null. */
  static String label(String name) {
    return BY_NAME.get(plain(name));
  }

  /** Whether a value was measured, and is not the code for a missing one. */
  public static boolean isMeasured(String label, double value) {
    return Double.isFinite(value)
        && value != MISSING
        && !(label.equals(Labels.RATE) && value > FASTEST_HEART);
  }
}
