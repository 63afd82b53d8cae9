package org.ecglens.io.scp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;

/**
 * A lead of section 3.
 *
 * @param name standard name, or its number in the record where the code is that of no such lead
 * @param code of the lead
 * @param start first sample, counted from 1
 * @param end last sample
 */
record ScpLead(String name, int code, int start, int end) {
  private static final Map<Integer, String> NAMES = names();
  private static final int BYTES = 9;

  private static Map<Integer, String> names() {
    Map<Integer, String> names = new HashMap<>();
    String[] first =
        "I II V1 V2 V3 V4 V5 V6 V7 V2R V3R V4R V5R V6R V7R X Y Z CC5 CM5".split(" ", -1);
    for (int i = 0; i < first.length; i++) {
      names.put(i + 1, first[i]);
    }
    String[] derived = "III aVR aVL aVF".split(" ", -1);
    for (int i = 0; i < derived.length; i++) {
      names.put(61 + i, derived[i]);
    }
    String[] back = "V8 V9 V8R V9R".split(" ", -1);
    for (int i = 0; i < back.length; i++) {
      names.put(66 + i, back[i]);
    }
    return Map.copyOf(names);
  }

  /**
   * The leads of section 3.
   *
   * @throws UserException if the section is not there or damaged
   */
  static List<ScpLead> of(ScpRecord record) {
    ByteBuffer section = record.section(3, "leads", 2).position(ScpRecord.HEADER);
    int count = Byte.toUnsignedInt(section.get());
    section.get();
    if (count == 0 || section.remaining() < count * BYTES) {
      throw record.damaged(3);
    }
    List<ScpLead> leads = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      long start = Integer.toUnsignedLong(section.getInt());
      long end = Integer.toUnsignedLong(section.getInt());
      int code = Byte.toUnsignedInt(section.get());
      String name = NAMES.getOrDefault(code, "channel " + (i + 1));
      if (end < start || end >= EcgReader.MOST_VALUES) {
        throw new UserException(
            "%s: lead %d of section 3 has the samples %d to %d; export the record again, in parts if"
                    .formatted(record.path(), i + 1, start, end)
                + " it is that long.");
      }
      if (!seen.add(name)) {
        throw new UserException(record.path() + ": lead " + name + " appears twice in section 3.");
      }
      leads.add(new ScpLead(name, code, (int) start, (int) end));
    }
    return leads;
  }

  /** Whether the reference beat was subtracted from the rhythm. */
  static boolean isSubtracted(ScpRecord record) {
    return (record.section(3, "leads", 2).get(ScpRecord.HEADER + 1) & 1) != 0;
  }

  /** The name of the lead with a code, null if it is none. */
  static String name(int code) {
    return NAMES.get(code);
  }

  /** Number of samples. */
  int samples() {
    return end - start + 1;
  }
}
