package org.ecglens.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Resampling;
import org.ecglens.ecg.Waves;

/**
 * The representative beat: lead by lead and sample by sample the median over beats of one shape.
 */
final class MedianBeat {
  /** Why there is no median beat. */
  static final String NONE = "fewer than 3 beats of one shape lie wholly in the strip";

  private static final int FEWEST = 3;

  private MedianBeat() {}

  /**
   * Makes it from the signal as it was recorded, resampled if need be. Beats that touch a gap are
   * left out; where that leaves too few, the leads with the longest gaps are: they are NaN.
   *
   * @return empty where too few beats lie wholly in the strip
   */
  static Optional<Ecg> of(Ecg rhythm, RhythmStrip strip, BeatClass shape, MedianBeatShape options) {
    int leads = rhythm.leads().size();
    double[] raw = new double[leads * rhythm.samples()];
    for (int lead = 0; lead < leads; lead++) {
      for (int t = 0; t < rhythm.samples(); t++) {
        float value = rhythm.at(lead, t);
        raw[lead * rhythm.samples() + t] = Float.isNaN(value) ? 0 : value;
      }
    }
    double[] x =
        rhythm.sampleRateHz() == options.sampleRateHz()
            ? raw
            : Resampling.between(rhythm.sampleRateHz(), options.sampleRateHz())
                .resampled(raw, leads);
    int length = x.length / leads;
    List<Integer> kept = leadsByGaps(strip);
    int[] starts = starts(strip, shape, options, kept, length);
    while (starts.length < FEWEST && kept.size() > 1) {
      kept.remove(kept.size() - 1);
      starts = starts(strip, shape, options, kept, length);
    }
    if (starts.length < FEWEST) {
      return Optional.empty();
    }
    float[] signal = new float[leads * options.samples()];
    double[] values = new double[starts.length];
    for (int lead = 0; lead < leads; lead++) {
      if (!kept.contains(lead)) {
        Arrays.fill(signal, lead * options.samples(), (lead + 1) * options.samples(), Float.NaN);
        continue;
      }
      for (int t = 0; t < options.samples(); t++) {
        for (int beat = 0; beat < starts.length; beat++) {
          values[beat] = x[lead * length + starts[beat] + t];
        }
        signal[lead * options.samples() + t] = (float) QrsDetector.median(values);
      }
    }
    return Optional.of(
        new Ecg(
            rhythm.recordId(),
            rhythm.subject(),
            rhythm.source(),
            Ecg.Kind.MEDIAN,
            rhythm.leads(),
            options.sampleRateHz(),
            rhythm.unit(),
            signal,
            Map.of(),
            Waves.NONE));
  }

  /** Leads, those with the longest gaps last. */
  private static List<Integer> leadsByGaps(RhythmStrip strip) {
    int[] missing = new int[strip.gaps().length];
    List<Integer> leads = new ArrayList<>();
    for (int lead = 0; lead < missing.length; lead++) {
      for (boolean gap : strip.gaps()[lead]) {
        missing[lead] += gap ? 1 : 0;
      }
      leads.add(lead);
    }
    leads.sort(Comparator.comparingInt(lead -> missing[lead]));
    return leads;
  }

  /** Where the beats that are whole in some leads begin. */
  private static int[] starts(
      RhythmStrip strip,
      BeatClass shape,
      MedianBeatShape options,
      List<Integer> leads,
      int length) {
    double scale = options.sampleRateHz() / RhythmStrip.RATE_HZ;
    return Arrays.stream(shape.peaks())
        .filter(peak -> isWhole(strip, peak, scale, options, leads))
        .map(peak -> (int) Math.rint(peak * scale) - options.peak())
        .filter(start -> start >= 0 && start + options.samples() <= length)
        .toArray();
  }

  private static boolean isWhole(
      RhythmStrip strip, int peak, double scale, MedianBeatShape options, List<Integer> leads) {
    int from = Math.max(0, peak - (int) Math.ceil(options.peak() / scale));
    int to =
        Math.min(
            strip.samples(), peak + (int) Math.ceil((options.samples() - options.peak()) / scale));
    for (int t = from; t < to; t++) {
      for (int lead : leads) {
        if (strip.gaps()[lead][t]) {
          return false;
        }
      }
    }
    return true;
  }
}
