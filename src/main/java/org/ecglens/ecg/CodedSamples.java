package org.ecglens.ecg;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Samples that seem to be a code for a missing value, such as −9999 or 32767: one value far from
 * all others of its lead, which several samples have exactly. Pacing spikes and movements come near
 * each other, and do not repeat a value to the last digit.
 */
public final class CodedSamples {
  /** Less is no code, µV. */
  private static final double SMALLEST_MICROVOLTS = 5_000;

  /** Others reach at most so much of it. */
  private static final double OTHERS = 0.5;

  private static final int FEWEST = 2;

  private CodedSamples() {}

  /** For each lead that has some, what they are, in words. */
  public static List<String> of(Ecg ecg) {
    List<String> found = new ArrayList<>();
    OptionalDouble unit = Voltage.inMicrovolts(ecg.unit());
    for (int lead = 0; lead < ecg.leads().size() && unit.isPresent(); lead++) {
      float farthest = 0;
      int times = 0;
      float next = 0;
      for (int sample = 0; sample < ecg.samples(); sample++) {
        float value = ecg.at(lead, sample);
        if (!Float.isFinite(value)) {
          continue;
        }
        if (value == farthest) {
          times++;
        } else if (Math.abs(value) > Math.abs(farthest)) {
          next = farthest;
          farthest = value;
          times = 1;
        } else if (Math.abs(value) > Math.abs(next)) {
          next = value;
        }
      }
      if (times >= FEWEST
          && times < ecg.samples()
          && Math.abs(farthest) * unit.getAsDouble() >= SMALLEST_MICROVOLTS
          && Math.abs(next) <= OTHERS * Math.abs(farthest)) {
        found.add(
            String.format(
                Locale.ROOT,
                "lead %s: %d samples are exactly %s %s, and no other is beyond %s: they may stand for"
                    + " missing samples",
                ecg.leads().get(lead),
                times,
                farthest,
                ecg.unit(),
                Math.abs(next)));
      }
    }
    return found;
  }
}
