package org.ecglens.io.edf;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.io.Person;

/**
 * The person in the header. EDF+ has the subfields code, sex, birth date ({@code 02-MAY-1951}) and
 * name, {@code X} where one is not known; the date of the recording stands in the field of the
 * recording. The field of EDF is free: all of it stands for the person.
 */
final class EdfPerson {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final Pattern DATE = Pattern.compile("(\\d{1,2})-([A-Za-z]{3})-(\\d{4})");
  private static final Pattern SHORT_DATE = Pattern.compile("(\\d\\d)[.](\\d\\d)[.](\\d\\d)");
  private static final int FIRST_YEAR = 1985;
  private static final int CENTURY = 100;
  private static final Set<String> NOBODY =
      Set.of("", "x", "unknown", "anonymous", "anonymized", "anonymised", "none", "na", "n/a");

  private EdfPerson() {}

  static Person of(EdfHeader header) {
    String[] words = header.patient().split(" +", -1);
    if (!header.isPlus()) {
      boolean nobody = true;
      for (String word : words) {
        nobody &= isNobody(word);
      }
      return nobody ? Person.UNKNOWN : new Person(header.patient(), null, null, List.of());
    }
    String code = word(words, 0);
    String name = word(words, 3);
    String id = isNobody(code) ? name + " " + word(words, 2) : code;
    String sex =
        switch (word(words, 1).toUpperCase(Locale.ROOT)) {
          case "M" -> "male";
          case "F" -> "female";
          default -> null;
        };
    boolean known = !isNobody(code) || !isNobody(name);
    return new Person(known ? id : null, age(header, word(words, 2)), sex, List.of());
  }

  private static String word(String[] words, int index) {
    return index < words.length ? words[index] : "";
  }

  private static boolean isNobody(String word) {
    return NOBODY.contains(word.toLowerCase(Locale.ROOT));
  }

  private static Integer age(EdfHeader header, String birth) {
    String[] recording = header.recording().split(" +", -1);
    Optional<LocalDate> born = date(birth);
    Optional<LocalDate> start = date(word(recording, 1)).or(() -> shortDate(header.date()));
    if (born.isEmpty() || start.isEmpty()) {
      return null;
    }
    int years = Period.between(born.get(), start.get()).getYears();
    return years >= 0 && years <= Person.OLDEST_EVER ? (Integer) years : null;
  }

  private static Optional<LocalDate> date(String text) {
    Matcher matcher = DATE.matcher(text);
    return matcher.matches()
        ? date(
            matcher.group(3),
            MONTHS.indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 1,
            matcher.group(1))
        : Optional.empty();
  }

  /** Years of two digits are those from 1985 to 2084. */
  private static Optional<LocalDate> shortDate(String text) {
    Matcher matcher = SHORT_DATE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(matcher.group(3));
    int base = FIRST_YEAR - FIRST_YEAR % CENTURY;
    int full = year + base + (year < FIRST_YEAR % CENTURY ? CENTURY : 0);
    return date(Integer.toString(full), Integer.parseInt(matcher.group(2)), matcher.group(1));
  }

  private static Optional<LocalDate> date(String year, int month, String day) {
    try {
      return Optional.of(LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
