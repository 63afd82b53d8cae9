package org.ecglens.ecg;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names of leads and the relations between the limb leads.
 *
 * <p>Leads I and II fix the other four limb leads (Einthoven 1913, Goldberger 1942): III = II − I,
 * aVR = −(I + II)/2, aVL = I − II/2, aVF = II − I/2.
 */
public final class Lead {
  /** The twelve standard leads in their usual order. */
  public static final List<String> STANDARD =
      List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");

  /** The eight of them that do not follow from others, as many devices record them. */
  public static final List<String> INDEPENDENT =
      List.of("I", "II", "V1", "V2", "V3", "V4", "V5", "V6");

  /** Lead = first · I + second · II. */
  private static final Map<String, double[]> FROM_LIMBS =
      Map.of(
          "III", new double[] {-1, 1},
          "aVR", new double[] {-0.5, -0.5},
          "aVL", new double[] {1, -0.5},
          "aVF", new double[] {-0.5, 1});

  private Lead() {}

  /** The usual spelling of a known lead, see {@link LeadName}; any other name as it is. */
  public static String name(String written) {
    return LeadName.of(written).name();
  }

  /** Whether a lead follows from I and II. */
  public static boolean isDerived(String name) {
    return FROM_LIMBS.containsKey(name);
  }

  /**
   * One value of a limb lead from the values of I and II at the same instant.
   *
   * @param name III, aVR, aVL or aVF
   * @throws IllegalArgumentException for any other name
   */
  public static double derived(String name, double leadI, double leadII) {
    double[] weights =
        Optional.ofNullable(FROM_LIMBS.get(name))
            .orElseThrow(
                () -> new IllegalArgumentException(name + " does not follow from I and II"));
    return weights[0] * leadI + weights[1] * leadII;
  }
}
