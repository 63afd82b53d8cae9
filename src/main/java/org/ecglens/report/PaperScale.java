package org.ecglens.report;

import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;

/**
 * How high one unit of a signal is on paper: 10 mm for a millivolt; for a signal that is no
 * voltage, so that its largest swing fits, in round numbers.
 *
 * @param mmPerUnit millimetres for one unit of the signal
 * @param voltage whether the unit is a voltage
 * @param text for the caption
 */
record PaperScale(double mmPerUnit, boolean voltage, String text) {
  static final double MM_PER_MILLIVOLT = 10;

  private static final double SWING_MM = 15;

  static PaperScale of(Ecg ecg, int to) {
    return Voltage.of(ecg.unit())
        .map(
            unit ->
                new PaperScale(
                    MM_PER_MILLIVOLT * unit.microvolts() / Voltage.MILLIVOLT.microvolts(),
                    true,
                    "10 mm/mV"))
        .orElseGet(() -> fitted(ecg, to));
  }

  private static PaperScale fitted(Ecg ecg, int to) {
    double swing = 0;
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      double[] values = Strip.values(ecg, lead, 0, to);
      if (values.length > 0) {
        double middle = values[values.length / 2];
        swing = Math.max(swing, values[values.length - 1] - middle);
        swing = Math.max(swing, middle - values[0]);
      }
    }
    double units = round(swing * 10 / SWING_MM);
    String unit = ecg.unit().isBlank() ? "units" : ecg.unit();
    return new PaperScale(10 / units, false, "10 mm = " + Numbers.plain(units) + " " + unit);
  }

  /** The next larger of 1, 2, 5, 10, 20, …; 1 for nothing. */
  private static double round(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 5}) {
      if (step * power >= value) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
