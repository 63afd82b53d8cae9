package org.ecglens.synth;

import java.util.List;
import org.ecglens.ecg.Lead;

/**
 * What the leads see of the heart's electric dipole. The weights of I, II and V1–V6 are those of
 * Dower, Machado and Osborne ("On deriving the electrocardiogram from vectorcardiographic leads",
 * Clin Cardiol 1980;3:87–95), whose pseudo-inverse is the inverse Dower transform (Edenbrandt and
 * Pahlm, J Electrocardiol 1988;21:361–7). The other limb leads follow from I and II.
 *
 * <p>Axes: x to the left, y to the feet, z to the back.
 */
final class LeadField {
  /** Leads that do not follow from others, in the order of {@link #WEIGHTS}. */
  static final List<String> INDEPENDENT = List.of("I", "II", "V1", "V2", "V3", "V4", "V5", "V6");

  private static final double[][] WEIGHTS = {
    {0.632, -0.235, 0.059},
    {0.235, 1.066, -0.132},
    {-0.515, 0.157, -0.917},
    {0.044, 0.164, -1.387},
    {0.882, 0.098, -1.277},
    {1.213, 0.127, -0.601},
    {1.125, 0.127, -0.086},
    {0.831, 0.076, 0.230},
  };

  private LeadField() {}

  /** A dipole as one independent lead sees it, µV. */
  static double project(int independent, double x, double y, double z) {
    double[] weights = WEIGHTS[independent];
    return weights[0] * x + weights[1] * y + weights[2] * z;
  }

  /** A dipole as V5 sees it, µV. */
  static double v5(double[] dipole) {
    return project(INDEPENDENT.indexOf("V5"), dipole[0], dipole[1], dipole[2]);
  }

  /** Twelve leads, lead-major, of the independent ones. */
  static float[] complete(double[][] independent) {
    int samples = independent[0].length;
    float[] signal = new float[Lead.STANDARD.size() * samples];
    for (int lead = 0; lead < Lead.STANDARD.size(); lead++) {
      String name = Lead.STANDARD.get(lead);
      int source = INDEPENDENT.indexOf(name);
      for (int sample = 0; sample < samples; sample++) {
        signal[lead * samples + sample] =
            (float)
                (source >= 0
                    ? independent[source][sample]
                    : Lead.derived(name, independent[0][sample], independent[1][sample]));
      }
    }
    return signal;
  }
}
