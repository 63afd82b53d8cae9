package org.ecglens.synth;

import java.io.Serializable;
import org.ecglens.ecg.Ecg;

/**
 * What synthetic records are to be like.
 *
 * @param seed of all random numbers
 * @param kind one median beat of 600 samples or ten seconds of rhythm, both at 500 Hz
 * @param noise factor on the usual noise; 0 for none
 * @param abnormal share of hearts that are not {@link Condition#NORMAL}, 0–1
 * @param variability standard deviation of the intervals between beats, as a share of their mean; 0
 *     for a regular rhythm; atrial fibrillation is irregular anyway
 * @param neighbours whether a median beat shows those parts of the beats before and behind it that
 *     fall into its 1.2 s, as averaged beats do; without them its rate can be told by QT alone
 */
public record SyntheticSettings(
    long seed, Ecg.Kind kind, double noise, double abnormal, double variability, boolean neighbours)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public SyntheticSettings {
    within("noise", noise, 0, 1000);
    within("abnormal", abnormal, 0, 1);
    within("variability", variability, 0, 0.3);
  }

  /** Usual noise, 15 % abnormal hearts, intervals that vary by 3 %, one beat alone. */
  public static SyntheticSettings of(long seed, Ecg.Kind kind) {
    return new SyntheticSettings(seed, kind, 1, 0.15, 0.03, false);
  }

  private static void within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(name + " " + value + " is not in " + low + "–" + high);
    }
  }
}
