package org.ecglens.io.wfdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ecglens.io.Person;

/**
 * What comments of a header say about the person. Two habits are known: {@code Age: 78}, {@code
 * Sex: Male}, {@code Dx: code,code}, one a line (PhysioNet/CinC challenges), and {@code <age>: 25
 * <sex>: M <diagnoses>: …}, on one line or several, the diagnoses on lines of their own below
 * (LUDB). {@code <subject_id>: 10000032} (MIMIC) or {@code Patient id: 7} tells who it is.
 */
final class PersonComments {
  private static final Pattern FIELD =
      Pattern.compile(
          "<?(age|sex|gender|dx|diagnos[ei]s|(?:subject|patient)[ _]?id)>?\\s*:(.*)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AGE = Pattern.compile("(\\d{1,3})(?:\\.\\d+)?");
  // PTB-XL and MIMIC write about 300 for everyone of 90 or older.
  private static final int OLD = 300;

  private PersonComments() {}

  static Person person(List<String> comments) {
    String id = null;
    Integer age = null;
    String sex = null;
    List<String> diagnoses = new ArrayList<>();
    boolean listed = false;
    for (String comment : comments) {
      boolean field = false;
      for (String part : comment.split("(?=<\\w)", -1)) {
        Matcher matcher = FIELD.matcher(part.strip());
        if (!matcher.matches()) {
          continue;
        }
        field = true;
        listed = false;
        String value = matcher.group(2).strip();
        switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
          case "age" -> age = age(value);
          case "sex", "gender" -> sex = sex(value);
          case "subject id", "subject_id", "subjectid", "patient id", "patient_id", "patientid" ->
              id = value.isEmpty() ? null : value;
          default -> {
            words(value).forEach(diagnoses::add);
            listed = value.isEmpty();
          }
        }
      }
      if (!field && listed && !comment.isEmpty()) {
        diagnoses.add(comment);
      }
    }
    return new Person(id, age, sex, diagnoses);
  }

  private static Integer age(String value) {
    Matcher matcher = AGE.matcher(value);
    int age = matcher.matches() ? Integer.parseInt(matcher.group(1)) : Person.OLDEST_EVER + 1;
    if (age >= OLD) {
      return Person.OLDEST;
    }
    return age > Person.OLDEST_EVER ? null : (Integer) age;
  }

  private static String sex(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "m", "male" -> "male";
      case "f", "female" -> "female";
      default -> null;
    };
  }

  private static Stream<String> words(String value) {
    return Stream.of(value.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty() && !word.equals("(none)"))
        .filter(word -> !word.equalsIgnoreCase("unknown"));
  }
}
