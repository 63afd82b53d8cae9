package org.ecglens.synth;

import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Interference;
import org.ecglens.random.Draws;

/**
 * How much of each {@link Interference} a synthetic recording has. Each of the independent leads
 * has its own.
 *
 * @param wander amplitude of baseline wander, µV
 * @param mains amplitude of mains hum, µV
 * @param muscle standard deviation of muscle noise, µV
 */
public record RecordingNoise(double wander, double mains, double muscle) {
  /** None at all. */
  public static final RecordingNoise NONE = new RecordingNoise(0, 0, 0);

  /** What is usual: averaging has removed most of it from a median beat. */
  public static RecordingNoise usual(Ecg.Kind kind) {
    return kind == Ecg.Kind.MEDIAN ? new RecordingNoise(0, 0.5, 2) : new RecordingNoise(40, 4, 8);
  }

  /** The same, scaled. */
  public RecordingNoise times(double factor) {
    return new RecordingNoise(factor * wander, factor * mains, factor * muscle);
  }

  /** Adds the noise of one lead of one record, µV. */
  void addTo(double[] signal, Draws draws, long record, int lead) {
    long draw = record * LeadField.LEADS.size() + lead;
    double[] noise = new double[signal.length];
    Interference.addMuscle(noise, muscle, draws, draw);
    Interference.addWander(noise, wander, Beat.RATE_HZ, draws, draw);
    Interference.addHum(noise, mains, Interference.MAINS_HZ, Beat.RATE_HZ, draws, draw);
    for (int sample = 0; sample < signal.length; sample++) {
      signal[sample] += noise[sample];
    }
  }
}
