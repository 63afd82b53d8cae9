package org.ecglens.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.random.Draws;

/**
 * The noise-free beat of one record, on the sample grid of 500 Hz. Sample 0 is the onset of QRS.
 *
 * <p>Intervals are drawn over the range that resting ECGs of adults show: rate 45–150 bpm, PR
 * 110–220 ms, QRS 70–150 ms, QT by Bazett's formula from a QTc of 360–470 ms, shortened where a
 * fast rate leaves less room. Amplitudes in V5: R 400–2500 µV, T 100–700 µV or, in one of seven,
 * −300 to −50 µV, J −120 to 160 µV. One in twenty has no P wave, as in atrial fibrillation.
 * Directions of the dipoles vary around those of a normal heart.
 *
 * @param rr mean distance of beats, ms
 * @param p null where there is none
 * @param q first part of QRS
 * @param r its largest part
 * @param s its last part, which ends QRS
 * @param t T wave
 * @param st ST level: from R's peak it rises to its full height at the end of QRS, and it falls
 *     with T
 */
record Beat(
    double rr, DipoleWave p, DipoleWave q, DipoleWave r, DipoleWave s, DipoleWave t, Dipole st) {
  /** Samples a second. */
  static final int RATE_HZ = 500;

  private static final double MS = 1000.0 / RATE_HZ;
  private static final double MARGIN_MS = 20;
  private static final double SHORTEST_PR_MS = 110;
  private static final double USUAL_FIBRILLATION = 0.05;

  /** The beat of a record. */
  static Beat of(Draws draws, long record) {
    return of(draws, record, Map.of());
  }

  /**
   * The beat of a record of which classes are known; it draws the same numbers.
   *
   * @param classes whether the record has them; the others are as usual
   */
  static Beat of(Draws draws, long record, Map<HeartClass, Boolean> classes) {
    Dice dice = new Dice(draws, record);
    double rr = 60_000 / dice.between(45, 150);
    int qrs = samples(qrs(dice.between(0, 1), classes.get(HeartClass.RBBB)));
    // At high rates QT gives way, so that a normal PR fits before the next beat.
    Boolean isLong = classes.get(HeartClass.LQT);
    double wanted = qtc(dice.between(0, 1), isLong) * Math.sqrt(rr / 1000);
    double qt =
        Boolean.TRUE.equals(isLong) ? wanted : Math.min(wanted, rr - SHORTEST_PR_MS - MARGIN_MS);
    int end = Math.max(samples(qt), qrs + samples(120));
    double room = rr - end * MS - MARGIN_MS;
    int pr = samples(Math.max(SHORTEST_PR_MS, Math.min(dice.between(SHORTEST_PR_MS, 220), room)));
    boolean fibrillates =
        classes.getOrDefault(HeartClass.AF, dice.between(0, 1) < USUAL_FIBRILLATION);
    int pLength = Math.min(samples(dice.between(80, 115)), pr - samples(16));
    DipoleWave p =
        fibrillates
            ? null
            : new DipoleWave(
                -pr,
                -pr + pLength / 2,
                -pr + pLength,
                dice.around(0.6, 0.75, -0.1).times(dice.between(80, 190)));
    DipoleWave q =
        new DipoleWave(
            0,
            qrs * 3 / 20,
            qrs * 7 / 20,
            dice.around(-0.6, -0.3, -0.7).times(dice.between(20, 160)));
    DipoleWave r =
        new DipoleWave(
            qrs / 10,
            qrs * 9 / 20,
            qrs * 8 / 10,
            LeadField.withV5(dice.around(0.8, 0.5, 0.3), dice.between(400, 2500)));
    boolean blocked = classes.getOrDefault(HeartClass.RBBB, false);
    Dipole last = blocked ? dice.around(-0.7, 0, -0.8) : dice.around(-0.5, -0.2, 0.8);
    double largest = dice.between(0, 1);
    DipoleWave s =
        new DipoleWave(
            qrs / 2,
            qrs * 15 / 20,
            qrs,
            last.times(blocked ? within(largest, 500, 1200) : within(largest, 50, 600)));
    boolean elevated = classes.getOrDefault(HeartClass.STE, false);
    Dipole injury = elevated ? dice.around(0.1, 0, -1) : dice.around(0.8, 0.4, -0.4);
    double level = dice.between(0, 1);
    Dipole st =
        elevated
            ? injury.times(within(level, 250, 600))
            : LeadField.withV5(injury, within(level, -120, 160));
    double height = dice.between(0, 1) < 1.0 / 7 ? dice.between(-300, -50) : dice.between(100, 700);
    int jt = end - qrs;
    DipoleWave t =
        new DipoleWave(
            qrs + (int) (jt * dice.between(0.25, 0.4)),
            qrs + (int) (jt * dice.between(0.6, 0.7)),
            end,
            LeadField.withV5(dice.around(0.8, 0.5, -0.3), height));
    return new Beat(rr, p, q, r, s, t, st);
  }

  /** Width of QRS, ms: as usual, or with or without a block of a bundle branch. */
  private static double qrs(double draw, Boolean blocked) {
    return blocked == null
        ? within(draw, 70, 150)
        : blocked ? within(draw, 125, 160) : within(draw, 70, 110);
  }

  /** QTc, ms: as usual, or long or not. */
  private static double qtc(double draw, Boolean isLong) {
    return isLong == null
        ? within(draw, 360, 470)
        : isLong ? within(draw, 490, 560) : within(draw, 360, 450);
  }

  private static double within(double draw, double low, double high) {
    return low + (high - low) * draw;
  }

  private static int samples(double ms) {
    return (int) Math.round(ms / MS);
  }

  /** First sample of the beat relative to the onset of QRS. */
  int start() {
    return p == null ? q.onset() : p.onset();
  }

  /** The dipole at a sample relative to the onset of QRS. */
  Dipole dipole(int sample) {
    Dipole sum = Dipole.ZERO;
    for (DipoleWave wave : waves()) {
      double share = wave.share(sample);
      if (share != 0) {
        sum = sum.plus(wave.dipole(), share);
      }
    }
    return sum.plus(st, stShare(sample));
  }

  private List<DipoleWave> waves() {
    List<DipoleWave> waves = new ArrayList<>(List.of(q, r, s, t));
    if (p != null) {
      waves.add(p);
    }
    return waves;
  }

  private double stShare(int sample) {
    if (sample <= r.peak() || sample >= t.offset()) {
      return 0;
    }
    if (sample < s.offset()) {
      return DipoleWave.rise((double) (sample - r.peak()) / (s.offset() - r.peak()));
    }
    return sample <= t.peak()
        ? 1
        : DipoleWave.rise((double) (t.offset() - sample) / (t.offset() - t.peak()));
  }

  /** Draws one number after the other for a record. */
  private static final class Dice {
    private final Draws draws;
    private final long record;
    private long position;

    Dice(Draws draws, long record) {
      this.draws = draws;
      this.record = record;
    }

    double between(double low, double high) {
      return within(draws.uniform(record, position++), low, high);
    }

    /** A direction near the given one. */
    Dipole around(double left, double down, double back) {
      return new Dipole(
          left + between(-0.15, 0.15), down + between(-0.15, 0.15), back + between(-0.15, 0.15));
    }
  }
}
