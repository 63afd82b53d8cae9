package org.ecglens.io.array;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.ecglens.error.UserException;
import org.ecglens.io.Person;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.dataset.CsvTable;

/**
 * A comma-separated table beside an array, a row for each of its rows in the same order: ids, the
 * person, measures, and columns of 0 and 1, which are labels. Any other column may hold a name, a
 * date or a number of a person, and is not read.
 */
public final class SideTable implements RowFacts {
  private static final List<String> ID =
      List.of("recordid", "ecgid", "examid", "recordingid", "id", "record");

  private static final List<String> PERSON =
      List.of("patientid", "subjectid", "patid", "personid", "mrn", "patient", "subject");

  private static final List<String> SEX = List.of("sex", "gender", "ismale", "male");
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern PLAIN_NAME =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9 _.,:;%+/()-]{0,47}");
  private static final int MOST_ROWS = 1 << 22;
  private static final int MOST_BYTES = 1 << 28;
  private static final int MOST_COLUMNS = 512;
  private static final int MISSING = 2;

  private final int from;
  private final int to;
  private int rows;
  private boolean hasIds;
  private final List<String> names = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final List<Person> persons = new ArrayList<>();
  private final List<Map<String, Double>> measures = new ArrayList<>();
  private final Map<String, ByteArrayOutputStream> flags = new TreeMap<>();

  private final Map<String, byte[]> frozen = new TreeMap<>();

  private SideTable(int from, int to) {
    this.from = from;
    this.to = to;
  }

  /** Name of the table beside an array. */
  public static Optional<String> name(String array) {
    int dot = array.lastIndexOf('.');
    return dot > 0 ? Optional.of(array.substring(0, dot) + ".csv") : Optional.empty();
  }

  /**
   * Reads the table beside an array, if there is one. Ids are known of all rows, so that they can
   * be compared; persons and labels of a range, as several tasks read a large file.
   *
   * @param array name of the file that holds it
   * @param rows of the array
   * @param from the first row whose persons and labels are kept
   * @param to the row behind the last of these
   * @throws UserException if the file is no table, or has another number of rows
   */
  public static RowFacts beside(SignalFiles files, String array, int rows, int from, int to)
      throws IOException {
    String name = name(array).orElse(null);
    try {
      if (name == null) {
        return NONE;
      }
      if (files.length(name) > MOST_BYTES) {
        throw new UserException(files.path(name) + ": the table is longer than 256 MiB.");
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      return NONE;
    }
    SideTable table = new SideTable(from, to);
    Map<String, String> columns = new HashMap<>();
    CsvTable.read(
        files,
        name,
        List.of(),
        row -> {
          if (table.rows == 0) {
            table.names.addAll(row.toMap().keySet());
            table.choose(files.path(name), columns);
          }
          if (table.rows >= MOST_ROWS) {
            throw new UserException(files.path(name) + ": there are too many rows.");
          }
          table.add(row, columns);
        });
    if (table.rows != rows) {
      throw new UserException(
          "%s: the table has %d rows, the array beside it %d; write one row for each recording, in the same order."
              .formatted(files.path(name), table.rows, rows));
    }
    table.flags.forEach((column, values) -> table.frozen.put(column, values.toByteArray()));
    table.flags.clear();
    return table;
  }

  private void choose(String path, Map<String, String> columns) {
    if (names.size() > MOST_COLUMNS) {
      throw new UserException(path + ": there are " + names.size() + " columns, too many.");
    }
    for (String name : names) {
      String plain = LabelNames.plain(name);
      if (ID.contains(plain)) {
        columns.putIfAbsent("id", name);
        hasIds = true;
      } else if (PERSON.contains(plain)) {
        columns.putIfAbsent("person", name);
      } else if (SEX.contains(plain)) {
        columns.putIfAbsent("sex", name);
      } else if (plain.equals("age")) {
        columns.putIfAbsent("age", name);
      } else if (LabelNames.label(name) == null && PLAIN_NAME.matcher(name).matches()) {
        flags.put(name, new ByteArrayOutputStream());
      }
    }
  }

  private void add(CSVRecord row, Map<String, String> columns) {
    String id = text(row, columns.get("id"));
    ids.add(id != null && PLAIN_ID.matcher(id).matches() ? id : null);
    boolean kept = rows >= from && rows < to;
    rows++;
    // A column of anything but 0 and 1 is none of labels, in whichever row that is.
    flags
        .entrySet()
        .removeIf(
            flag -> {
              int value = flag(text(row, flag.getKey()));
              if (kept) {
                flag.getValue().write(value);
              }
              return value < 0;
            });
    if (kept) {
      keep(row, columns);
    }
  }

  private void keep(CSVRecord row, Map<String, String> columns) {
    OptionalDouble age = number(row, columns.get("age"));
    boolean aged =
        age.isPresent() && age.getAsDouble() >= 0 && age.getAsDouble() <= Person.OLDEST_EVER;
    persons.add(
        new Person(
            text(row, columns.get("person")),
            aged ? Integer.valueOf((int) age.getAsDouble()) : null,
            sex(columns.get("sex"), text(row, columns.get("sex"))),
            List.of()));
    Map<String, Double> found = new TreeMap<>();
    for (String name : names) {
      String label = LabelNames.label(name);
      OptionalDouble value = label == null ? OptionalDouble.empty() : number(row, name);
      if (value.isPresent() && LabelNames.isMeasured(label, value.getAsDouble())) {
        found.putIfAbsent(label, value.getAsDouble());
      }
    }
    measures.add(found);
  }

  private static String text(CSVRecord row, String column) {
    if (column == null || !row.isMapped(column) || !row.isSet(column)) {
      return null;
    }
    String text = row.get(column).strip();
    return text.isEmpty() ? null : text;
  }

  private static OptionalDouble number(CSVRecord row, String column) {
    return column == null ? OptionalDouble.empty() : CsvTable.number(row, column);
  }

  /** 0, 1, {@link #MISSING}, or a negative number for anything else. */
  private static int flag(String text) {
    if (text == null) {
      return MISSING;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "0", "0.0", "false" -> 0;
      case "1", "1.0", "true" -> 1;
      case "nan", "na", "null", "none" -> MISSING;
      default -> -1;
    };
  }

  private static String sex(String column, String text) {
    if (text == null) {
      return null;
    }
    boolean asksForMale = LabelNames.plain(column).endsWith("male");
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "m", "male" -> "male";
      case "f", "female" -> "female";
      case "true", "1" -> asksForMale ? "male" : null;
      case "false", "0" -> asksForMale ? "female" : null;
      default -> null;
    };
  }

  @Override
  public boolean isNamed() {
    return hasIds;
  }

  @Override
  public String id(int row) {
    return ids.get(row);
  }

  @Override
  public Person person(int row) {
    return persons.get(row - from);
  }

  @Override
  public Map<String, Double> labels(int row) {
    Map<String, Double> labels = new TreeMap<>(measures.get(row - from));
    labels.putAll(persons.get(row - from).labels());
    frozen.forEach(
        (name, values) -> {
          byte value = values[row - from];
          if (value != MISSING) {
            labels.putIfAbsent(name, (double) value);
          }
        });
    return labels;
  }
}
