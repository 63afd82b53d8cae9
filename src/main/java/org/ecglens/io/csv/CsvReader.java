package org.ecglens.io.csv;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/**
 * Reads text whose columns are leads and whose rows are samples: {@code .csv}, {@code .tsv} and
 * {@code .asc}, separated by commas, semicolons (with decimal points or commas), tabs or blanks.
 *
 * <p>With a header, columns with the names of standard leads are read, and others are left out with
 * a warning. Without one there must be twelve columns, the standard leads, or eight, I, II and V1
 * to V6, as the DeepFake ECGs have them. Neither rate nor unit stand in such files: they are
 * assumed. Empty cells and NaN are missing samples.
 */
public final class CsvReader implements EcgReader {
  private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".asc");
  private static final double DEFAULT_RATE_HZ = 500;
  private static final int LONGEST_LINE = 1 << 16;
  private static final int MOST_COLUMNS = 1000;

  private final Assumptions assumptions;

  /** A reader that supposes something of rate, unit and leads. */
  public CsvReader(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public boolean recognises(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    String path = files.path(name);
    Columns columns;
    try (BufferedReader text = open(files, name)) {
      columns = columns(path, text);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(path + ": there is no such file.", e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CSVException) {
        throw new UserException(path + ": the quotes of a cell do not fit; mend the file.", e);
      }
      throw e.getCause();
    }
    LeadSignals leads = LeadSignals.of(path, columns.samples());
    String unit = assumptions.unit() == null ? Voltage.MICROVOLT.symbol() : assumptions.unit();
    Ecg ecg =
        new Ecg(
            recordId,
            null,
            format(),
            Ecg.Kind.RHYTHM,
            leads.leads(),
            assumptions.sampleRateHz() == null ? DEFAULT_RATE_HZ : assumptions.sampleRateHz(),
            Voltage.kept(unit),
            Voltage.kept(unit, leads.signal()),
            Map.of(),
            Waves.NONE);
    List<String> warnings =
        columns.left == 0
            ? List.of()
            : List.of(path + ": " + columns.left + " columns that are no leads are left out.");
    return new Reading(List.of(ecg), Person.UNKNOWN, warnings);
  }

  private static BufferedReader open(SignalFiles files, String name) throws IOException {
    InputStream in = files.open(name);
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), LONGEST_LINE);
  }

  private Columns columns(String path, BufferedReader text) throws IOException {
    text.mark(LONGEST_LINE);
    String first = firstLine(path, text).replace("\uFEFF", "").strip();
    text.reset();
    char separator = separator(first);
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(separator)
            .setIgnoreSurroundingSpaces(true)
            .setIgnoreEmptyLines(true)
            .get();
    Columns columns = null;
    try (CSVParser parser = format.parse(separator == ' ' ? new SingleBlanks(text) : text)) {
      for (CSVRecord row : parser) {
        List<String> cells = cells(row);
        if (columns == null) {
          boolean header = cells.stream().anyMatch(cell -> !isNumber(cell, separator));
          columns = new Columns(path, separator, header ? cells : null, cells.size());
          if (header) {
            continue;
          }
        }
        columns.add(cells, row.getRecordNumber());
      }
    }
    if (columns == null || columns.rows == 0) {
      throw new UserException(path + ": there are no samples in it.");
    }
    return columns;
  }

  private static String firstLine(String path, BufferedReader text) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = text.read(); c >= 0; c = text.read()) {
      if ((c == '\n' || c == '\r') && !line.toString().isBlank()) {
        break;
      }
      line.append((char) c);
      if (line.length() >= LONGEST_LINE - 1) {
        throw new UserException(path + ": the first line is too long for a row of samples.");
      }
    }
    return line.toString();
  }

  private static char separator(String line) {
    for (char candidate : new char[] {';', '\t', ','}) {
      if (line.indexOf(candidate) >= 0) {
        return candidate;
      }
    }
    return ' ';
  }

  private static List<String> cells(CSVRecord row) {
    List<String> cells = new ArrayList<>(row.toList());
    cells.replaceAll(cell -> cell.replace("\uFEFF", "").strip());
    return cells;
  }

  private static boolean isNumber(String cell, char separator) {
    return cell.isEmpty() || !Float.isInfinite(value(cell, separator, Float.POSITIVE_INFINITY));
  }

  private static float value(String cell, char separator, float otherwise) {
    try {
      return Float.parseFloat(separator == ';' ? cell.replace(',', '.') : cell);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The columns that are leads, growing row by row. */
  private final class Columns {
    private final String path;
    private final char separator;
    private final int width;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final List<Growing> values = new ArrayList<>();
    private final int left;
    private int rows;

    Columns(String path, char separator, List<String> header, int width) {
      this.path = path;
      this.separator = separator;
      this.width = width;
      if (width > MOST_COLUMNS) {
        throw new UserException(path + ": there are " + width + " columns; no ECG has so many.");
      }
      List<String> names = names(header);
      for (int i = 0; i < names.size(); i++) {
        String lead = Lead.name(names.get(i));
        boolean wanted =
            header == null || assumptions.leads() != null || Lead.STANDARD.contains(lead);
        if (wanted && positions.put(lead, i) != null) {
          throw new UserException(path + ": two columns are lead " + lead + ".");
        }
      }
      if (positions.isEmpty()) {
        throw new UserException(
            path
                + ": no column has the name of a standard lead; this is no ECG, or name its leads"
                + " with --assume-leads.");
      }
      left = width - positions.size();
      positions.forEach((lead, position) -> values.add(new Growing()));
    }

    private List<String> names(List<String> header) {
      if (assumptions.leads() != null) {
        if (assumptions.leads().size() != width) {
          throw new UserException(
              path
                  + ": there are "
                  + width
                  + " columns, --assume-leads names "
                  + assumptions.leads().size()
                  + ".");
        }
        return assumptions.leads();
      }
      if (header != null) {
        return header;
      }
      if (width == Lead.INDEPENDENT.size()) {
        return Lead.INDEPENDENT;
      }
      if (width == Lead.STANDARD.size()) {
        return Lead.STANDARD;
      }
      throw new UserException(
          path
              + ": there are "
              + width
              + " columns without a header; 12 would be the standard leads, 8 I, II and V1 to V6;"
              + " name others with --assume-leads.");
    }

    void add(List<String> cells, long row) {
      // A separator at the end of every line is common.
      boolean ends = cells.size() == width + 1 && cells.get(width).isEmpty();
      if (cells.size() != width && !ends) {
        throw new UserException(
            path
                + ": row "
                + row
                + " has "
                + cells.size()
                + " columns, the first has "
                + width
                + ".");
      }
      if ((long) (rows + 1) * positions.size() > MOST_VALUES) {
        throw new UserException(path + ": there are more samples than a record can have.");
      }
      int lead = 0;
      for (int position : positions.values()) {
        String cell = cells.get(position);
        float value = cell.isEmpty() ? Float.NaN : value(cell, separator, Float.POSITIVE_INFINITY);
        if (Float.isInfinite(value)) {
          throw new UserException(
              path + ": row " + row + ", column " + (position + 1) + " is no number.");
        }
        values.get(lead++).add(value);
      }
      rows++;
    }

    Map<String, float[]> samples() {
      Map<String, float[]> samples = new LinkedHashMap<>();
      int lead = 0;
      for (String name : positions.keySet()) {
        samples.put(name, values.get(lead++).array());
      }
      return samples;
    }
  }

  /** Floats, without a box for each. */
  private static final class Growing {
    private float[] values = new float[1024];
    private int size;

    void add(float value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    float[] array() {
      return Arrays.copyOf(values, size);
    }
  }
}
