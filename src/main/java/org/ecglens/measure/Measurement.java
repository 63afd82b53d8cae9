package org.ecglens.measure;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
   * Measures a rhythm strip, one of more than five minutes in {@link MeasuredWindows}.
   *
   * @param rhythm of any rate and length and any leads, µV; NaN where samples are missing: beats
   *     that touch such samples are left out of the median beat, or leads where too few would be
   *     left
   * @param options grid of the median beat
   * @throws IllegalArgumentException if it is no rhythm strip
   */
  public static Measurement of(Ecg rhythm, MedianBeatShape options) {
    if (rhythm.kind() != Ecg.Kind.RHYTHM) {
      throw new IllegalArgumentException(rhythm.recordId() + " is no rhythm strip");
    }
    if (!rhythm.unit().equals(Voltage.MICROVOLT.symbol())) {
      return nothing("the signal is no voltage");
    }
    if (rhythm.samples() < SHORTEST_S * rhythm.sampleRateHz()) {
      return nothing("the strip is shorter than 2 s");
    }
    if (MeasuredWindows.apply(rhythm)) {
      return MeasuredWindows.of(rhythm, options);
    }
    StripBeats beats = StripBeats.of(RhythmStrip.of(rhythm));
    if (beats.peaks().length < FEWEST_BEATS) {
      return nothing("there are fewer than 3 beats");
    }
    BeatClass shape = beats.classes().get(0);
    Optional<Ecg> median = MedianBeat.of(rhythm, beats.strip(), shape, options);
    WaveLimits limits = beats.limits(shape);
    Map<String, Double> labels = new TreeMap<>();
    Map<String, String> reasons = new TreeMap<>();
    int[] peaks = beats.peaks();
    double seconds = (double) (peaks[peaks.length - 1] - peaks[0]) / RhythmStrip.RATE_HZ;
    labels.put(Labels.RATE, (peaks.length - 1) * S_PER_MINUTE / seconds);
    intervals(limits, labels, reasons);
    if (median.isPresent()) {
      Amplitudes.of(median.get(), options.peak(), limits).addTo(labels, reasons);
    } else {
      Amplitudes.ALL.forEach(label -> reasons.put(label, MedianBeat.NONE));
    }
    return new Measurement(
        median.map(beat -> beat.withMeasurements(labels, medianWaves(limits, options))),
        median.isPresent() ? null : MedianBeat.NONE,
        labels,
        reasons,
        waves(rhythm, shape, limits));
  }

  /**
   * Measures a median beat as it is.
   *
   * @param beat of any rate and length and any leads, µV, QRS between a fifth and three fifths of
   *     it; NaN where samples are missing; a label rate tells how far away the next beat is
   * @throws IllegalArgumentException if it is no median beat
   */
  public static Measurement ofBeat(Ecg beat) {
    if (beat.kind() != Ecg.Kind.MEDIAN) {
      throw new IllegalArgumentException(beat.recordId() + " is no median beat");
    }
    if (!beat.unit().equals(Voltage.MICROVOLT.symbol())) {
      return nothing("the signal is no voltage");
    }
    RhythmStrip strip = RhythmStrip.of(beat);
    OptionalInt peak = QrsDetector.peakOfBeat(strip.x());
    if (peak.isEmpty()) {
      return nothing("there is no QRS complex between a fifth and three fifths of the beat");
    }
    BeatClass shape = BeatClass.of(strip.x(), new int[] {peak.getAsInt()}).get(0);
    double next =
        Optional.ofNullable(beat.labels().get(Labels.RATE))
            .filter(rate -> rate > 0)
            .map(rate -> S_PER_MINUTE / rate * RhythmStrip.RATE_HZ)
            .orElse(StripBeats.USUAL_RR);
    WaveLimits limits =
        new Delineator(shape.template(), shape.template(), BeatClass.PEAK, next, next, 0).limits();
    Map<String, Double> labels = new TreeMap<>();
    Map<String, String> reasons = new TreeMap<>();
    reasons.put(Labels.RATE, "one beat has no rate");
    intervals(limits, labels, reasons);
    double scale = beat.sampleRateHz() / RhythmStrip.RATE_HZ;
    int at = shape.peaks()[0];
    Amplitudes.of(beat, at * scale, limits).addTo(labels, reasons);
    Waves waves = waves(limits, at - BeatClass.PEAK, scale, beat.samples());
    Map<String, Double> all = new TreeMap<>(labels);
    all.putAll(beat.labels());
    return new Measurement(
        Optional.of(beat.withMeasurements(all, waves)), null, labels, reasons, waves);
  }

  private static void intervals(
      WaveLimits limits, Map<String, Double> labels, Map<String, String> reasons) {
    labels.put(Labels.QRS, milliseconds(limits.qrsOnset(), limits.qrsOffset()));
    if (limits.hasP()) {
      labels.put(Labels.PR, milliseconds(limits.pOnset(), limits.qrsOnset()));
    } else {
      reasons.put(Labels.PR, "no P wave was found that repeats from beat to beat");
    }
    if (limits.hasT()) {
      labels.put(Labels.QT, milliseconds(limits.qrsOnset(), limits.tOffset()));
    } else {
      reasons.put(Labels.QT, limits.whyNoT());
    }
  }

  private static Measurement nothing(String reason) {
    Map<String, String> reasons = new TreeMap<>();
    Labels.ALL.forEach(label -> reasons.put(label, reason));
    return new Measurement(Optional.empty(), reason, Map.of(), reasons, Waves.NONE);
  }

  private static double milliseconds(double from, double to) {
    return (to - from) * MS_PER_S / RhythmStrip.RATE_HZ;
  }

  private static Waves medianWaves(WaveLimits limits, MedianBeatShape options) {
    double scale = options.sampleRateHz() / RhythmStrip.RATE_HZ;
    return waves(limits, options.peak() / scale - BeatClass.PEAK, scale, options.samples());
  }

  private static Waves waves(Ecg rhythm, BeatClass shape, WaveLimits limits) {
    double scale = rhythm.sampleRateHz() / RhythmStrip.RATE_HZ;
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
}
