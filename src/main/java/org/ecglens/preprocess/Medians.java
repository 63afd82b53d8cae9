package org.ecglens.preprocess;

import org.ecglens.error.UserException;
import org.ecglens.graph.Operation;

/** Windows of medians, whose length is odd. */
final class Medians {
  private Medians() {}

  static Operation.MedianFilter filter(
      SignalForm form, double milliseconds, Operation.MedianFilter.Ends ends) {
    return new Operation.MedianFilter(form.samplesIn(milliseconds) | 1, ends);
  }

  static void check(SignalForm form, String key, double milliseconds) {
    int samples = form.samplesIn(milliseconds) | 1;
    if (samples < 3 || samples > form.samples()) {
      throw new UserException(
          "%s: %s ms are %d samples, must be 3 to %d, the signal's"
              .formatted(key, StepFields.plain(milliseconds), samples, form.samples()));
    }
  }
}
