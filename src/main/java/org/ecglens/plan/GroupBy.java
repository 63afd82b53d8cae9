package org.ecglens.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ecglens.error.UserException;

/**
 * How records are divided into groups by one of their labels, written {@code sex} for one group of
 * each value or {@code age:40:60} for groups between limits. The kind of a record, {@code kind},
 * counts as a label. A record without the label is in the group {@value #NOT_STATED}; labels that
 * are only written where they hold ({@code dx:CODE}, {@code scp:CODE}) mean no where they are
 * absent.
 *
 * @param name of the label
 * @param limits between groups, ascending and finite; a value that is equal to a limit is in the
 *     upper group; none for one group of each value
 */
public record GroupBy(String name, List<Double> limits) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The group of records without the label. */
  public static final String NOT_STATED = "not stated";

  /** The name of a record's kind, which is no label. */
  public static final String KIND = "kind";

  private static final List<String> WHERE_TRUE = List.of("dx:", "scp:");
  private static final String SEPARATOR = ":";
  private static final String YES = "yes";
  private static final String NO = "no";

  /**
   * Checks the limits.
   *
   * @throws UserException if the name is empty, or limits are not finite and ascending
   */
  public GroupBy {
    Objects.requireNonNull(name, "name");
    limits = List.copyOf(limits);
    if (name.isBlank()) {
      throw new UserException("--by: the name of a label is missing, for example sex or age:60.");
    }
    for (int i = 0; i < limits.size(); i++) {
      if (!Double.isFinite(limits.get(i)) || (i > 0 && limits.get(i) <= limits.get(i - 1))) {
        throw new UserException(
            "--by %s: limits must be numbers in ascending order, for example age:40:60."
                .formatted(written(name, limits)));
      }
    }
    if (name.equals(KIND) && !limits.isEmpty()) {
      throw new UserException("--by kind: it is a word and has no limits.");
    }
  }

  /**
   * Reads {@code NAME}, {@code NAME:LIMIT} or {@code NAME:LIMIT:LIMIT…}; a name may contain colons.
   *
   * @throws UserException if the name is empty, or limits are not finite and ascending
   */
  public static GroupBy of(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    // The codes of SNOMED CT are numbers.
    int inName = WHERE_TRUE.stream().anyMatch(text::startsWith) ? 2 : 1;
    int limit = parts.length;
    while (limit > inName && number(parts[limit - 1]) != null) {
      limit--;
    }
    List<Double> limits = new ArrayList<>();
    for (int i = limit; i < parts.length; i++) {
      limits.add(number(parts[i]));
    }
    return new GroupBy(String.join(SEPARATOR, List.of(parts).subList(0, limit)), limits);
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * The group of a record.
   *
   * @param labels of the record, finite
   * @param kind of the record, or null
   */
  public String group(Map<String, Double> labels, String kind) {
    if (name.equals(KIND) && !labels.containsKey(KIND)) {
      return kind == null || kind.isBlank() ? NOT_STATED : kind.toLowerCase(Locale.ROOT);
    }
    boolean whereTrue = WHERE_TRUE.stream().anyMatch(name::startsWith);
    Double value = labels.get(name);
    if (whereTrue && limits.isEmpty()) {
      return value == null ? NO : YES;
    }
    if (value == null && !whereTrue) {
      return NOT_STATED;
    }
    double known = value == null ? 0 : value;
    return limits.isEmpty() ? plain(known) : between(known);
  }

  private String between(double value) {
    int above = 0;
    while (above < limits.size() && value >= limits.get(above)) {
      above++;
    }
    return between(above);
  }

  private String between(int above) {
    if (above == 0) {
      return "< " + plain(limits.get(0));
    }
    String least = plain(limits.get(above - 1));
    return above == limits.size() ? "≥ " + least : least + " to < " + plain(limits.get(above));
  }

  /** By value, words in their order, and last those that are not stated. */
  public Comparator<String> order() {
    return Comparator.<String, Boolean>comparing(NOT_STATED::equals)
        .thenComparingDouble(this::place)
        .thenComparing(Comparator.naturalOrder());
  }

  private double place(String group) {
    for (int above = 0; !limits.isEmpty() && above <= limits.size(); above++) {
      if (between(above).equals(group)) {
        return above;
      }
    }
    Double value = limits.isEmpty() ? number(group) : null;
    return value == null ? Double.POSITIVE_INFINITY : value;
  }

  /** Whole numbers without decimals. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String written(String name, List<Double> limits) {
    StringBuilder text = new StringBuilder(name);
    limits.forEach(limit -> text.append(SEPARATOR).append(plain(limit)));
    return text.toString();
  }

  @Override
  public String toString() {
    return written(name, limits);
  }
}
