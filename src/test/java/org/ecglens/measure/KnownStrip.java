package org.ecglens.measure;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;

/**
 * Ten seconds of twelve leads made of half cosines, so that the limits of every wave are known. The
 * end of T is where the tangent at the steepest point of its last limb meets the level.
 *
 * @param ecg at 500 Hz, µV
 * @param qt from the first sample of QRS to the end of T, ms
 */
record KnownStrip(Ecg ecg, double qt) {
  /** What makes a strip difficult. */
  enum Kind {
    USUAL,
    FAST_120_TO_150,
    FAST_150_TO_180,
    SLOW,
    BUNDLE_BRANCH_BLOCK,
    PACED,
    FLUTTER,
    FIBRILLATION,
    U_WAVE,
    BIPHASIC_T,
    INVERTED_T,
    LOW_T,
    TALL_T,
    NOTCHED_T,
    LATE_T,
    SHORT_QT,
    ST_ELEVATION,
    P_ON_T,
    EARLY_BEATS,
    WANDER,
    MAINS,
    MUSCLE,
    ODD_LEAD
  }

  private static final double RATE_HZ = 500;
  private static final int SAMPLES = 5000;

  /** Where the tangent of a half cosine meets the level, as a share of its length. */
  private static final double TANGENT = 0.5 + 1 / Math.PI;

  // Leads I, II, V1 to V6, of which the others are combinations; µV.
  private static final double[] P = {60, 110, 40, 50, 50, 50, 50, 50};
  private static final double[] Q = {-60, -60, 0, 0, 0, -60, -90, -90};
  private static final double[] R = {600, 1000, 200, 400, 800, 1400, 1400, 1000};
  private static final double[] S = {-100, -150, -900, -1400, -900, -400, -150, -60};
  private static final double[] T = {200, 300, -60, 350, 450, 450, 380, 280};
  private static final double[] U = {0.04, 0.1, 0.15, 0.35, 0.35, 0.2, 0.1, 0.05};
  private static final double[] FLUTTER_WAVE = {10, -140, 70, 40, 20, 15, 10, 10};

  /** A strip with some of these difficulties; the same for the same kinds and seed. */
  static KnownStrip of(Set<Kind> kinds, long seed) {
    long key = kinds.stream().map(Kind::name).sorted().toList().hashCode();
    return new Maker(kinds, new Random(1_000_003 * seed + key)).strip();
  }

  /** The choices of one strip. */
  private static final class Maker {
    private final Set<Kind> kinds;
    private final Random random;
    private final double[][] x = new double[8][SAMPLES];
    private double rr;
    private final double pr;
    private final double qrs;
    private final double qt;
    private final boolean wide;
    private final double[][] scale = new double[5][8];
    private final double[] shift = new double[8];
    private final double fall;
    private final double rise;
    private final double gap;

    Maker(Set<Kind> kinds, Random random) {
      this.kinds = kinds;
      this.random = random;
      rr = between(0.75, 1.1);
      if (has(Kind.FAST_120_TO_150)) {
        rr = between(0.4, 0.5);
      } else if (has(Kind.FAST_150_TO_180)) {
        rr = between(0.333, 0.4);
      } else if (has(Kind.SLOW)) {
        rr = between(1.3, 1.6);
      } else if (has(Kind.FLUTTER)) {
        rr = random.nextBoolean() ? 0.4 : 0.8;
      } else if (has(Kind.P_ON_T)) {
        rr = between(0.5, 0.6);
      }
      wide = has(Kind.BUNDLE_BRANCH_BLOCK) || has(Kind.PACED);
      qrs = wide ? between(0.14, 0.18) : between(0.084, 0.104);
      // Half-way between the rules of Fridericia and Hodges.
      double fridericia = 0.4 * Math.cbrt(rr);
      double hodges = 0.4 - 0.00175 * (60 / rr - 60);
      double usual = 0.5 * (fridericia + hodges) + between(-0.02, 0.02) + (wide ? qrs - 0.09 : 0);
      double late = has(Kind.LATE_T) && rr >= 0.5 ? between(1.25, 1.45) : 1;
      double early = has(Kind.SHORT_QT) ? between(0.8, 0.85) : 1;
      qt = usual * late * early;
      pr = (rr < 0.5 ? between(0.11, 0.13) : between(0.13, 0.18)) + (has(Kind.P_ON_T) ? 0.15 : 0);
      boolean narrow = has(Kind.TALL_T) || rr < 0.5;
      fall = narrow ? between(0.07, 0.09) : between(0.095, 0.13);
      rise = narrow ? between(0.08, 0.1) : between(0.12, 0.16);
      gap = between(0.01, 0.04);
      for (double[] wave : scale) {
        Arrays.setAll(wave, lead -> between(0.7, 1.3));
      }
      Arrays.setAll(shift, lead -> 0.005 * random.nextGaussian());
    }

