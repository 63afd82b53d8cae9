package org.ecglens.synth;

import java.util.List;

/**
 * How the eight independent leads see the heart's dipole: the synthesis matrix of Dower, Machado
 * and Osborne (Clin Cardiol 1980;3:87–95).
 */
final class LeadField {
  /** The leads that the matrix gives; the others follow from I and II. */
  static final List<String> LEADS = List.of("I", "II", "V1", "V2", "V3", "V4", "V5", "V6");

  private static final double[][] FIELD = {
    {0.632, -0.235, 0.059},
    {0.235, 1.066, -0.132},
    {-0.515, 0.157, -0.917},
    {0.044, 0.164, -1.387},
    {0.882, 0.098, -1.277},
    {1.213, 0.127, -0.601},
    {1.125, 0.127, -0.086},
    {0.831, 0.076, 0.230}
  };

  private LeadField() {}

  /** Potential in a lead of {@link #LEADS}, µV. */
  static double potential(int lead, Dipole dipole) {
    double[] field = FIELD[lead];
    return field[0] * dipole.left() + field[1] * dipole.down() + field[2] * dipole.back();
  }

  /** A dipole along a direction that makes this potential in V5. */
  static Dipole withV5(Dipole direction, double potential) {
    return direction.times(potential / potential(LEADS.indexOf("V5"), direction));
  }
}
