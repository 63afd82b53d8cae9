package org.ecglens.measure;

import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;

/**
 * Amplitudes of a median beat in V5, µV above the onset of QRS.
 *
 * @param beat the median beat
 * @param lead number of V5 in it, negative where it has none
 * @param peak where R lies in it, in samples
 * @param limits of its waves, in samples of a template
 */
record Amplitudes(Ecg beat, int lead, double peak, WaveLimits limits) {
  /** What is measured here. */
  static final List<String> ALL = List.of(Labels.J, Labels.R, Labels.T);

  private static final String V5 = "V5";

  static Amplitudes of(Ecg beat, double peak, WaveLimits limits) {
    return new Amplitudes(beat, beat.leads().indexOf(V5), peak, limits);
  }

  /** Adds each either to the labels or to the reasons. */
  void addTo(Map<String, Double> labels, Map<String, String> reasons) {
    if (lead < 0) {
      ALL.forEach(label -> reasons.put(label, "there is no lead V5"));
      return;
    }
    double level = at(limits.qrsOnset());
    put(Labels.J, at(limits.qrsOffset()) - level, labels, reasons);
    put(Labels.R, highest(limits.qrsOnset(), limits.qrsOffset()) - level, labels, reasons);
    if (limits.hasT()) {
      double extreme = farthest(limits.tOnset(), limits.tOffset(), level);
      put(Labels.T, extreme - level, labels, reasons);
    } else {
      reasons.put(Labels.T, limits.whyNoT());
    }
  }

  private static void put(
      String label, double value, Map<String, Double> labels, Map<String, String> reasons) {
    if (Double.isFinite(value)) {
      labels.put(label, value);
    } else {
      reasons.put(label, "V5 has no valid samples there");
    }
  }

  private int sample(double position) {
    double scale = beat.sampleRateHz() / RhythmStrip.RATE_HZ;
    return (int) Math.rint(peak + (position - BeatClass.PEAK) * scale);
  }

  private double at(double position) {
    return value(sample(position));
  }

  private double value(int sample) {
    return sample < 0 || sample >= beat.samples() ? Double.NaN : beat.at(lead, sample);
  }

  private double highest(double from, double to) {
    double highest = Double.NEGATIVE_INFINITY;
    for (int sample = sample(from); sample <= sample(to); sample++) {
      highest = Math.max(highest, value(sample));
    }
    return highest;
  }

  private double farthest(double from, double to, double level) {
    double farthest = level;
    for (int sample = sample(from); sample <= sample(to); sample++) {
      double value = value(sample);
      if (Double.isNaN(value) || Math.abs(value - level) > Math.abs(farthest - level)) {
        farthest = value;
      }
    }
    return farthest;
  }
}
