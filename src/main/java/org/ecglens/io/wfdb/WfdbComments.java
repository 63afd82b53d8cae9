package org.ecglens.io.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.io.Person;

/**
 * What the comments of a header say about the person: {@code Age: 65}, {@code Sex: Male}, {@code
 * Dx: 426783006,164889003} as in the PhysioNet/CinC challenges, or {@code <age>: 51 <sex>: F} as in
 * LUDB.
 */
final class WfdbComments {
  private static final Pattern AGE = field("age");
  private static final Pattern SEX = field("sex");
  private static final Pattern DIAGNOSES = Pattern.compile("^(?:Dx|<diagnoses>):(.*)$");

  private WfdbComments() {}

  static Person person(List<String> comments) {
    Integer age = null;
    String sex = null;
    List<String> diagnoses = new ArrayList<>();
    for (String comment : comments) {
      Matcher ageField = AGE.matcher(comment);
      if (age == null && ageField.find() && ageField.group(1).matches("\\d{1,3}")) {
        age = Integer.valueOf(ageField.group(1));
      }
      Matcher sexField = SEX.matcher(comment);
      if (sex == null && sexField.find()) {
        sex = sex(sexField.group(1));
      }
      Matcher diagnosisField = DIAGNOSES.matcher(comment);
      if (diagnosisField.find()) {
        for (String diagnosis : diagnosisField.group(1).split(",", -1)) {
          if (!diagnosis.isBlank()) {
            diagnoses.add(diagnosis.strip());
          }
        }
      }
    }
    return new Person(age, sex, diagnoses);
  }

  private static Pattern field(String name) {
    return Pattern.compile("(?:^|\\s)<?" + name + ">?:\\s*(\\w+)", Pattern.CASE_INSENSITIVE);
  }

  private static String sex(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "m", "male" -> "male";
      case "f", "female" -> "female";
      default -> null;
    };
  }
}
