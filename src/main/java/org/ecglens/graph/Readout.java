package org.ecglens.graph;

import java.io.Serializable;
import java.util.List;

/**
 * What is read from a network's outputs as one number: an output element, or what stands before its
 * final activation, over time, compared with another.
 *
 * @param output index of the output element, as targets number them
 * @param logit whether the sigmoid or softmax that makes the output is left out
 * @param over what is made of the output's time axis
 * @param minus output element whose value, read in the same way, is subtracted; null for none
 * @param sigmoid whether the number goes through a sigmoid at the end
 */
public record Readout(int output, boolean logit, OverTime over, Integer minus, boolean sigmoid)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is made of an output's time axis, which is the longest axis of the output. */
  public enum OverTime {
    /** Nothing: the element itself, one step where there is a time axis. */
    STEP,
    /** Mean over the axis. */
    MEAN,
    /** Largest over the axis. */
    MAXIMUM
  }

  /** An output element as the network gives it. */
  public static Readout of(int output) {
    return new Readout(output, false, OverTime.STEP, null, false);
  }

  /** Whether the network gives it as it is. */
  public boolean isElement() {
    return !logit && isStep() && !sigmoid;
  }

  /** Whether it is one element of a value of the network. */
  boolean isStep() {
    return over == OverTime.STEP && minus == null;
  }

  /** The output elements that it reads. */
  List<Integer> elements() {
    return minus == null ? List.of(output) : List.of(output, minus);
  }
}
