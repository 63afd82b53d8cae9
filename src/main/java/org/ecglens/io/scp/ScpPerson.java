package org.ecglens.io.scp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecglens.io.Person;

/** The person in the tagged fields of section 1. */
final class ScpPerson {
  private static final int LAST_NAME = 0;
  private static final int FIRST_NAME = 1;
  private static final int PATIENT_ID = 2;
  private static final int AGE = 4;
  private static final int BIRTH = 5;
  private static final int SEX = 8;
  private static final int ACQUISITION = 25;
  private static final int END = 255;
  // Units of ages from 1 on: years, months, weeks, days, hours.
  private static final double[] IN_A_YEAR = {1, 12, 52, 365.25, 8766};

  private ScpPerson() {}

  static Person of(ScpRecord record) {
    Map<Integer, ByteBuffer> fields = record.section(1).map(ScpPerson::fields).orElse(Map.of());
    String id = text(fields, PATIENT_ID);
    String name = (text(fields, LAST_NAME) + " " + text(fields, FIRST_NAME)).strip();
    Optional<LocalDate> birth = date(fields, BIRTH);
    if (id.isEmpty() && !name.isEmpty()) {
      id = name + birth.map(day -> " " + day).orElse("");
    }
    ByteBuffer code = fields.get(SEX);
    String sex =
        switch (code == null || code.remaining() < 1 ? 0 : code.get(0)) {
          case 1 -> "male";
          case 2 -> "female";
          default -> null;
        };
    return new Person(id.isEmpty() ? null : id, age(fields, birth), sex, List.of());
  }

  /** Completed years, as they are said or from the dates. */
  private static Integer age(Map<Integer, ByteBuffer> fields, Optional<LocalDate> birth) {
    ByteBuffer said = fields.get(AGE);
    double years = -1;
    if (said != null && said.remaining() >= 3) {
      int unit = said.get(2);
      int value = Short.toUnsignedInt(said.getShort(0));
      // 0 without a unit stands for an age that is not known.
      years = unit < 1 || unit > IN_A_YEAR.length ? -1 : value / IN_A_YEAR[unit - 1];
    }
    Optional<LocalDate> recorded = date(fields, ACQUISITION);
    if (years < 0 && birth.isPresent() && recorded.isPresent()) {
      years = Period.between(birth.get(), recorded.get()).getYears();
    }
    return years >= 0 && years <= Person.OLDEST_EVER ? (Integer) (int) years : null;
  }

  /** Tag, length and value one after another; what does not fit into the section is left out. */
  private static Map<Integer, ByteBuffer> fields(ByteBuffer section) {
    Map<Integer, ByteBuffer> fields = new HashMap<>();
    section.position(ScpRecord.HEADER);
    while (section.remaining() >= 3) {
      int tag = Byte.toUnsignedInt(section.get());
      int length = Short.toUnsignedInt(section.getShort());
      if (tag == END || section.remaining() < length) {
        break;
      }
      fields.putIfAbsent(tag, section.slice().limit(length).order(ByteOrder.LITTLE_ENDIAN));
      section.position(section.position() + length);
    }
    return fields;
  }

  private static String text(Map<Integer, ByteBuffer> fields, int tag) {
    if (!fields.containsKey(tag)) {
      return "";
    }
    String text = StandardCharsets.ISO_8859_1.decode(fields.get(tag).duplicate()).toString();
    int end = text.indexOf(0);
    return (end < 0 ? text : text.substring(0, end)).strip();
  }

  private static Optional<LocalDate> date(Map<Integer, ByteBuffer> fields, int tag) {
    ByteBuffer field = fields.get(tag);
    try {
      return field == null || field.remaining() < 4 || field.getShort(0) < 1800
          ? Optional.empty()
          : Optional.of(LocalDate.of(field.getShort(0), field.get(2), field.get(3)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
