package org.ecglens.preprocess;

import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.graph.Tensor;

/** Over what a signal is normalised. */
public enum Over {
  /** Each lead by itself. */
  LEAD,
  /** All leads of a record, or of a window of it, together. */
  RECORD,
  /** By numbers that the card has, which are the same for every record. */
  CONSTANTS;

  /** The axes of {@code [batch, lead, sample]} over which a record's own numbers are computed. */
  List<Integer> axes() {
    return this == LEAD ? List.of(2) : List.of(1, 2);
  }

  /** Whether numbers are there if and only if they are needed. */
  void checkConstants(String key, List<Double> values) {
    if (this == CONSTANTS && values == null) {
      throw new UserException(key + " is missing, which over: constants needs");
    }
    if (this != CONSTANTS && values != null) {
      throw new UserException(key + " is for over: constants alone");
    }
  }

  /** Whether constants are as many as the leads. */
  static void checkLeads(SignalForm form, String key, List<Double> values) {
    if (values != null && values.size() != 1 && values.size() != form.leads()) {
      throw new UserException(
          "%s has %d numbers, must be one or one for each of the %d leads"
              .formatted(key, values.size(), form.leads()));
    }
  }

  /** Constants for the leads. */
  static Tensor tensor(List<Double> values) {
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i).floatValue();
    }
    return Tensor.of(numbers, numbers.length, 1);
  }
}
