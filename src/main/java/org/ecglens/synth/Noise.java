package org.ecglens.synth;

import org.ecglens.ecg.Ecg;
import org.ecglens.random.Draws;

/**
 * What disturbs recordings: baseline wander (breathing and movement, below 0.5 Hz), mains hum at 50
 * Hz, and muscle noise, white here. Each of the independent leads has its own.
 *
 * @param wander amplitude of baseline wander, µV
 * @param mains amplitude of mains hum, µV
 * @param muscle standard deviation of muscle noise, µV
 */
public record Noise(double wander, double mains, double muscle) {
  /** None at all. */
  public static final Noise NONE = new Noise(0, 0, 0);

  private static final double[] WANDER_HZ = {0.12, 0.27, 0.43};
  private static final double MAINS_HZ = 50;

  /** What is usual: averaging has removed most of it from a median beat. */
  public static Noise usual(Ecg.Kind kind) {
    return kind == Ecg.Kind.MEDIAN ? new Noise(0, 0.5, 2) : new Noise(40, 4, 8);
  }

  /** The same, scaled. */
  public Noise times(double factor) {
    return new Noise(factor * wander, factor * mains, factor * muscle);
  }

  /** Adds the noise of one lead of one record, µV. */
  void addTo(double[] signal, Draws draws, long record, int lead) {
    double[] white = new double[signal.length];
    draws.gaussians(record * LeadField.LEADS.size() + lead, white);
    long phases = -1 - (record * LeadField.LEADS.size() + lead);
    for (int sample = 0; sample < signal.length; sample++) {
      double seconds = (double) sample / Beat.RATE_HZ;
      double sum = muscle * white[sample];
      for (int i = 0; i < WANDER_HZ.length && wander != 0; i++) {
        double share = draws.uniform(phases, 10 + i) / WANDER_HZ.length;
        sum += wander * share * wave(WANDER_HZ[i], seconds, draws.uniform(phases, i));
      }
      if (mains != 0) {
        sum += mains * wave(MAINS_HZ, seconds, draws.uniform(phases, WANDER_HZ.length));
      }
      signal[sample] += sum;
    }
  }

  private static double wave(double hertz, double seconds, double phase) {
    return StrictMath.sin(2 * Math.PI * (hertz * seconds + phase));
  }
}
