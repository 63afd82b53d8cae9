package org.ecglens.preprocess;

import java.util.Optional;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.UserException;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Tensor;

/**
 * Multiplies by a number, or changes the unit.
 *
 * @param factor not 0; null where a unit is given
 * @param unit {@code uV}, {@code mV} or {@code V}, into which the signal is changed; null where a
 *     factor is given
 */
public record Scale(Double factor, String unit) implements PreprocessingStep {
  static final String NAME = "scale";
  private static final long serialVersionUID = 1L;

  /** Checks that there is one of them. */
  public Scale {
    if ((factor == null) == (unit == null)) {
      throw new UserException("needs factor or unit, not both");
    }
    StepFields.check(factor == null || factor != 0, "factor", "other than 0", factor);
    StepFields.check(unit == null || Voltage.of(unit).isPresent(), "unit", "uV, mV or V", unit);
  }

  static Scale read(StepFields fields) {
    return new Scale(fields.number("factor"), fields.text("unit"));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    ratio(before);
    return before.withUnit(unit);
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    prelude.then(new Operation.Affine(Tensor.scalar(ratio(before)), null));
  }

  private double ratio(SignalForm form) {
    if (factor != null) {
      return factor;
    }
    Optional<Voltage> from = form.unit() == null ? Optional.empty() : Voltage.of(form.unit());
    if (from.isEmpty()) {
      throw new UserException(
          "the signal's unit is not known here to be a voltage: say input.unit in the card, or a"
              + " factor in place of the unit");
    }
    return from.get().microvolts() / Voltage.of(unit).orElseThrow().microvolts();
  }
}
