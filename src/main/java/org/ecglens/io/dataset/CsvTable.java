package org.ecglens.io.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ecglens.error.UserException;
import org.ecglens.io.SignalFiles;

/** A table about recordings, comma-separated with a header, read row by row. */
public final class CsvTable {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(true)
          .setAllowMissingColumnNames(true)
          .get();

  private CsvTable() {}

  /**
   * Hands over all rows.
   *
   * @param columns that must be there
   * @throws UserException if the file is no such table
   */
  public static void read(
      SignalFiles files, String name, List<String> columns, Consumer<CSVRecord> rows)
      throws IOException {
    try (BufferedReader text =
            new BufferedReader(new InputStreamReader(files.open(name), StandardCharsets.UTF_8));
        CSVParser parser = FORMAT.parse(text)) {
      for (String column : columns) {
        if (!parser.getHeaderMap().containsKey(column)) {
          throw new UserException(
              files.path(name)
                  + ": column "
                  + column
                  + " is missing; take the table as it was published, or move it away to read the"
                  + " records without it.");
        }
      }
      parser.forEach(rows);
    } catch (CSVException | IllegalArgumentException e) {
      throw damaged(files, name, e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw damaged(files, name, e);
      }
      throw e.getCause();
    }
  }

  /** Whether a file begins with a row that names some columns. */
  static boolean hasColumns(SignalFiles files, String name, List<String> columns)
      throws IOException {
    try (BufferedReader text =
            new BufferedReader(new InputStreamReader(files.open(name), StandardCharsets.UTF_8));
        CSVParser parser = FORMAT.parse(text)) {
      return parser.getHeaderMap().keySet().containsAll(columns);
    } catch (CSVException | IllegalArgumentException e) {
      return false;
    }
  }

  private static UserException damaged(SignalFiles files, String name, Exception e) {
    return new UserException(
        files.path(name)
            + ": this is no comma-separated table; copy it again, or move it away to read the"
            + " records without it.",
        e);
  }

  /** A number of a row; none where the column is missing or holds something else. */
  public static OptionalDouble number(CSVRecord row, String column) {
    if (!row.isMapped(column) || !row.isSet(column)) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(row.get(column).strip());
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** The text of a cell; none where the column is missing or the cell empty. */
  static Optional<String> text(CSVRecord row, String column) {
    return row.isMapped(column) && row.isSet(column) && !row.get(column).isBlank()
        ? Optional.of(row.get(column).strip())
        : Optional.empty();
  }

  /** 1 or 0 for what is true or false; none for anything else. */
  static OptionalDouble flag(CSVRecord row, String column) {
    return switch (text(row, column).orElse("").toLowerCase(Locale.ROOT)) {
      case "true", "1", "1.0" -> OptionalDouble.of(1);
      case "false", "0", "0.0" -> OptionalDouble.of(0);
      default -> OptionalDouble.empty();
    };
  }

  /** A whole number as text, so that {@code 17}, {@code 17.0} and {@code " 17"} are the same. */
  static String key(CSVRecord row, String column) {
    OptionalDouble number = number(row, column);
    return number.isPresent() && number.getAsDouble() == Math.rint(number.getAsDouble())
        ? Long.toString((long) number.getAsDouble())
        : null;
  }
}