    private boolean has(Kind kind) {
      return kinds.contains(kind);
    }

    private double between(double low, double high) {
      return low + (high - low) * random.nextDouble();
    }

    KnownStrip strip() {
      double next = 0.35;
      boolean early = false;
      for (int number = 1; next < 10.5; number++) {
        beat(next, early);
        boolean irregular = has(Kind.FIBRILLATION);
        double distance =
            irregular
                ? Math.max(0.6 * rr, rr * (1 + 0.2 * random.nextGaussian()))
                : rr * (1 + (has(Kind.FLUTTER) ? 0 : 0.01 * random.nextGaussian()));
        boolean coupled = has(Kind.EARLY_BEATS) && number % 3 == 2 && rr >= 0.5;
        next += early ? 1.4 * rr : coupled ? Math.max(0.6 * rr, qt + 0.02) : distance;
        early = coupled;
      }
      disturb();
      return new KnownStrip(ecg(), 1000 * qt);
    }

    private void beat(double onset, boolean early) {
      double peak = onset + qt - TANGENT * fall;
      boolean hasP = !(early || has(Kind.PACED) || has(Kind.FLUTTER) || has(Kind.FIBRILLATION));
      for (int lead = 0; lead < 8; lead++) {
        if (hasP) {
          add(lead, onset - pr, 0.05, 0.05, P[lead] * scale[0][lead]);
        }
        if (early || wide) {
          double width = early ? 0.16 : qrs;
          double main = (R[lead] + S[lead]) * scale[1][lead] * (early ? -1.2 : 1);
          add(lead, onset, 0.35 * width, 0.25 * width, 0.8 * main);
          add(lead, onset + 0.35 * width, 0.3 * width, 0.35 * width, main);
          t(lead, onset, peak + (early ? 0.03 : 0) + shift[lead], -0.3 * main);
        } else {
          add(lead, onset, 0.12 * qrs, 0.12 * qrs, Q[lead] * scale[1][lead]);
          add(lead, onset + 0.1 * qrs, 0.3 * qrs, 0.3 * qrs, R[lead] * scale[2][lead]);
          add(lead, onset + 0.5 * qrs, 0.25 * qrs, 0.25 * qrs, S[lead] * scale[1][lead]);
          t(lead, onset, peak + shift[lead], T[lead] * scale[3][lead]);
        }
        if (has(Kind.PACED)) {
          int at = (int) Math.rint((onset - 0.006) * RATE_HZ);
          for (int t = Math.max(0, at); t < Math.min(SAMPLES, at + 2); t++) {
            x[lead][t] += 1500 * (scale[4][lead] - 0.5) * (lead % 3 == 0 ? -1 : 1);
          }
        }
      }
    }

    private void t(int lead, double onset, double peak, double usual) {
      double height = usual;
      height *= has(Kind.INVERTED_T) ? -1 : 1;
      height *= has(Kind.LOW_T) ? 0.2 : 1;
      height *= has(Kind.TALL_T) ? 3 : 1;
      boolean front = lead >= 2 && lead <= 5;
      if (has(Kind.BIPHASIC_T) && front) {
        add(lead, peak - 0.15 - rise, rise, 0.08, 0.8 * height);
        add(lead, peak - 0.07, 0.07, fall, -0.7 * height);
      } else if (has(Kind.NOTCHED_T)) {
        wave(lead, peak, 0.8 * height);
        add(lead, peak - 0.09 - rise, rise, 0.09, height);
      } else {
        wave(lead, peak, height);
      }
      if (has(Kind.U_WAVE)) {
        double u = U[lead] * scale[4][lead] * Math.abs(height);
        add(lead, peak + fall + gap, 0.09, 0.1, u);
      }
      if (has(Kind.ST_ELEVATION) && front) {
        add(lead, onset + 0.75 * qrs, 0.25 * qrs, 0.12, 0.8 * Math.abs(usual));
        add(lead, onset + qrs, 0.12, 0.1, 0.8 * Math.abs(usual));
      }
    }

