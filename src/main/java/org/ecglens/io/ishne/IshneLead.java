package org.ecglens.io.ishne;

import java.util.Map;

/**
 * One lead of the header.
 *
 * @param number in the file, from 1
 * @param code of the lead
 * @param nanovolts one step of its samples, not positive where it is not said
 */
record IshneLead(int number, int code, int nanovolts) {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(2, "X"),
          Map.entry(3, "Y"),
          Map.entry(4, "Z"),
          Map.entry(5, "I"),
          Map.entry(6, "II"),
          Map.entry(7, "III"),
          Map.entry(8, "aVR"),
          Map.entry(9, "aVL"),
          Map.entry(10, "aVF"),
          Map.entry(11, "V1"),
          Map.entry(12, "V2"),
          Map.entry(13, "V3"),
          Map.entry(14, "V4"),
          Map.entry(15, "V5"),
          Map.entry(16, "V6"),
          Map.entry(17, "ES"),
          Map.entry(18, "AS"),
          Map.entry(19, "AI"));

  /** The lead, or its number where the code is that of an unknown or generic bipolar one. */
  String name() {
    return NAMES.getOrDefault(code, "channel " + number);
  }
}
