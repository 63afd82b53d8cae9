package org.ecglens.synth;

/**
 * What disturbs a recording, independent in the independent leads, so that the laws of Einthoven
 * and Goldberger hold with noise too.
 *
 * @param wander slow movement of the baseline by breathing and skin, µV
 * @param mains interference of the power line, µV
 * @param muscle activity of muscles, µV (standard deviation)
 * @param white noise of the amplifier, µV (standard deviation)
 */
record Noise(double wander, double mains, double muscle, double white) {
  /** What is usual in ten seconds of rest. */
  static final Noise RHYTHM = new Noise(60, 5, 8, 4);

  /** What averaging leaves. */
  static final Noise MEDIAN = new Noise(2, 0.5, 1.5, 1.5);

  private static final int WANDER_PARTS = 2;

  /** The same kinds, all multiplied. */
  Noise times(double factor) {
    return new Noise(wander * factor, mains * factor, muscle * factor, white * factor);
  }

  /** Adds noise to leads, {@code [lead][sample]}. */
  void addTo(double[][] leads, RecordDraws draws, double rateHz) {
    double mainsHz = draws.chance(0.5) ? 50 : 60;
    double mainsPhase = draws.uniform(0, 2 * Math.PI);
    for (double[] lead : leads) {
      for (int part = 0; part < WANDER_PARTS; part++) {
        sine(lead, wander * draws.uniform(0.1, 0.5), draws.uniform(0.12, 0.45) / rateHz, draws);
      }
      addSine(lead, mains * draws.uniform(0, 1), mainsHz / rateHz, mainsPhase);
      double beforeLast = draws.gaussian();
      double last = draws.gaussian();
      for (int sample = 0; sample < lead.length; sample++) {
        // x[k] − x[k−2] passes the middle of the band, where muscles are; white noise has its own
        // draw.
        double current = draws.gaussian();
        lead[sample] += muscle * (current - beforeLast) * Math.sqrt(0.5);
        lead[sample] += white * draws.gaussian();
        beforeLast = last;
        last = current;
      }
    }
  }

  /**
   * Adds waves of fibrillating atria to a dipole, {@code [axis][sample]}: an irregular oscillation
   * of 4–8 Hz towards the front, 20–60 µV.
   */
  static void fibrillation(double[][] dipole, RecordDraws draws, double rateHz) {
    double[] direction = {0.2, 0.5, -0.8};
    double amplitude = draws.uniform(20, 60);
    double frequency = draws.uniform(4.5, 7.5);
    double drift = 0;
    double phase = draws.uniform(0, 2 * Math.PI);
    for (int sample = 0; sample < dipole[0].length; sample++) {
      drift = 0.99 * drift + 0.1 * draws.gaussian();
      phase += 2 * Math.PI * (frequency + drift) / rateHz;
      for (int axis = 0; axis < dipole.length; axis++) {
        dipole[axis][sample] += amplitude * direction[axis] * StrictMath.sin(phase);
      }
    }
  }

  private static void sine(
      double[] lead, double amplitude, double cyclesPerSample, RecordDraws draws) {
    addSine(lead, amplitude, cyclesPerSample, draws.uniform(0, 2 * Math.PI));
  }

  private static void addSine(
      double[] lead, double amplitude, double cyclesPerSample, double phase) {
    for (int sample = 0; sample < lead.length; sample++) {
      lead[sample] += amplitude * StrictMath.sin(phase + 2 * Math.PI * cyclesPerSample * sample);
    }
  }
}
