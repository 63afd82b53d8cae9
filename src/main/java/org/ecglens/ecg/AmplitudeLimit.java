package org.ecglens.ecg;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The largest amplitude that is taken for an electrocardiogram's. Surface leads stay within a few
 * millivolts, paced ones within some tens; what is larger is a wrong unit or gain, or a value that
 * means "invalid". One such record moves every mean over records. Signals in a unit that is no
 * voltage are not judged, and samples that are not finite are left to other checks.
 *
 * @param millivolts largest absolute value of a sample, in mV; 0 for no limit
 */
public record AmplitudeLimit(double millivolts) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The default, 50 mV. */
  public static final double USUAL_MILLIVOLTS = 50;

  /** No limit. */
  public static final AmplitudeLimit NONE = new AmplitudeLimit(0);

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public AmplitudeLimit {
    if (!(millivolts >= 0 && millivolts < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(millivolts + " mV");
    }
  }

  /** The sample of the largest amplitude of a record, if that is above the limit. */
  public Optional<Defect> exceeded(Ecg ecg) {
    return exceeded(ecg.leads(), ecg.unit(), ecg.shared());
  }

  /**
   * The sample of the largest amplitude, if that is above the limit.
   *
   * @param leads names; the signal has as many equally long leads
   * @param unit of the signal, or null
   * @param signal {@code [lead * samples + sample]}
   * @return naming lead, sample, value and unit
   */
  public Optional<Defect> exceeded(List<String> leads, String unit, float[] signal) {
    Optional<Voltage> voltage = unit == null ? Optional.empty() : Voltage.of(unit);
    if (millivolts == 0 || voltage.isEmpty() || leads.isEmpty() || signal.length == 0) {
      return Optional.empty();
    }
    double limit = millivolts * Voltage.MILLIVOLT.microvolts() / voltage.get().microvolts();
    int worst = worst(signal, limit);
    if (worst < 0) {
      return Optional.empty();
    }
    int samples = Math.max(1, signal.length / leads.size());
    return Optional.of(
        new Defect(
            Defect.Reason.IMPLAUSIBLE_AMPLITUDE,
            "lead %s, sample %d: %s %s is more than %s mV; if the unit is right, raise"
                    .formatted(
                        leads.get(Math.min(worst / samples, leads.size() - 1)),
                        worst % samples,
                        signal[worst],
                        unit,
                        plain(millivolts))
                + " --largest-amplitude (0 turns the check off)"));
  }

  /** The first of the largest finite samples above a limit; negative if there is none. */
  private static int worst(float[] signal, double limit) {
    int worst = -1;
    double largest = limit;
    for (int i = 0; i < signal.length; i++) {
      double size = Math.abs(signal[i]);
      if (size > largest && Float.isFinite(signal[i])) {
        worst = i;
        largest = size;
      }
    }
    return worst;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
