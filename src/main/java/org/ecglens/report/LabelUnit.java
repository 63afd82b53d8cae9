package org.ecglens.report;

import org.ecglens.ecg.Labels;

/** Units of the measures that {@link Labels} names. */
final class LabelUnit {
  private LabelUnit() {}

  static String of(String label) {
    return switch (label) {
      case Labels.RATE -> "/min";
      case Labels.J, Labels.T, Labels.R -> "µV";
      default -> "ms";
    };
  }
}
