package org.ecglens.io;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a file says about the person. It stays in memory: {@link #toString()} tells nothing, so that
 * no log or message can carry it by accident.
 *
 * @param id number or name that the source knows the person by, or null; only its salted hash may
 *     be written
 * @param age in years, or null
 * @param sex {@code male}, {@code female} or null
 * @param diagnoses codes or words as they stand in the file
 */
public record Person(String id, Integer age, String sex, List<String> diagnoses) {
  /**
   * The age that stands in tables for everyone who is older: ages above 89 can tell who somebody is
   * (HIPAA, 45 CFR 164.514(b)(2)(i)(C)).
   */
  public static final int OLDEST = 90;

  /** A greater age is a mistake or a code, not an age. */
  public static final int OLDEST_EVER = 130;

  // Words may hold a name, and shorter or longer numbers may be those of a person.
  private static final Pattern CODE = Pattern.compile("\\d{4,18}");

  /** Nothing known. */
  public static final Person UNKNOWN = new Person(null, null, null, List.of());

  /** Copies the diagnoses. */
  public Person {
    diagnoses = List.copyOf(diagnoses);
  }

  /**
   * What may stand in a table, as numbers: {@code age} in years, {@code sex} (0 male, 1 female),
   * and {@code dx:CODE} = 1 for each diagnosis that is a code of SNOMED CT.
   */
  public Map<String, Double> labels() {
    Map<String, Double> labels = new HashMap<>();
    if (age != null) {
      labels.put("age", (double) Math.min(age, OLDEST));
    }
    if (sex != null) {
      labels.put("sex", sex.equals("female") ? 1.0 : 0.0);
    }
    for (String diagnosis : diagnoses) {
      if (CODE.matcher(diagnosis).matches()) {
        labels.put("dx:" + diagnosis, 1.0);
      }
    }
    return labels;
  }

  @Override
  public String toString() {
    return "Person";
  }
}
