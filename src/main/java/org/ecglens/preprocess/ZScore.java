package org.ecglens.preprocess;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Tensor;

/**
 * (x − mean) / (standard deviation + ε). A lead that is constant becomes 0.
 *
 * @param over lead, record or constants
 * @param mean for constants, one or one for each lead, in the unit of the signal; else null
 * @param deviation for constants, above 0, as {@code mean}; else null
 * @param epsilon ε, above 0, in the unit of the signal; not for constants
 * @param ddof 0: the squares are divided by their number; 1: by one less
 */
public record ZScore(Over over, List<Double> mean, List<Double> deviation, Double epsilon, int ddof)
    implements PreprocessingStep {
  static final String NAME = "z-score";
  private static final long serialVersionUID = 1L;
  private static final double EPSILON = 1e-8;

  /** Copies the lists and checks the ranges. */
  public ZScore {
    over.checkConstants("mean", mean);
    over.checkConstants("deviation", deviation);
    mean = mean == null ? null : List.copyOf(mean);
    deviation = deviation == null ? null : List.copyOf(deviation);
    StepFields.check(
        deviation == null || deviation.stream().allMatch(value -> value > 0),
        "deviation",
        "above 0",
        deviation);
    StepFields.check(epsilon == null || epsilon > 0, "epsilon", "above 0", epsilon);
    StepFields.check(
        over != Over.CONSTANTS || epsilon == null, "epsilon", "absent with constants", epsilon);
    StepFields.check(ddof == 0 || ddof == 1, "ddof", "0 or 1", ddof);
    StepFields.check(over != Over.CONSTANTS || ddof == 0, "ddof", "absent with constants", ddof);
  }

  static ZScore read(StepFields fields) {
    Integer ddof = fields.integer("ddof");
    return new ZScore(
        fields.word("over", Over.class, null),
        fields.numbers("mean"),
        fields.numbers("deviation"),
        fields.number("epsilon"),
        ddof == null ? 0 : ddof);
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    Over.checkLeads(before, "mean", mean);
    Over.checkLeads(before, "deviation", deviation);
    StepFields.check(count(before) > 1, "over", "over more than one sample", over);
    return before.withUnit(null);
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    if (over == Over.CONSTANTS) {
      // The mean first: a shift of means by deviations would round twice.
      List<Double> down = mean.stream().map(value -> -value).toList();
      List<Double> scale = new ArrayList<>();
      deviation.forEach(value -> scale.add(1 / value));
      prelude.then(new Operation.Affine(null, Over.tensor(down)));
      prelude.then(new Operation.Affine(Over.tensor(scale), null));
      return;
    }
    double count = count(before);
    double larger = ddof == 0 ? 1 : Math.sqrt(count / (count - 1));
    double offset = (epsilon == null ? EPSILON : epsilon) / larger;
    prelude.then(new Operation.Standardize(over.axes(), 0, offset, true));
    if (ddof == 1) {
      prelude.then(new Operation.Affine(Tensor.scalar(1 / larger), null));
    }
  }

  private double count(SignalForm form) {
    return over == Over.LEAD ? form.samples() : (double) form.leads() * form.samples();
  }
}
