package org.ecglens.perturbation;

import org.ecglens.error.UserException;

/**
 * Sets points to the mean of the samples around them in their lead of the unperturbed record; at
 * the ends of the lead the window is cut.
 *
 * @param width samples of the window, odd: the point and as many on either side
 */
public record WindowMean(int width) implements Operator {
  private static final long serialVersionUID = 1L;

  /** 50 ms at 500 Hz. */
  public static final int DEFAULT_WIDTH = 25;

  /** Checks the width. */
  public WindowMean {
    if (width < 3 || width % 2 == 0) {
      throw new UserException(
          "Operator window-mean: width is " + width + "; it must be an odd number from 3 on.");
    }
  }

  @Override
  public String name() {
    return "window-mean";
  }

  @Override
  public boolean deterministic() {
    return true;
  }

  @Override
  public Perturber on(Signal signal) {
    return (points, from, to, state, noise) -> {
      for (int i = from; i < to; i++) {
        state[points[i]] = mean(signal, points[i]);
      }
    };
  }

  private float mean(Signal signal, int point) {
    int lead = signal.leadStart(point);
    int start = Math.max(lead, point - width / 2);
    int end = Math.min(lead + signal.samples(), point + width / 2 + 1);
    return (float) signal.mean(start, end);
  }
}
