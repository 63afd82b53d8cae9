package org.ecglens.perturbation;

import java.util.List;
import java.util.Optional;
import org.ecglens.ecg.Lead;

/**
 * The limb leads of a record: III = II − I, aVR = −(I + II)/2, aVL = I − II/2 and aVF = II − I/2
 * (Einthoven 1913, Goldberger 1942).
 */
final class LimbLeads {
  private static final List<String> DERIVED = List.of("III", "aVR", "aVL", "aVF");

  private final int first;
  private final int second;
  private final int[] derived = new int[DERIVED.size()];
  private final double[] ofFirst = new double[DERIVED.size()];
  private final double[] ofSecond = new double[DERIVED.size()];

  private LimbLeads(List<String> names) {
    first = names.indexOf("I");
    second = names.indexOf("II");
    for (int i = 0; i < derived.length; i++) {
      derived[i] = names.indexOf(DERIVED.get(i));
      ofFirst[i] = Lead.derived(DERIVED.get(i), 1, 0);
      ofSecond[i] = Lead.derived(DERIVED.get(i), 0, 1);
    }
  }

  /** Empty where the six leads are not all known by name. */
  static Optional<LimbLeads> of(Signal signal) {
    List<String> names = signal.leadNames().stream().map(Lead::name).toList();
    boolean known =
        names.size() == signal.leads()
            && names.contains("I")
            && names.contains("II")
            && names.containsAll(DERIVED);
    return known ? Optional.of(new LimbLeads(names)) : Optional.empty();
  }

  /** Whether a lead follows from I and II. */
  boolean follows(int lead) {
    for (int one : derived) {
      if (one == lead) {
        return true;
      }
    }
    return false;
  }

  /**
   * |a| of each point, and in I and II beside it |a| of the leads that follow at the same instant,
   * each times the size of its coefficient: what a change there can do, by the chain rule on
   * magnitudes. Signs are left out, as the order of perturbation leaves them out.
   *
   * @param map {@code [lead * samples + sample]}
   */
  float[] magnitudes(float[] map, int samples) {
    float[] sizes = new float[map.length];
    for (int point = 0; point < map.length; point++) {
      sizes[point] = Math.abs(map[point]);
    }
    for (int sample = 0; sample < samples; sample++) {
      double inFirst = sizes[first * samples + sample];
      double inSecond = sizes[second * samples + sample];
      for (int i = 0; i < derived.length; i++) {
        float size = Math.abs(map[derived[i] * samples + sample]);
        inFirst += Math.abs(ofFirst[i]) * size;
        inSecond += Math.abs(ofSecond[i]) * size;
      }
      sizes[first * samples + sample] = (float) inFirst;
      sizes[second * samples + sample] = (float) inSecond;
    }
    return sizes;
  }

  /**
   * Lets the leads that follow go with the change of I and II. Only the change goes through: where
   * neither has changed, they keep the bits that they have in the record, whatever its rounding.
   *
   * @param state the perturbed record, changed in place
   */
  void follow(Signal signal, float[] state) {
    int samples = signal.samples();
    float[] before = signal.values();
    for (int sample = 0; sample < samples; sample++) {
      double changeFirst =
          (double) state[first * samples + sample] - before[first * samples + sample];
      double changeSecond =
          (double) state[second * samples + sample] - before[second * samples + sample];
      for (int i = 0; i < derived.length; i++) {
        int point = derived[i] * samples + sample;
        double change = ofFirst[i] * changeFirst + ofSecond[i] * changeSecond;
        state[point] = change == 0 ? before[point] : (float) (before[point] + change);
      }
    }
  }
}
