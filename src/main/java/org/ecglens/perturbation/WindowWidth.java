package org.ecglens.perturbation;

import java.io.Serializable;
import org.ecglens.error.UserException;

/**
 * How wide a window is: a number of samples, or a time, which is as many samples as the rate of the
 * signal makes of it.
 *
 * <p>A signal whose rate nobody says is taken for a median beat of 1.2 s, as the reference work has
 * them, so that 50 ms are 1/24 of a lead, whatever its number of samples.
 *
 * @param samples their number, 0 where it is a time
 * @param milliseconds the time, 0 where it is a number of samples
 */
public record WindowWidth(int samples, double milliseconds) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One sample. */
  public static final WindowWidth POINT = new WindowWidth(1, 0);

  private static final String POINT_WORD = "point";
  private static final String UNIT = "ms";
  private static final double BEAT_MILLISECONDS = 1200;

  /**
   * Checks that it is one of the two.
   *
   * @throws UserException if it is not positive
   */
  public WindowWidth {
    boolean number = samples >= 1 && milliseconds == 0;
    boolean time = samples == 0 && milliseconds > 0 && !Double.isInfinite(milliseconds);
    if (!number && !time) {
      throw new UserException(
          "Window of "
              + (milliseconds == 0 ? samples + " samples" : milliseconds + " ms")
              + ": at least 1 sample is needed, which is a point, or a time above 0 ms.");
    }
  }

  /**
   * Reads {@code point}, a number of samples as {@code 25}, or a time as {@code 50ms}.
   *
   * @throws UserException if it is none of them
   */
  public static WindowWidth of(String text) {
    if (text.equals(POINT_WORD)) {
      return POINT;
    }
    try {
      return text.endsWith(UNIT)
          ? new WindowWidth(0, Double.parseDouble(text.substring(0, text.length() - 2).strip()))
          : new WindowWidth(Integer.parseInt(text), 0);
    } catch (NumberFormatException e) {
      throw new UserException(
          "Window '" + text + "': write samples such as 25, a time such as 50ms, or point.", e);
    }
  }

  /** Samples of a window in a signal, at least 1. */
  public int in(Signal signal) {
    if (samples > 0) {
      return samples;
    }
    double perMillisecond =
        signal.hasRate() ? signal.sampleRateHz() / 1000 : signal.samples() / BEAT_MILLISECONDS;
    return (int) Math.max(1, Math.round(milliseconds * perMillisecond));
  }

  /** As {@link #of} reads it. */
  @Override
  public String toString() {
    if (samples > 0) {
      return samples == 1 ? POINT_WORD : Integer.toString(samples);
    }
    String number = Double.toString(milliseconds);
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + UNIT;
  }
}