    private void wave(int lead, double peak, double height) {
      add(lead, peak - rise, rise, fall, height);
    }

    /** A wave that rises and falls as half cosines of these lengths, s. */
    private void add(int lead, double onset, double up, double down, double height) {
      int to = (int) Math.min(SAMPLES - 1.0, Math.floor((onset + up + down) * RATE_HZ));
      for (int t = (int) Math.max(0, Math.ceil(onset * RATE_HZ)); t <= to; t++) {
        double at = t / RATE_HZ - onset - up;
        x[lead][t] += 0.5 * height * (1 + Math.cos(Math.PI * at / (at < 0 ? up : down)));
      }
    }

    private void disturb() {
      double phase = between(0, 6);
      double hz = has(Kind.WANDER) ? between(0.15, 0.45) : 0.2;
      double noise = has(Kind.MUSCLE) ? 40 : 8;
      double mains = random.nextBoolean() ? 50 : 60;
      double[] fibrillation = {between(5, 6), between(6, 7), between(7, 8)};
      for (int lead = 0; lead < 8; lead++) {
        double wander = (has(Kind.WANDER) ? 500 : 30) * scale[4][lead];
        double f = lead == 2 ? 60 : 25 * scale[4][lead];
        for (int t = 0; t < SAMPLES; t++) {
          double s = t / RATE_HZ;
          x[lead][t] += wander * Math.sin(2 * Math.PI * hz * s + phase + 0.3 * lead);
          x[lead][t] += noise * random.nextGaussian();
          if (has(Kind.MAINS)) {
            x[lead][t] += 200 * (scale[4][lead] - 0.7) * Math.sin(2 * Math.PI * mains * s + lead);
          }
          if (has(Kind.FLUTTER)) {
            double turn = (s - 0.35 + phase) / 0.2;
            turn -= Math.floor(turn);
            double saw = turn < 0.7 ? turn / 0.7 : (1 - turn) / 0.3;
            x[lead][t] += FLUTTER_WAVE[lead] * scale[4][lead] * saw;
          }
          if (has(Kind.FIBRILLATION)) {
            for (double beat : fibrillation) {
              x[lead][t] += 0.5 * f * Math.sin(2 * Math.PI * beat * s + phase * beat);
            }
          }
        }
      }
      if (has(Kind.ODD_LEAD)) {
        oddLead(random.nextInt(8));
      }
    }

    /** A loose electrode: jumps that die away, and a slow oscillation. */
    private void oddLead(int odd) {
      double level = 0;
      for (int t = 0; t < SAMPLES; t++) {
        level = random.nextDouble() < 0.004 ? 1500 * random.nextGaussian() : level * 0.995;
        x[odd][t] += level + 600 * Math.sin(2 * Math.PI * 3.1 * t / RATE_HZ);
      }
    }

    private Ecg ecg() {
      float[] signal = new float[12 * SAMPLES];
      for (int t = 0; t < SAMPLES; t++) {
        double i = x[0][t];
        double ii = x[1][t];
        double[] limb = {i, ii, ii - i, -(i + ii) / 2, i - ii / 2, ii - i / 2};
        for (int lead = 0; lead < 12; lead++) {
          signal[lead * SAMPLES + t] = (float) (lead < 6 ? limb[lead] : x[lead - 4][t]);
        }
      }
      return new Ecg(
          "known",
          null,
          "test",
          Ecg.Kind.RHYTHM,
          Lead.STANDARD,
          RATE_HZ,
          "uV",
          signal,
          Map.of(),
          Waves.NONE);
    }
  }
}
