package org.ecglens.table;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ecglens.ecg.Waves;

/** Types of columns, by the types of the components of rows. */
public enum ColumnType {
  /** A {@code String}. */
  STRING("string", "class java.lang.String"),
  /** A {@code double} or {@code Double}. */
  DOUBLE("double", "double", "class java.lang.Double"),
  /** An {@code int} or {@code Integer}. */
  INT("int", "int", "class java.lang.Integer"),
  /** A {@code long} or {@code Long}. */
  LONG("long", "long", "class java.lang.Long"),
  /** A {@code List<String>}. */
  STRINGS("array<string>", "java.util.List<java.lang.String>"),
  /** A {@code float[]}. */
  FLOATS("array<float>", "class [F"),
  /** An {@code int[]}. */
  INTS("array<int>", "class [I"),
  /** A {@code long[]}. */
  LONGS("array<long>", "class [J"),
  /** A {@code double[]}. */
  DOUBLES("array<double>", "class [D"),
  /** A {@code Map<String, Double>}, written with ascending keys. */
  MEASURES("map<string,double>", "java.util.Map<java.lang.String, java.lang.Double>"),
  /** A {@code Map<String, String>}, written with ascending keys. */
  WORDS("map<string,string>", "java.util.Map<java.lang.String, java.lang.String>"),
  /** {@link Waves}: a struct of integers, each of which can be null. */
  WAVES(
      RecordClass.of(Waves.class).names().stream()
          .map(field -> field + ":int")
          .collect(Collectors.joining(",", "struct<", ">")),
      Waves.class.toString());

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> javaTypes;

  ColumnType(String label, String... javaTypes) {
    this.label = label;
    this.javaTypes = List.of(javaTypes);
  }

  /** As people write it, for example {@code array<float>}. */
  public String label() {
    return label;
  }

  /** Whether its values, or those in it, are text. */
  boolean isText() {
    return this == STRING || this == STRINGS || this == WORDS;
  }

  /**
   * The type of a component.
   *
   * @throws IllegalArgumentException if no column can have it
   */
  static ColumnType of(Type javaType) {
    return Arrays.stream(values())
        .filter(type -> type.javaTypes.contains(javaType.toString()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no column is of " + javaType));
  }
}
