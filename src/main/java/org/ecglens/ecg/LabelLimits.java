package org.ecglens.ecg;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Between which values a label can be that of a human heart. Devices write codes for what they
 * could not measure, −999, 4096, 32767 and others, and differences of codes; one such value moves
 * every mean over records. The limits are those of what is found at all in a living person, not
 * those of health.
 *
 * @param low smallest value
 * @param high largest value
 * @param unit of both, for messages
 */
public record LabelLimits(double low, double high, String unit) {
  private static final LabelLimits QT = new LabelLimits(150, 1000, "ms");
  private static final LabelLimits AXIS = new LabelLimits(-180, 360, "degrees");
  private static final Map<String, LabelLimits> ALL = new LinkedHashMap<>();

  static {
    ALL.put(Labels.RATE, new LabelLimits(15, 400, "/min"));
    ALL.put(Labels.PR, new LabelLimits(40, 800, "ms"));
    ALL.put(Labels.QRS, new LabelLimits(20, 400, "ms"));
    ALL.put(Labels.QT, QT);
    ALL.put(Labels.QTC, QT);
    ALL.put(Labels.J, new LabelLimits(-5_000, 5_000, "uV"));
    ALL.put(Labels.T, new LabelLimits(-10_000, 10_000, "uV"));
    ALL.put(Labels.R, new LabelLimits(-10_000, 20_000, "uV"));
    ALL.put("age", new LabelLimits(0, 130, "years"));
  }

  /** The limits of a label; none for one that may have any value. Axes end in {@code axis}. */
  public static Optional<LabelLimits> of(String label) {
    return label.toLowerCase(Locale.ROOT).endsWith("axis")
        ? Optional.of(AXIS)
        : Optional.ofNullable(ALL.get(label));
  }

  /** Labels with limits, axes aside, in the order of documents. */
  public static Map<String, LabelLimits> all() {
    return Map.copyOf(ALL);
  }

  /**
   * Why values cannot be: the labels that are not finite or outside their limits.
   *
   * @return label to a sentence with value and limits
   */
  public static Map<String, String> impossible(Map<String, Double> labels) {
    Map<String, String> reasons = new TreeMap<>();
    labels.forEach(
        (label, value) ->
            of(label)
                .filter(limits -> !(value >= limits.low && value <= limits.high))
                .ifPresent(
                    limits ->
                        reasons.put(
                            label,
                            "%s %s is not between %s and %s"
                                .formatted(
                                    plain(value),
                                    limits.unit,
                                    plain(limits.low),
                                    plain(limits.high)))));
    return reasons;
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? Long.toString((long) number)
        : Float.toString((float) number);
  }
}
