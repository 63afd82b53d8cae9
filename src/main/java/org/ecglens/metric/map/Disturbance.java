package org.ecglens.metric.map;

import java.util.List;
import java.util.Optional;
import org.ecglens.ecg.Interference;
import org.ecglens.ecg.Lead;
import org.ecglens.perturbation.Signal;
import org.ecglens.random.Draws;

/**
 * A small change of a record that leaves what it shows: what a map should hardly notice. Its size
 * is a share of the record's range (largest less smallest value), so that any unit works.
 *
 * <p>Where I and II are among the leads, III, aVR, aVL and aVF get what follows from theirs, except
 * in {@link #UNIFORM}: electrodes are disturbed, and the relations between limb leads remain.
 */
public enum Disturbance {
  /** Every point by its own uniform number within ±2 % of the range (Yeh et al., NeurIPS 2019). */
  UNIFORM("uniform", 0.02),
  /** Below 0.5 Hz, amplitude at most 5 % of the range, see {@link Interference#addWander}. */
  BASELINE_WANDER("baseline-wander", 0.05),
  /** 50 Hz, amplitude 1 % of the range, see {@link Interference#addHum}. */
  MAINS_HUM_50("mains-hum-50", 0.01),
  /** 60 Hz, as in the Americas; amplitude 1 % of the range, see {@link Interference#addHum}. */
  MAINS_HUM_60("mains-hum-60", 0.01),
  /** White, standard deviation 1 % of the range, see {@link Interference#addMuscle}. */
  MUSCLE_NOISE("muscle-noise", 0.01);

  private final String label;
  private final double share;

  Disturbance(String label, double share) {
    this.label = label;
    this.share = share;
  }

  /** Name as in tables, for example {@code baseline-wander}. */
  public String label() {
    return label;
  }

  /** Name for a reader, for example {@code baseline wander}. */
  public String words() {
    return label.replace('-', ' ').replaceFirst("(\\d+)$", "at $1 Hz");
  }

  /** Size as a share of the record's range. */
  public double share() {
    return share;
  }

  /** Whether recordings are disturbed so: all kinds but the ball. */
  public boolean isPhysiological() {
    return this != UNIFORM;
  }

  /** Frequency of the hum, Hz; 0 of other kinds. */
  private double humHz() {
    return switch (this) {
      case MAINS_HUM_50 -> Interference.MAINS_HZ;
      case MAINS_HUM_60 -> Interference.AMERICAN_MAINS_HZ;
      default -> 0;
    };
  }

  /** Why records of a sampling rate cannot be disturbed so; empty where they can. */
  public Optional<String> refusal(double sampleRateHz) {
    boolean timed = this == BASELINE_WANDER || humHz() > 0;
    if (timed && !(sampleRateHz > 0)) {
      return Optional.of("the sampling rate is not known");
    }
    return humHz() > 0 && sampleRateHz <= 2 * humHz()
        ? Optional.of(
            "a sampling rate of %s Hz holds no hum of %.0f Hz".formatted(sampleRateHz, humHz()))
        : Optional.empty();
  }

  /**
   * A disturbed copy of a record.
   *
   * @param leads names in the order of the signal; names that are no leads are disturbed too
   * @param draws keyed by seed, record and {@link #label}
   * @param draw number of the disturbance, not negative
   * @throws IllegalArgumentException if the sampling rate is refused
   */
  public float[] disturbed(
      Signal signal, List<String> leads, double sampleRateHz, Draws draws, int draw) {
    refusal(sampleRateHz)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
    double size = share * signal.range();
    return this == UNIFORM
        ? uniform(signal, size, draws, draw)
        : interfered(signal, leads, sampleRateHz, size, draws, draw);
  }

  private static float[] uniform(Signal signal, double size, Draws draws, int draw) {
    float[] disturbed = new float[signal.size()];
    draws.uniforms(draw, disturbed, 0, disturbed.length);
    for (int point = 0; point < disturbed.length; point++) {
      disturbed[point] = (float) (signal.values()[point] + size * (2 * disturbed[point] - 1));
    }
    return disturbed;
  }

  private float[] interfered(
      Signal signal, List<String> leads, double rate, double size, Draws draws, int draw) {
    List<String> names = leads.stream().map(Lead::name).toList();
    int first = names.indexOf("I");
    int second = names.indexOf("II");
    double[][] noise = new double[signal.leads()][signal.samples()];
    for (int lead = 0; lead < noise.length; lead++) {
      long number = (long) draw * noise.length + lead;
      switch (this) {
        case BASELINE_WANDER -> Interference.addWander(noise[lead], size, rate, draws, number);
        case MAINS_HUM_50, MAINS_HUM_60 ->
            Interference.addHum(noise[lead], size, humHz(), rate, draws, number);
        default -> Interference.addMuscle(noise[lead], size, draws, number);
      }
    }
    float[] disturbed = signal.values().clone();
    for (int point = 0; point < disturbed.length; point++) {
      int lead = signal.lead(point);
      int sample = point % signal.samples();
      boolean follows = first >= 0 && second >= 0 && Lead.isDerived(names.get(lead));
      double added =
          follows
              ? Lead.derived(names.get(lead), noise[first][sample], noise[second][sample])
              : noise[lead][sample];
      disturbed[point] = (float) (disturbed[point] + added);
    }
    return disturbed;
  }
}
