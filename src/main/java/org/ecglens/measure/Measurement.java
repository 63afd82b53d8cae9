package org.ecglens.measure;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;

/**
 * What was measured in a recording.
 *
 * @param median the median beat of the largest class of beats, lead by lead the median over beats,
 *     neither filtered nor normalised, R at two fifths; empty where there is none
 * @param noMedian why there is no median beat, or null
 * @param labels the measures of {@link Labels} that could be measured: ms, beats a minute, µV
 * @param reasons label to why it could not be measured
 * @param waves limits of the first beat of the largest class whose waves lie in the strip, in its
 *     samples
 */
public record Measurement(
    Optional<Ecg> median,
    String noMedian,
    Map<String, Double> labels,
    Map<String, String> reasons,
    Waves waves) {
  private static final String V5 = "V5";
  private static final int FEWEST_BEATS = 3;
  private static final double SHORTEST_S = 2;
  private static final double MS_PER_S = 1000;
  private static final double S_PER_MINUTE = 60;

  /** Copies the maps. */
  public Measurement {
    labels = Map.copyOf(labels);
    reasons = Map.copyOf(reasons);
  }

  /**
   * Measures a rhythm strip.
   *
   * @param rhythm of any rate and length and any leads, µV; NaN where samples are missing: beats
   *     that touch such samples are left out
   * @param options grid of the median beat
   * @throws IllegalArgumentException if it is no rhythm strip
   */
  public static Measurement of(Ecg rhythm, BeatOptions options) {
    if (rhythm.kind() != Ecg.Kind.RHYTHM) {
      throw new IllegalArgumentException(rhythm.recordId() + " is no rhythm strip");
    }
    if (!rhythm.unit().equals(Voltage.MICROVOLT.symbol())) {
      return nothing("the signal is no voltage");
    }
    if (rhythm.samples() < SHORTEST_S * rhythm.sampleRateHz()) {
      return nothing("the strip is shorter than 2 s");
    }
    StripBeats beats = StripBeats.of(Strip.of(rhythm));
    if (beats.peaks().length < FEWEST_BEATS) {
      return nothing("there are fewer than 3 beats");
    }
    BeatClass shape = beats.classes().get(0);
    Optional<Ecg> median = MedianBeat.of(rhythm, beats.strip(), shape, options);
    WaveLimits limits = beats.limits(shape);
    Map<String, Double> labels = new TreeMap<>();
    Map<String, String> reasons = new TreeMap<>();
    int[] peaks = beats.peaks();
    double seconds = (double) (peaks[peaks.length - 1] - peaks[0]) / Strip.RATE_HZ;
    labels.put(Labels.RATE, (peaks.length - 1) * S_PER_MINUTE / seconds);
    labels.put(Labels.QRS, milliseconds(limits.qrsOnset(), limits.qrsOffset()));
    if (limits.hasP()) {
      labels.put(Labels.PR, milliseconds(limits.pOnset(), limits.qrsOnset()));
    } else {
      reasons.put(Labels.PR, "no P wave repeats from beat to beat");
    }
    if (limits.hasT()) {
      labels.put(Labels.QT, milliseconds(limits.qrsOnset(), limits.tOffset()));
    } else {
      reasons.put(Labels.QT, "no T wave was found");
    }
    amplitudes(rhythm, median, options, limits, labels, reasons);
    return new Measurement(
        median.map(beat -> beat.withMeasurements(labels, medianWaves(limits, options))),
        median.isPresent() ? null : MedianBeat.NONE,
        labels,
        reasons,
        waves(rhythm, shape, limits));
  }

  private static Measurement nothing(String reason) {
    Map<String, String> reasons = new TreeMap<>();
    Labels.ALL.forEach(label -> reasons.put(label, reason));
    return new Measurement(Optional.empty(), reason, Map.of(), reasons, Waves.NONE);
  }

  private static void amplitudes(
      Ecg rhythm,
      Optional<Ecg> median,
      BeatOptions options,
      WaveLimits limits,
      Map<String, Double> labels,
      Map<String, String> reasons) {
    int lead = rhythm.leads().indexOf(V5);
    String reason = null;
    if (lead < 0) {
      reason = "there is no lead V5";
    } else if (median.isEmpty()) {
      reason = MedianBeat.NONE;
    }
    if (reason != null) {
      for (String label : new String[] {Labels.J, Labels.R, Labels.T}) {
        reasons.put(label, reason);
      }
      return;
    }
    V5Beat beat = new V5Beat(median.get(), lead, options);
    double level = beat.at(limits.qrsOnset());
    put(Labels.J, beat.at(limits.qrsOffset()) - level, labels, reasons);
    put(Labels.R, beat.highest(limits.qrsOnset(), limits.qrsOffset()) - level, labels, reasons);
    if (limits.hasT()) {
      put(
          Labels.T,
          beat.farthest(limits.tOnset(), limits.tOffset(), level) - level,
          labels,
          reasons);
    } else {
      reasons.put(Labels.T, "no T wave was found");
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

  private static double milliseconds(double from, double to) {
    return (to - from) * MS_PER_S / Strip.RATE_HZ;
  }

  private static Waves medianWaves(WaveLimits limits, BeatOptions options) {
    double scale = options.sampleRateHz() / Strip.RATE_HZ;
    return waves(limits, options.peak() / scale - BeatClass.PEAK, scale, options.samples());
  }

  private static Waves waves(Ecg rhythm, BeatClass shape, WaveLimits limits) {
    double scale = rhythm.sampleRateHz() / Strip.RATE_HZ;
    double first = limits.hasP() ? limits.pOnset() : limits.qrsOnset();
    double last = limits.hasT() ? limits.tOffset() : limits.qrsOffset();
    return Arrays.stream(shape.peaks())
        .mapToDouble(peak -> peak - BeatClass.PEAK)
        .filter(by -> first + by >= 0 && Math.rint((last + by) * scale) < rhythm.samples())
        .mapToObj(by -> waves(limits, by, scale, rhythm.samples()))
        .findFirst()
        .orElse(Waves.NONE);
  }

  private static Waves waves(WaveLimits limits, double by, double scale, int samples) {
    return new Waves(
        sample(limits.pOnset() + by, scale, samples),
        sample(limits.pPeak() + by, scale, samples),
        sample(limits.pOffset() + by, scale, samples),
        sample(limits.qrsOnset() + by, scale, samples),
        sample(limits.qrsPeak() + by, scale, samples),
        sample(limits.qrsOffset() + by, scale, samples),
        sample(limits.tOnset() + by, scale, samples),
        sample(limits.tPeak() + by, scale, samples),
        sample(limits.tOffset() + by, scale, samples));
  }

  private static Integer sample(double at, double scale, int samples) {
    double sample = Math.rint(at * scale);
    return sample >= 0 && sample < samples ? (Integer) (int) sample : null;
  }

  /** V5 of a median beat, by positions in a template. */
  private record V5Beat(Ecg median, int lead, BeatOptions options) {
    int sample(double position) {
      double scale = options.sampleRateHz() / Strip.RATE_HZ;
      return (int) Math.rint(options.peak() + (position - BeatClass.PEAK) * scale);
    }

    double at(double position) {
      return value(sample(position));
    }

    private double value(int sample) {
      return sample < 0 || sample >= median.samples() ? Double.NaN : median.at(lead, sample);
    }

    double highest(double from, double to) {
      double highest = Double.NEGATIVE_INFINITY;
      for (int sample = sample(from); sample <= sample(to); sample++) {
        highest = Math.max(highest, value(sample));
      }
      return highest;
    }

    double farthest(double from, double to, double level) {
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
}
