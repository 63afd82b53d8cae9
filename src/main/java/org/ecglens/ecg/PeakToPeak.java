package org.ecglens.ecg;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the peak-to-peak amplitudes of an electrocardiogram's leads can be those of one. A heart
 * beat makes some tenths of a millivolt at least in some lead; below 20 µV in all leads, or above
 * 50 mV in all, the unit or the gain is another. Leads that are constant or without two finite
 * samples do not count, nor are signals judged that are too short for a beat or not in a unit of
 * voltage.
 */
public final class PeakToPeak {
  /** Less in every lead is no electrocardiogram, µV. */
  public static final double SMALLEST_MICROVOLTS = 20;

  /** More in every lead is none, µV. */
  public static final double LARGEST_MICROVOLTS = 50_000;

  private static final double SHORTEST_SECONDS = 0.4;

  private PeakToPeak() {}

  /** What is wrong with the amplitudes, in words, or nothing. */
  public static Optional<String> implausible(Ecg ecg) {
    OptionalDouble unit = Voltage.inMicrovolts(ecg.unit());
    if (unit.isEmpty() || ecg.samples() < SHORTEST_SECONDS * ecg.sampleRateHz()) {
      return Optional.empty();
    }
    double smallest = Double.POSITIVE_INFINITY;
    double largest = 0;
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      double range = range(ecg, lead) * unit.getAsDouble();
      if (range > 0) {
        smallest = Math.min(smallest, range);
        largest = Math.max(largest, range);
      }
    }
    if (largest > 0 && largest < SMALLEST_MICROVOLTS) {
      return Optional.of(
          String.format(
              Locale.ROOT, "no lead exceeds %.3g uV from peak to peak, too little", largest));
    }
    if (largest > 0 && smallest > LARGEST_MICROVOLTS) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "every lead exceeds %.3g mV from peak to peak, too much",
              smallest / 1e3));
    }
    return Optional.empty();
  }

  /** Largest minus smallest finite sample; negative where there is none. */
  private static double range(Ecg ecg, int lead) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int sample = 0; sample < ecg.samples(); sample++) {
      float value = ecg.at(lead, sample);
      if (Float.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return (double) high - low;
  }
}
