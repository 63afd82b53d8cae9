package org.ecglens.report.paper;

import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.report.text.Numbers;

/**
 * How long a second and how high one unit of a signal is on paper: 25 mm and 10 mm for a millivolt,
 * or a multiple of both; for a signal that is no voltage, so that its largest swing fits, in round
 * numbers.
 *
 * @param zoom the multiple
 * @param mmPerUnit millimetres for one unit of the signal
 * @param voltage whether the unit is a voltage
 * @param height of a unit, for the caption
 */
record PaperScale(double zoom, double mmPerUnit, boolean voltage, String height) {
  private static final double MM_PER_MILLIVOLT = 10;
  private static final double SWING_MM = 15;

  static PaperScale of(Ecg ecg, int to, double zoom) {
    return Voltage.of(ecg.unit())
        .map(
            unit ->
                new PaperScale(
                    zoom,
                    zoom * MM_PER_MILLIVOLT * unit.microvolts() / Voltage.MILLIVOLT.microvolts(),
                    true,
                    Numbers.plain(zoom * MM_PER_MILLIVOLT) + " mm/mV"))
        .orElseGet(() -> fitted(ecg, to, zoom));
  }

  double mmPerSecond() {
    return zoom * EcgPaper.MM_PER_SECOND;
  }

  double mmPerMillivolt() {
    return zoom * MM_PER_MILLIVOLT;
  }

  /** Side of a small box, which is 40 ms wide. */
  double smallBox() {
    return zoom * EcgPaper.SMALL_BOX;
  }

  /** Side of a large box, which is 200 ms wide. */
  double largeBox() {
    return zoom * EcgPaper.LARGE_BOX;
  }

  /** A length as whole large boxes, not shorter. */
  double boxes(double mm) {
    // A rounding error must not add a box.
    return Math.ceil(mm / largeBox() - 1e-6) * largeBox();
  }

  String speed() {
    return Numbers.plain(mmPerSecond()) + " mm/s";
  }

  private static PaperScale fitted(Ecg ecg, int to, double zoom) {
    double swing = 0;
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      double[] values = PaperStrip.values(ecg, lead, 0, to);
      if (values.length > 0) {
        double middle = values[values.length / 2];
        swing = Math.max(swing, values[values.length - 1] - middle);
        swing = Math.max(swing, middle - values[0]);
      }
    }
    double units = round(swing * 10 / SWING_MM);
    String unit = ecg.unit().isBlank() ? "units" : ecg.unit();
    return new PaperScale(
        zoom,
        zoom * 10 / units,
        false,
        Numbers.plain(zoom * 10) + " mm = " + Numbers.plain(units) + " " + unit);
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
