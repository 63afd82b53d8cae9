package org.ecglens.io.philips;

import java.util.Map;

/**
 * The limb leads that devices store as what is left of them when they are predicted from others,
 * which is next to nothing and packs well: III = II − I − d, aVR = −⌊(I + II) / 2⌋ − d, aVL = ⌊(I −
 * III) / 2⌋ − d, aVF = ⌊(II + III) / 2⌋ − d.
 */
final class LimbDifferences {
  private static final String I = "I";
  private static final String II = "II";
  private static final String III = "III";
  private static final String AVR = "aVR";
  private static final String AVL = "aVL";
  private static final String AVF = "aVF";

  private static final int CLEARLY = 4;

  private LimbDifferences() {}

  /**
   * Whether lead III is stored as a difference, by the rule of Einthoven: then it is clearly nearer
   * to 0 than to II − I.
   *
   * @param leads at least I, II and III for an answer other than no, equally long
   */
  static boolean areStored(Map<String, int[]> leads) {
    if (!leads.containsKey(I) || !leads.containsKey(II) || !leads.containsKey(III)) {
      return false;
    }
    int[] third = leads.get(III);
    long fromZero = 0;
    long fromLead = 0;
    for (int t = 0; t < third.length; t++) {
      int lead = leads.get(II)[t] - leads.get(I)[t];
      fromZero += Math.abs(third[t]);
      fromLead += Math.abs(third[t] - lead);
    }
    return fromZero < fromLead / CLEARLY;
  }

  /**
   * Puts the leads in the place of their differences.
   *
   * @param leads equally long; those of them that are differences are changed, if I and II are
   *     there
   */
  static void restore(Map<String, int[]> leads) {
    int[] one = leads.get(I);
    int[] two = leads.get(II);
    if (one == null || two == null) {
      return;
    }
    int[] left = leads.get(III);
    int[] three = new int[one.length];
    for (int t = 0; t < three.length; t++) {
      three[t] = two[t] - one[t] - (left == null ? 0 : left[t]);
    }
    if (left != null) {
      leads.put(III, three);
    }
    leads.computeIfPresent(AVR, (name, d) -> restored(one, two, -1, 1, d));
    leads.computeIfPresent(AVL, (name, d) -> restored(one, three, 1, -1, d));
    leads.computeIfPresent(AVF, (name, d) -> restored(two, three, 1, 1, d));
  }

  /** {@code sign * floor((first + other * second) / 2) - d}. */
  private static int[] restored(int[] first, int[] second, int sign, int other, int[] difference) {
    int[] lead = new int[difference.length];
    for (int t = 0; t < lead.length; t++) {
      lead[t] = sign * Math.floorDiv(first[t] + other * second[t], 2) - difference[t];
    }
    return lead;
  }
}
