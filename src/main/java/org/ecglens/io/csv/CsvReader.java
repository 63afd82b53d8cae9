package org.ecglens.io.csv;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/**
 * Reads text whose columns are leads and whose rows are samples: {@code .csv}, {@code .tsv} and
 * {@code .asc}, separated by commas, semicolons (with decimal points or commas), tabs or blanks.
 *
 * <p>With a header, columns with the names of standard leads are read, and others are left out with
 * a warning. Without one there must be twelve columns, the standard leads, or eight, I, II and V1
 * to V6, as the DeepFake ECGs have them. The rate is that of a column of times, see {@link
 * TimeColumn}, if there is one; else it is assumed, as the unit is. Empty cells and NaN are missing
 * samples.
 */
public final class CsvReader implements EcgReader {
  private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".asc");
  private static final double DEFAULT_RATE_HZ = 500;
  private static final double MOST_DIFFERENCE = 0.01;
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
    OptionalDouble rate = columns.rateHz();
    LeadSignals leads = LeadSignals.of(path, columns.samples());
    String unit = assumptions.unit() == null ? Voltage.MICROVOLT.symbol() : assumptions.unit();
    Ecg ecg =
        new Ecg(
            recordId,
            null,
            format(),
            Ecg.Kind.RHYTHM,
            leads.leads(),
            rateHz(path, rate),
            Voltage.kept(unit),
            Voltage.kept(unit, leads.signal()),
            Map.of(),
            Waves.NONE);
    int left = columns.width - columns.positions.size() - (rate.isPresent() ? 1 : 0);
    List<String> warnings =
        left == 0
            ? List.of()
            : List.of(path + ": " + left + " columns that are no leads are left out.");
    return new Reading(List.of(ecg), Person.UNKNOWN, warnings);
  }

  private double rateHz(String path, OptionalDouble said) {
    Double assumed = assumptions.sampleRateHz();
    if (said.isPresent()
        && assumed != null
        && Math.abs(assumed - said.getAsDouble()) > MOST_DIFFERENCE * assumed) {
      throw new UserException(
          path
              + ": the column of times says "
              + (float) said.getAsDouble()
              + " Hz, --assume-rate "
              + assumed
              + "; leave the option out, or remove the column.");
    }
    return said.orElse(assumed == null ? DEFAULT_RATE_HZ : assumed);
  }

  private static BufferedReader open(SignalFiles files, String name) throws IOException {
    InputStream in = files.open(name);
    return new BufferedReader(
        new InputStreamReader(in, StandardCharsets.UTF_8), RowText.LONGEST_LINE);
  }

  private Columns columns(String path, BufferedReader text) throws IOException {
    text.mark(RowText.LONGEST_LINE);
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
    Reader rows = new RowText(path, text);
    try (CSVParser parser = format.parse(separator == ' ' ? new SingleBlanks(rows) : rows)) {
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
      if (line.length() >= RowText.LONGEST_LINE - 1) {
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
      return Float.parseFloat(plain(cell, separator));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private static double time(String cell, char separator) {
    try {
      return Double.parseDouble(plain(cell, separator));
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private static String plain(String cell, char separator) {
    return separator == ';' ? cell.replace(',', '.') : cell;
  }

  /** The columns that are leads, growing row by row. */
  private final class Columns {
    private final String path;
    private final char separator;
    private final int width;
    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final List<Growing> values = new ArrayList<>();
    private TimeColumn time;
    private int timePosition;
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
        TimeColumn times = time == null ? TimeColumn.of(names.get(i)) : null;
        if (times != null) {
          time = times;
          timePosition = i;
          continue;
        }
        String lead = Lead.name(names.get(i));
        boolean wanted =
            header == null || assumptions.leads() != null || Lead.STANDARD.contains(lead);
        if (wanted && positions.put(lead, i) != null) {
          throw new UserException(path + ": two columns are lead " + lead + ".");
        }
      }
      if (positions.isEmpty()) {
        throw new NoRecordingException(
            path
                + ": no column has the name of a standard lead; this is no ECG, or name its leads"
                + " with --assume-leads.");
      }
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
      if (time != null) {
        time.add(time(cells.get(timePosition), separator));
      }
      rows++;
    }

    OptionalDouble rateHz() {
      return time == null ? OptionalDouble.empty() : time.rateHz(path);
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
