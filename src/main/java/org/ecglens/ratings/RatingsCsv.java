package org.ecglens.ratings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.ecglens.error.UserException;
import org.ecglens.table.RatingRow;

/** A comma-separated file of ratings with a header, quoted as RFC 4180 says, in UTF-8. */
final class RatingsCsv {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final String name;
  private final Map<String, Integer> columns;
  private final List<RatingsTable.Rating> ratings = new ArrayList<>();

  private RatingsCsv(String name, CSVRecord header) {
    this.name = name;
    if (header.size() == 1 && header.get(0).contains(";")) {
      throw new UserException(
          name + ": the columns are separated by semicolons; save the table with commas.");
    }
    columns = RatingsTable.columns(name, header.stream().map(String::strip).toArray(String[]::new));
  }

  /**
   * Reads a file.
   *
   * @param name of it in messages
   * @throws UserException if it is no table of ratings
   */
  static List<RatingsTable.Rating> read(FileSystem files, Path path, String name)
      throws IOException {
    try (BufferedReader text =
            new BufferedReader(new InputStreamReader(files.open(path), StandardCharsets.UTF_8));
        CSVParser parser = FORMAT.parse(withoutMark(text))) {
      RatingsCsv csv = null;
      for (CSVRecord row : parser) {
        if (csv == null) {
          csv = new RatingsCsv(name, row);
        } else {
          csv.add(row, parser.getCurrentLineNumber());
        }
      }
      return csv == null ? List.of() : csv.ratings;
    } catch (CSVException e) {
      throw damaged(name, e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw damaged(name, e);
      }
      throw e.getCause();
    }
  }

  /** The text without the mark that spreadsheets put before it. */
  private static Reader withoutMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private static UserException damaged(String name, Exception e) {
    return new UserException(
        name + ": this is no comma-separated table: " + e.getMessage() + ".", e);
  }

  private void add(CSVRecord row, long line) {
    String where = name + ", line " + line;
    ratings.add(
        new RatingsTable.Rating(
            new RatingRow(
                field(row, where, RatingsTable.RECORD),
                field(row, where, "target"),
                field(row, where, "method"),
                field(row, where, "rater"),
                field(row, where, "question"),
                number(where, field(row, where, RatingsTable.VALUE))),
            where));
  }

  private String field(CSVRecord row, String where, String column) {
    int index = columns.get(column);
    String text = index < row.size() ? row.get(index).strip() : "";
    if (text.isEmpty()) {
      throw RatingsTable.empty(where, column);
    }
    return text;
  }

  private static double number(String where, String text) {
    try {
      double value = new BigDecimal(text).doubleValue();
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw RatingsTable.notNumber(where, text, e);
    }
    throw RatingsTable.notNumber(where, text, null);
  }
}
