package org.ecglens.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The beats of a strip: R peaks, classes of one shape, limits of their waves.
 *
 * @param strip the copy that they were found in
 * @param peaks all R peaks, ascending
 * @param classes beats by shape, the largest class first
 */
@SuppressWarnings("ArrayRecordComponent")
record StripBeats(RhythmStrip strip, int[] peaks, List<BeatClass> classes) {
  /** Distance of beats where nothing tells it, samples. */
  static final double USUAL_RR = 450;

  private static final double SAME_P = 0.7;
  private static final int P_BEFORE = 10;
  private static final int P_AFTER = 8;
  private static final int SPIKE_DISTANCE = 75;

  static StripBeats of(RhythmStrip strip) {
    int[] detected = QrsDetector.peaks(strip.x());
    List<BeatClass> classes = detected.length == 0 ? List.of() : BeatClass.of(strip.x(), detected);
    int[] peaks = classes.stream().flatMapToInt(c -> Arrays.stream(c.peaks())).sorted().toArray();
    return new StripBeats(strip, peaks, classes);
  }

  /** Limits of the waves of a class, in samples of its template. */
  WaveLimits limits(BeatClass shape) {
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (int peak : shape.peaks()) {
      int i = Arrays.binarySearch(peaks, peak);
      if (i > 0) {
        before.add((double) peak - peaks[i - 1]);
      }
      if (i >= 0 && i + 1 < peaks.length) {
        after.add((double) peaks[i + 1] - peak);
      }
    }
    double next = median(after, USUAL_RR);
    double earliest = BeatClass.PEAK + spike(shape);
    WaveLimits limits =
        new Delineator(shape.template(), BeatClass.PEAK, median(before, next), next, earliest)
            .limits();
    return limits.hasP() && !repeats(shape, limits) ? limits.withoutP() : limits;
  }

  /** Where pacing spikes end before R in most beats of a class; far before it if there are none. */
  private double spike(BeatClass shape) {
    List<Double> ends = new ArrayList<>();
    for (int peak : shape.peaks()) {
      int next = -1 - Arrays.binarySearch(strip.spikes(), peak);
      if (next > 0 && peak - strip.spikes()[next - 1] < SPIKE_DISTANCE) {
        ends.add((double) strip.spikes()[next - 1] - peak);
      }
    }
    return 2 * ends.size() > shape.peaks().length ? median(ends, 0) : -BeatClass.PEAK;
  }

  /** Whether the beats share the P wave of their median, which fibrillation does not. */
  private boolean repeats(BeatClass shape, WaveLimits limits) {
    int from = (int) limits.pOnset() - P_BEFORE - BeatClass.PEAK;
    int to = (int) Math.min(limits.pOffset() + P_AFTER, limits.qrsOnset()) - BeatClass.PEAK;
    double[] likeness =
        Arrays.stream(shape.peaks())
            .filter(peak -> peak + from >= 0)
            .mapToDouble(
                peak -> Correlation.of(strip.x(), peak, shape.template(), BeatClass.PEAK, from, to))
            .toArray();
    // One or two beats are their median.
    return likeness.length < 3 || QrsDetector.median(likeness) > SAME_P;
  }

  /** Limits of every beat, in samples of the strip, by its R peak. */
  List<WaveLimits> all() {
    List<WaveLimits> beats = new ArrayList<>();
    for (BeatClass shape : classes) {
      WaveLimits limits = limits(shape);
      for (int peak : shape.peaks()) {
        beats.add(shifted(limits, peak - BeatClass.PEAK));
      }
    }
    beats.sort(Comparator.comparingDouble(WaveLimits::qrsPeak));
    return beats;
  }

  private static WaveLimits shifted(WaveLimits limits, double by) {
    return new WaveLimits(
        limits.pOnset() + by,
        limits.pPeak() + by,
        limits.pOffset() + by,
        limits.qrsOnset() + by,
        limits.qrsPeak() + by,
        limits.qrsOffset() + by,
        limits.tOnset() + by,
        limits.tPeak() + by,
        limits.tOffset() + by);
  }

  private static double median(List<Double> values, double otherwise) {
    return values.isEmpty()
        ? otherwise
        : QrsDetector.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
