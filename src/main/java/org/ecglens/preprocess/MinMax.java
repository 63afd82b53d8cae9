package org.ecglens.preprocess;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;

/**
 * low + (high − low)·(x − minimum) / (maximum − minimum). A lead that is constant becomes {@code
 * low}.
 *
 * @param over lead, record or constants
 * @param minimum for constants, one or one for each lead, in the unit of the signal; else null
 * @param maximum for constants, above the minimum; else null
 * @param low what the minimum becomes
 * @param high what the maximum becomes
 */
public record MinMax(Over over, List<Double> minimum, List<Double> maximum, double low, double high)
    implements PreprocessingStep {
  static final String NAME = "min-max";
  private static final long serialVersionUID = 1L;

  /** Copies the lists and checks the ranges. */
  public MinMax {
    over.checkConstants("minimum", minimum);
    over.checkConstants("maximum", maximum);
    minimum = minimum == null ? null : List.copyOf(minimum);
    maximum = maximum == null ? null : List.copyOf(maximum);
    StepFields.check(high > low, "high", "above low", high);
    if (minimum != null) {
      if (minimum.size() != maximum.size()) {
        throw new UserException("minimum and maximum must have as many numbers");
      }
      for (int i = 0; i < minimum.size(); i++) {
        StepFields.check(maximum.get(i) > minimum.get(i), "maximum", "above minimum", maximum);
      }
    }
  }

  static MinMax read(StepFields fields) {
    return new MinMax(
        fields.word("over", Over.class, null),
        fields.numbers("minimum"),
        fields.numbers("maximum"),
        fields.number("low", 0),
        fields.number("high", 1));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    Over.checkLeads(before, "minimum", minimum);
    return before.withUnit(null);
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    if (over == Over.CONSTANTS) {
      List<Double> down = new ArrayList<>();
      List<Double> scale = new ArrayList<>();
      for (int i = 0; i < minimum.size(); i++) {
        down.add(-minimum.get(i));
        scale.add(1 / (maximum.get(i) - minimum.get(i)));
      }
      prelude.then(new Operation.Affine(null, Over.tensor(down)));
      prelude.then(new Operation.Affine(Over.tensor(scale), null));
    } else {
      Shape all = prelude.shape();
      Shape one = new Shape(all.rows(), List.of(over == Over.LEAD ? before.leads() : 1, 1));
      String signal = prelude.value();
      String largest =
          prelude.node(new Operation.ReduceMax(over.axes(), true), List.of(signal), one);
      String smallest = smallest(prelude, signal, one);
      String range = prelude.node(new Operation.Subtract(), List.of(largest, smallest), one);
      String above = prelude.node(new Operation.Subtract(), List.of(signal, smallest), all);
      prelude.goOn(prelude.node(new Operation.Divide(), List.of(above, range), all));
    }
    if (low != 0 || high != 1) {
      prelude.then(new Operation.Affine(Tensor.scalar(high - low), Tensor.scalar(low)));
    }
  }

  /** The negative of the largest of the negatives. */
  private String smallest(Prelude prelude, String signal, Shape one) {
    Operation negative = new Operation.Affine(Tensor.scalar(-1), null);
    String turned = prelude.node(negative, List.of(signal), prelude.shape());
    String largest = prelude.node(new Operation.ReduceMax(over.axes(), true), List.of(turned), one);
    return prelude.node(negative, List.of(largest), one);
  }
}
