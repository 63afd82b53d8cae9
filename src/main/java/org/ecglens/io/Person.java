package org.ecglens.io;

import java.util.List;

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

  /** Nothing known. */
  public static final Person UNKNOWN = new Person(null, null, null, List.of());

  /** Copies the diagnoses. */
  public Person {
    diagnoses = List.copyOf(diagnoses);
  }

  @Override
  public String toString() {
    return "Person";
  }
}
