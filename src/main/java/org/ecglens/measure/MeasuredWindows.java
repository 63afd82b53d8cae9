package org.ecglens.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;

/**
 * Measures a long recording in windows at equal distances, so that an hour of it always costs the
 * same, and beats are compared only with beats of their own minute: over hours rate and position
 * change their shape.
 *
 * <p>A label is the median over the windows in which it could be measured, and exists if those are
 * at least half of the windows with beats. The median beat and the limits of waves are those of the
 * window whose labels are nearest to these medians.
 */
public final class MeasuredWindows {
  /** Longer recordings are measured in windows, s. */
  public static final double LONGEST_S = 300;

  /** One window lies in the middle of each such stretch, s. */
  public static final double EVERY_S = 300;

  /** Length of a window, s. */
  public static final double WINDOW_S = 30;

  private MeasuredWindows() {}

  /** Whether a strip is measured in windows. */
  public static boolean apply(Ecg rhythm) {
    return rhythm.samples() > LONGEST_S * rhythm.sampleRateHz();
  }

  /** How many windows a strip has. */
  public static int count(Ecg rhythm) {
    return (int) Math.ceil(rhythm.samples() / (EVERY_S * rhythm.sampleRateHz()));
  }

  static Measurement of(Ecg rhythm, MedianBeatShape options) {
    int windows = count(rhythm);
    int length = (int) Math.rint(WINDOW_S * rhythm.sampleRateHz());
    List<Measurement> measured = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    Measurement empty = null;
    for (int i = 0; i < windows; i++) {
      long middle = (2L * i + 1) * rhythm.samples() / (2L * windows);
      int from = (int) Math.max(0, Math.min(rhythm.samples() - length, middle - length / 2));
      Measurement window =
          Measurement.of(rhythm.part(rhythm.recordId(), from, from + length), options);
      if (window.labels().isEmpty()) {
        empty = window;
      } else {
        measured.add(window);
        starts.add(from);
      }
    }
    if (measured.isEmpty()) {
      return Objects.requireNonNull(empty);
    }
    Map<String, Double> labels = new TreeMap<>();
    Map<String, String> reasons = new TreeMap<>();
    for (String label : Labels.ALL) {
      double[] values =
          measured.stream()
              .map(window -> window.labels().get(label))
              .filter(Objects::nonNull)
              .mapToDouble(Double::doubleValue)
              .toArray();
      if (2 * values.length >= measured.size() && values.length > 0) {
        labels.put(label, QrsDetector.median(values));
      } else {
        reasons.put(label, reason(measured, label, values.length));
      }
    }
    int typical = typical(measured, labels);
    Measurement window = measured.get(typical);
    return new Measurement(
        window.median().map(beat -> beat.withMeasurements(labels, beat.waves())),
        window.noMedian(),
        labels,
        reasons,
        window.waves().shifted(starts.get(typical)));
  }

  /** What the first window without a label says, and how many have it. */
  private static String reason(List<Measurement> measured, String label, int having) {
    String first =
        measured.stream()
            .map(window -> window.reasons().get(label))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("it is not measured");
    return having == 0
        ? first
        : "%s in %d of %d windows".formatted(first, measured.size() - having, measured.size());
  }

  /** The window with a median beat whose labels differ least from those of the whole. */
  private static int typical(List<Measurement> measured, Map<String, Double> labels) {
    int typical = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < measured.size(); i++) {
      Measurement window = measured.get(i);
      // Without a median beat, or without a label, a window is farther away than any other.
      double distance = window.median().isPresent() ? 0 : labels.size();
      for (Map.Entry<String, Double> label : labels.entrySet()) {
        Double value = window.labels().get(label.getKey());
        double size = Math.abs(label.getValue()) + 1;
        distance += value == null ? 1 : Math.min(1, Math.abs(value - label.getValue()) / size);
      }
      if (distance < least) {
        least = distance;
        typical = i;
      }
    }
    return typical;
  }
}
