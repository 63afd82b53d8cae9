package org.ecglens.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

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

  /**
   * The distance that a third of the beats have to the next; T is measured in beats that have
   * nearly that: in others the next complex, which comes early, could be taken for it.
   */
  private static final double REACHING = 2.0 / 3;

  private static final double EARLY = 0.9;
  private static final int FEWEST = 3;

  /** What the ends of T may differ between halves of the beats: a small box on paper, samples. */
  private static final double SAME_END = 20;

  private static final double SAME_P = 0.7;
  private static final int P_BEFORE = 10;
  private static final int P_AFTER = 8;
  private static final int SPIKE_DISTANCE = 75;

  static StripBeats of(RhythmStrip strip) {
    int[] all = QrsDetector.peaks(strip.x());
    RhythmStrip steady = all.length < FEWEST ? strip : strip.of(SteadyLeads.of(strip.x(), all));
    int[] detected = steady.x().length < strip.x().length ? QrsDetector.peaks(steady.x()) : all;
    List<BeatClass> classes = detected.length == 0 ? List.of() : BeatClass.of(steady.x(), detected);
    int[] peaks = classes.stream().flatMapToInt(c -> Arrays.stream(c.peaks())).sorted().toArray();
    return new StripBeats(steady, peaks, classes);
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
      after.add(after(peak));
    }
    after.removeIf(distance -> distance.isNaN());
    double reach = share(after, REACHING, USUAL_RR);
    List<Integer> free =
        Arrays.stream(shape.peaks())
            .boxed()
            .filter(peak -> !(after(peak) < EARLY * reach))
            .toList();
    double earliest = BeatClass.PEAK + spike(shape);
    Delineator delineator =
        new Delineator(
            shape.template(),
            BeatClass.template(strip.x(), free),
            BeatClass.PEAK,
            share(before, 0.5, reach),
            reach,
            earliest);
    WaveLimits limits = delineator.limits();
    if (limits.hasT() && !halvesAgree(delineator, limits, free)) {
      limits = limits.withoutEndOfT();
    }
    return limits.hasP() && !repeats(shape, limits) ? limits.withoutP() : limits;
  }

  /**
   * Whether every other beat has the same end of T as those between; few beats are not compared.
   */
  private boolean halvesAgree(Delineator delineator, WaveLimits limits, List<Integer> beats) {
    if (beats.size() < 2 * FEWEST) {
      return true;
    }
    double[] end = new double[2];
    for (int half = 0; half < 2; half++) {
      int first = half;
      List<Integer> some =
          IntStream.range(0, beats.size())
              .filter(beat -> beat % 2 == first)
              .mapToObj(beats::get)
              .toList();
      double[][] beat = BeatClass.template(strip.x(), some);
      end[half] = delineator.t(beat, limits.qrsOffset(), limits.pOnset()).end();
    }
    return !(Math.abs(end[0] - end[1]) > SAME_END);
  }

  /** Samples to the next beat; NaN for the last. */
  private double after(int peak) {
    int i = Arrays.binarySearch(peaks, peak);
    return i >= 0 && i + 1 < peaks.length ? (double) peaks[i + 1] - peak : Double.NaN;
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
    return 2 * ends.size() > shape.peaks().length ? share(ends, 0.5, 0) : -BeatClass.PEAK;
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

  /** The value that a share of the values is less than. */
  private static double share(List<Double> values, double share, double otherwise) {
    return values.isEmpty()
        ? otherwise
        : new Percentile(100 * share)
            .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
