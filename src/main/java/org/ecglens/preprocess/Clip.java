package org.ecglens.preprocess;

import org.ecglens.error.UserException;
import org.ecglens.graph.Function;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;

/**
 * min(max(x, low), high). Beyond the limits the derivative is 0.
 *
 * @param low in the unit that the signal has there; null for no limit
 * @param high as {@code low}
 */
public record Clip(Double low, Double high) implements PreprocessingStep {
  static final String NAME = "clip";
  private static final long serialVersionUID = 1L;

  /** Checks the range. */
  public Clip {
    if (low == null && high == null) {
      throw new UserException("low or high is missing");
    }
    StepFields.check(low == null || high == null || low < high, "high", "above low", high);
  }

  static Clip read(StepFields fields) {
    return new Clip(fields.number("low"), fields.number("high"));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    return before;
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    prelude.then(
        new Operation.Elementwise(
            Function.CLIP,
            low == null ? Double.NEGATIVE_INFINITY : low,
            high == null ? Double.POSITIVE_INFINITY : high));
  }
}
