package org.ecglens.preprocess;

import org.ecglens.error.UserException;

/**
 * What a signal is like between two steps.
 *
 * @param leads number of leads
 * @param samples in each lead, of a window if it was cut
 * @param sampleRateHz null where nobody says it
 * @param unit null where nobody says it, or where it has none
 * @param windows that a record was cut into, 1 if it was not
 */
public record SignalForm(int leads, int samples, Double sampleRateHz, String unit, int windows) {

  /** A record that was not cut. */
  public SignalForm(int leads, int samples, Double sampleRateHz, String unit) {
    this(leads, samples, sampleRateHz, unit, 1);
  }

  /** The rate, Hz. */
  double rate() {
    if (sampleRateHz == null) {
      throw new UserException("needs the rate: say input.sample_rate_hz in the card");
    }
    return sampleRateHz;
  }

  /** Samples of a duration, at least one. */
  int samplesIn(double milliseconds) {
    return (int) Math.max(1, Math.round(milliseconds * rate() / 1000));
  }

  SignalForm withSamples(int count) {
    return new SignalForm(leads, count, sampleRateHz, unit, windows);
  }

  SignalForm withRate(int count, double rate) {
    return new SignalForm(leads, count, rate, unit, windows);
  }

  SignalForm withUnit(String other) {
    return new SignalForm(leads, samples, sampleRateHz, other, windows);
  }

  SignalForm withWindows(int count, int length) {
    return new SignalForm(leads, length, sampleRateHz, unit, count);
  }
}
