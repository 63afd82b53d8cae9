package org.ecglens.ecg;

import org.ecglens.random.Draws;

/**
 * What disturbs recordings (Sörnmo and Laguna, "Bioelectrical Signal Processing in Cardiac and
 * Neurological Applications", Elsevier 2005, chapter 7): baseline wander of breathing and movement,
 * here three sines below 0.5 Hz; mains hum at 50 or 60 Hz; muscle noise, which fills the band of
 * the electrocardiogram and is white here. Each draw is the disturbance of one lead: the same
 * number gives the same waveform at any amplitude, and phases that do not depend on the sampling
 * rate.
 */
public final class Interference {
  /** Frequency of the mains in most countries, Hz. */
  public static final double MAINS_HZ = 50;

  /** Frequency of the mains in North America and parts of South America and Asia, Hz. */
  public static final double AMERICAN_MAINS_HZ = 60;

  private static final double[] WANDER_HZ = {0.12, 0.27, 0.43};

  /** Shares of the wander's sines come from these positions of a draw on, phases from 0 on. */
  private static final int SHARES = 10;

  private Interference() {}

  /**
   * Adds baseline wander: sines of random phase whose amplitudes are random and sum to at most the
   * one given, to half of it on average.
   *
   * @param signal of one lead
   * @param amplitude in its unit
   * @param draw not negative
   */
  public static void addWander(
      double[] signal, double amplitude, double sampleRateHz, Draws draws, long draw) {
    for (int i = 0; i < WANDER_HZ.length && amplitude != 0; i++) {
      double share = draws.uniform(phases(draw), SHARES + i) / WANDER_HZ.length;
      double phase = draws.uniform(phases(draw), i);
      addSine(signal, amplitude * share, WANDER_HZ[i], sampleRateHz, phase);
    }
  }

  /**
   * Adds a sine of random phase.
   *
   * @param signal of one lead
   * @param amplitude in its unit
   * @param mainsHz its frequency, {@link #MAINS_HZ} or {@link #AMERICAN_MAINS_HZ}
   * @param sampleRateHz above twice as much, else the sine folds onto other frequencies
   * @param draw not negative
   */
  public static void addHum(
      double[] signal,
      double amplitude,
      double mainsHz,
      double sampleRateHz,
      Draws draws,
      long draw) {
    if (amplitude != 0) {
      double phase = draws.uniform(phases(draw), WANDER_HZ.length);
      addSine(signal, amplitude, mainsHz, sampleRateHz, phase);
    }
  }

  /**
   * Adds independent normal numbers.
   *
   * @param signal of one lead
   * @param sd in its unit
   * @param draw not negative
   */
  public static void addMuscle(double[] signal, double sd, Draws draws, long draw) {
    if (sd != 0) {
      double[] white = new double[signal.length];
      draws.gaussians(draw, white);
      for (int sample = 0; sample < signal.length; sample++) {
        signal[sample] += sd * white[sample];
      }
    }
  }

  /** Phases have draws of their own, apart from those of the normal numbers. */
  private static long phases(long draw) {
    return -1 - draw;
  }

  private static void addSine(
      double[] signal, double amplitude, double hertz, double sampleRateHz, double phase) {
    for (int sample = 0; sample < signal.length; sample++) {
      double turns = hertz * (sample / sampleRateHz) + phase;
      signal[sample] += amplitude * StrictMath.sin(2 * Math.PI * turns);
    }
  }
}
