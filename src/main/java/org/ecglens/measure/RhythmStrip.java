package org.ecglens.measure;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Resampling;

/**
 * The copy of a recording in which waves are looked for: at one rate, gaps bridged, without
 * baseline wander and fast noise.
 *
 * @param x {@code [lead][sample]}, µV, of the leads that have a valid sample
 * @param gaps by lead of the recording and sample of the copy: whether it was NaN
 * @param spikes where the spikes of a pacemaker ended, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
record RhythmStrip(double[][] x, boolean[][] gaps, int[] spikes) {
  /** Samples a second of the copy. */
  static final int RATE_HZ = 500;

  private static final double LOW_PASS = 2;
  private static final int BASELINE_HALF = 190;

  static RhythmStrip of(Ecg ecg) {
    int[] usable = usable(ecg);
    int leads = usable.length;
    double[] values = new double[leads * ecg.samples()];
    for (int lead = 0; lead < leads; lead++) {
      bridge(ecg, usable[lead], values, lead);
    }
    Resampling resampling = Resampling.between(ecg.sampleRateHz(), RATE_HZ);
    double[] resampled = resampling.resampled(values, leads);
    int samples = resampled.length / leads;
    double[][] x = new double[leads][];
    int[] spikes = PacingSpikes.remove(resampled, leads);
    for (int lead = 0; lead < leads; lead++) {
      double[] raw = Arrays.copyOfRange(resampled, lead * samples, (lead + 1) * samples);
      if (ecg.kind() == Ecg.Kind.RHYTHM) {
        MainsHum.remove(raw);
      }
      x[lead] = Smoothing.gaussian(raw, LOW_PASS);
      if (ecg.kind() == Ecg.Kind.RHYTHM) {
        double[] baseline = raw;
        for (int pass = 0; pass < 3; pass++) {
          baseline = Smoothing.box(baseline, BASELINE_HALF);
        }
        for (int t = 0; t < samples; t++) {
          x[lead][t] -= baseline[t];
        }
      }
    }
    boolean[][] gaps = new boolean[ecg.leads().size()][samples];
    for (int lead = 0; lead < gaps.length; lead++) {
      for (int t = 0; t < samples; t++) {
        long at = Math.round(t * ecg.sampleRateHz() / RATE_HZ);
        gaps[lead][t] = Float.isNaN(ecg.at(lead, (int) Math.min(ecg.samples() - 1L, at)));
      }
    }
    return new RhythmStrip(x, gaps, spikes);
  }

  /** Leads with a valid sample; all of them if there is none. */
  private static int[] usable(Ecg ecg) {
    int[] usable =
        IntStream.range(0, ecg.leads().size())
            .filter(
                lead ->
                    IntStream.range(0, ecg.samples())
                        .anyMatch(sample -> !Float.isNaN(ecg.at(lead, sample))))
            .toArray();
    return usable.length > 0 ? usable : IntStream.range(0, ecg.leads().size()).toArray();
  }

  /** Straight lines over what is NaN. */
  private static void bridge(Ecg ecg, int from, double[] values, int lead) {
    int samples = ecg.samples();
    int last = -1;
    for (int t = 0; t < samples; t++) {
      double value = ecg.at(from, t);
      if (Double.isNaN(value)) {
        continue;
      }
      values[lead * samples + t] = value;
      for (int gap = last + 1; gap < t; gap++) {
        double share = last < 0 ? 1 : (double) (gap - last) / (t - last);
        double before = last < 0 ? value : values[lead * samples + last];
        values[lead * samples + gap] = before + share * (value - before);
      }
      last = t;
    }
    if (last >= 0) {
      Arrays.fill(
          values, lead * samples + last + 1, (lead + 1) * samples, values[lead * samples + last]);
    }
  }

  /** The same with some of its leads. */
  RhythmStrip of(int[] leads) {
    return new RhythmStrip(
        Arrays.stream(leads).mapToObj(lead -> x[lead]).toArray(double[][]::new), gaps, spikes);
  }

  int samples() {
    return x[0].length;
  }
}
