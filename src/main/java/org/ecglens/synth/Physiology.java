package org.ecglens.synth;

/**
 * One heart drawn at random: rate, intervals, amplitudes and directions.
 *
 * <p>Resting values follow those of healthy adults (Rijnbeek et al., "Normal values of the
 * electrocardiogram for ages 16–90 years", J Electrocardiol 2014;47:914–21), widened to what
 * networks meet in patients: rate 45–150 bpm, PR 110–220, QRS 70–150 ms, QT by Bazett's formula
 * (Heart 1920;7:353–70) around QTc 405 ms. At high rates intervals are shortened so that waves of
 * neighbouring beats never overlap. Intervals are whole samples.
 *
 * @param condition of the heart
 * @param rrSeconds mean interval between beats
 * @param beat every beat looks like it
 */
record Physiology(Condition condition, double rrSeconds, Beat beat) {
  /** Samples a second. */
  static final int RATE_HZ = 500;

  private static final double MS = RATE_HZ / 1000.0;

  /** Shortest rest between the end of T and the next P, ms. */
  private static final double REST_MS = 10;

  private static final double SHORTEST_PR_MS = 110;
  private static final double LONGEST_PR_MS = 220;
  private static final double SHORTEST_REPOLARISATION_MS = 150;

  /**
   * Draws a heart.
   *
   * @param abnormal share of hearts that are not normal
   */
  static Physiology draw(RecordDraws draws, double abnormal) {
    Condition condition = condition(draws, abnormal);
    double rr = 60 / draws.normal(78, 22, 45, 150);
    Intervals intervals = intervals(draws, condition, 1000 * rr);
    return new Physiology(condition, rr, beat(draws, condition, intervals));
  }

  private record Intervals(int pDuration, int pr, int qrs, int qt, int tDuration) {}

  private static Condition condition(RecordDraws draws, double abnormal) {
    double share = draws.uniform(0, 1);
    Condition[] others = {
      Condition.ATRIAL_FIBRILLATION, Condition.BUNDLE_BRANCH_BLOCK, Condition.ISCHAEMIA
    };
    return share >= abnormal
        ? Condition.NORMAL
        : others[Math.min(others.length - 1, (int) (share / abnormal * others.length))];
  }

  private static Intervals intervals(RecordDraws draws, Condition condition, double rr) {
    double room = rr - SHORTEST_PR_MS - REST_MS;
    double qrs =
        condition == Condition.BUNDLE_BRANCH_BLOCK
            ? draws.uniform(122, 150)
            : draws.normal(94, 12, 70, 125);
    qrs = Math.min(qrs, room - SHORTEST_REPOLARISATION_MS);
    double qt = draws.normal(405, 22, 350, 480) * StrictMath.sqrt(rr / 1000);
    qt = Math.min(Math.max(qt, qrs + SHORTEST_REPOLARISATION_MS), room);
    double pr = draws.normal(158, 24, SHORTEST_PR_MS, LONGEST_PR_MS);
    pr = Math.min(pr, rr - qt - REST_MS);
    double p = Math.min(draws.normal(104, 10, 76, 130), pr - 16);
    double t = draws.normal(190, 20, 130, 240);
    t = Math.min(t, qt - qrs - 40);
    return new Intervals(samples(p), samples(pr), samples(qrs), samples(qt), samples(t));
  }

  private static int samples(double ms) {
    return (int) Math.floor(ms * MS);
  }

  private static Beat beat(RecordDraws draws, Condition condition, Intervals intervals) {
    double[] rDirection = direction(draws, 0.85, 0.45, 0.25, 0.22);
    double rAmplitude = draws.normal(1250, 450, 350, 3200);
    double[] r = scaledInV5(rDirection, rAmplitude);
    double size = length(r);
    double[] q = scaled(direction(draws, -0.55, 0.1, -0.8, 0.2), size * draws.uniform(0.06, 0.25));
    double[] s = scaled(direction(draws, -0.35, -0.3, 0.85, 0.25), size * draws.uniform(0.1, 0.4));

    double tAmplitude = tAmplitude(draws, condition);
    double[] t = scaledInV5(direction(draws, 0.8, 0.5, -0.1, 0.15), tAmplitude);
    double level = level(draws, condition);
    // Below T, so that the peak of T is the extreme of its window.
    level = Math.max(-0.7 * Math.abs(tAmplitude), Math.min(0.7 * Math.abs(tAmplitude), level));
    double[] st = scaledInV5(direction(draws, 0.8, 0.4, -0.2, 0.2), level);

    double pSize = draws.normal(120, 35, 45, 240);
    double[] p = scaled(direction(draws, 0.5, 0.8, -0.1, 0.12), pSize);

    int duration = intervals.qrs;
    int tOnset = intervals.qt - intervals.tDuration;
    int tPeak = tOnset + (int) Math.round(intervals.tDuration * draws.uniform(0.52, 0.64));
    int pPeak = -intervals.pr + (int) Math.round(intervals.pDuration * draws.uniform(0.42, 0.58));
    return new Beat(
        condition == Condition.ATRIAL_FIBRILLATION
            ? null
            : new Pulse(-intervals.pr, pPeak, -intervals.pr + intervals.pDuration, p),
        part(duration, 0, 0.2, 0.42, q),
        part(duration, 0.14, draws.uniform(0.38, 0.46), 0.74, r),
        part(duration, 0.5, 0.74, 1, s),
        new Plateau(duration / 2, duration, tOnset, tPeak, st),
        new Pulse(tOnset, tPeak, intervals.qt, t));
  }

  private static Pulse part(
      int duration, double onset, double peak, double offset, double[] dipole) {
    return new Pulse(
        (int) Math.round(onset * duration),
        (int) Math.round(peak * duration),
        (int) Math.round(offset * duration),
        dipole);
  }

  private static double tAmplitude(RecordDraws draws, Condition condition) {
    double upright = draws.normal(330, 140, 60, 1000);
    double inverted = -draws.normal(230, 90, 60, 600);
    boolean inversion = draws.chance(condition == Condition.ISCHAEMIA ? 0.6 : 0.04);
    return inversion || condition == Condition.BUNDLE_BRANCH_BLOCK ? inverted : upright;
  }

  private static double level(RecordDraws draws, Condition condition) {
    double ordinary = draws.normal(12, 28, -80, 110);
    double large = draws.uniform(100, 260) * (draws.chance(0.5) ? 1 : -1);
    return switch (condition) {
      case NORMAL, ATRIAL_FIBRILLATION -> ordinary;
      case BUNDLE_BRANCH_BLOCK -> -Math.abs(large) / 2;
      case ISCHAEMIA -> large;
    };
  }

  /** A unit vector near a direction. */
  private static double[] direction(
      RecordDraws draws, double left, double feet, double back, double spread) {
    double[] near = {
      left + draws.normal(0, spread, -2 * spread, 2 * spread),
      feet + draws.normal(0, spread, -2 * spread, 2 * spread),
      back + draws.normal(0, spread, -2 * spread, 2 * spread)
    };
    return scaled(near, 1 / length(near));
  }

  private static double[] scaledInV5(double[] direction, double amplitude) {
    return scaled(direction, amplitude / LeadField.v5(direction));
  }

  private static double[] scaled(double[] vector, double factor) {
    return new double[] {vector[0] * factor, vector[1] * factor, vector[2] * factor};
  }

  private static double length(double[] vector) {
    return StrictMath.sqrt(vector[0] * vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
  }
}
