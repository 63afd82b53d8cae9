package org.ecglens.io.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.ecglens.io.GzippedFile;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/**
 * Reads text whose columns are leads and whose rows are samples: {@code .csv}, {@code .tsv} and
 * {@code .asc}, separated by commas, or by semicolons, tabs or blanks (with decimal points or
 * commas).
 *
 * <p>With a header, columns with the names of leads, see {@link org.ecglens.ecg.LeadName}, are
 * read, and others are left out with a warning that names them. Names, or a row below them, may say
 * the unit. Without a header there must be twelve columns, the standard leads, or eight, I, II and
 * V1 to V6, as the DeepFake ECGs have them, with or without a column of times before them. The rate
 * is that of the column of times, see {@link TimeColumn}: one with such a name, else a first column
 * that is no lead and rises evenly; without one it is assumed, as the unit is. Empty cells and NaN
 * are missing samples. What PhysioNet's rdsamp prints is such text, with or without headings.
 */
public final class CsvReader implements EcgReader {
  private static final List<String> ENDINGS = List.of(".csv", ".tsv", ".asc");
  private static final double DEFAULT_RATE_HZ = 500;
  private static final double MOST_DIFFERENCE = 0.01;

  /** The line by which Excel is told the separator. */
  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=([,;\\t|])\"?");

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

  /** What rdsamp prints goes into files of any name. */
  @Override
  public boolean contains(byte[] start) {
    return RdsampText.isOne(start);
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
    columns.checkShape();
    List<Notice> warnings = new ArrayList<>();
    OptionalDouble rate = columns.rateHz(warnings::add);
    LeadSignals leads = LeadSignals.of(path, columns.samples());
    String unit = unit(path, columns.unit());
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
    Set<Reading.Assumed> assumed = EnumSet.noneOf(Reading.Assumed.class);
    if (columns.unit().isEmpty() && assumptions.unit() == null) {
      assumed.add(Reading.Assumed.UNIT);
    }
    if (rate.isEmpty() && assumptions.sampleRateHz() == null) {
      assumed.add(Reading.Assumed.RATE);
    }
    if (columns.areLeadsAssumed()) {
      assumed.add(Reading.Assumed.LEADS);
    }
    return new Reading(List.of(ecg), Person.UNKNOWN, warnings, assumed);
  }

  private String unit(String path, Optional<String> said) {
    String assumed = assumptions.unit();
    if (said.isPresent() && assumed != null && !Voltage.isSame(said.get(), assumed)) {
      throw new UserException(
          path
              + ": the header says "
              + said.get()
              + ", --assume-unit "
              + assumed
              + "; leave the option out, or correct the header.");
    }
    return said.orElse(assumed == null ? Voltage.MICROVOLT.symbol() : assumed);
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
              + "; leave the option out, or remove the column of times if it is wrong.");
    }
    return said.orElse(assumed == null ? DEFAULT_RATE_HZ : assumed);
  }

  private static BufferedReader open(SignalFiles files, String name) throws IOException {
    // Compressed tables are also called by the name of what they hold.
    BufferedInputStream in = new BufferedInputStream(new GzippedFile(files, name, name).open(name));
    in.mark(2);
    byte[] mark = in.readNBytes(2);
    in.reset();
    return new BufferedReader(new InputStreamReader(in, charset(mark)), RowText.LONGEST_LINE);
  }

  /** UTF-16 if a mark of the order of its bytes says so, as in Excel's "Unicode text". */
  private static Charset charset(byte[] start) {
    boolean big = start.length == 2 && start[0] == (byte) 0xfe && start[1] == (byte) 0xff;
    boolean little = start.length == 2 && start[0] == (byte) 0xff && start[1] == (byte) 0xfe;
    return big || little ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }

  private Columns columns(String path, BufferedReader text) throws IOException {
    text.mark(RowText.LONGEST_LINE);
    String first = firstLine(path, text).replace("\uFEFF", "").strip();
    Matcher said = SEPARATOR.matcher(first);
    if (!said.matches()) {
      text.reset();
    }
    char separator = said.matches() ? said.group(1).charAt(0) : separator(first);
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
          cells = first(cells, separator);
          boolean numbers = areNumbersOfColumns(cells);
          boolean header = !numbers && isHeader(cells, separator);
          columns =
              new Columns(path, assumptions, separator != ',', header ? cells : null, cells.size());
          if (header || numbers) {
            continue;
          }
        }
        if (columns.takesUnits(cells)) {
          continue;
        }
        columns.add(cells, row.getRecordNumber());
      }
    }
    if (columns == null || columns.rows() == 0) {
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
    cells.replaceAll(cell -> bare(cell.replace("\uFEFF", "").strip()));
    return cells;
  }

  /** The first row, which NumPy writes as a comment, and rdsamp with a heading of two words. */
  private static List<String> first(List<String> written, char separator) {
    List<String> cells = new ArrayList<>(written);
    cells.set(0, cells.get(0).replaceFirst("^#+\\s*", ""));
    if (cells.get(0).isEmpty() && !written.get(0).isEmpty() && cells.size() > 1) {
      cells.remove(0);
    }
    return separator == ' ' ? RdsampText.headings(cells) : cells;
  }

  /** Whether a row counts the columns from 0 or 1, as pandas does where they have no names. */
  private static boolean areNumbersOfColumns(List<String> cells) {
    int index = cells.get(0).isEmpty() ? 1 : 0;
    boolean counted = cells.size() - index >= Lead.INDEPENDENT.size();
    String base = counted ? cells.get(index) : "";
    counted &= base.equals("0") || base.equals("1");
    for (int i = index; i < cells.size() && counted; i++) {
      counted = cells.get(i).equals(String.valueOf(i - index + Integer.parseInt(base)));
    }
    return counted;
  }

  /** Without the apostrophes that PhysioNet writes around cells. */
  private static String bare(String cell) {
    boolean quoted = cell.length() > 1 && cell.startsWith("'") && cell.endsWith("'");
    return quoted ? cell.substring(1, cell.length() - 1).strip() : cell;
  }

  /** Rows of samples may begin with a time of day. */
  private static boolean isHeader(List<String> cells, char separator) {
    int first = TimeColumn.isTimeOfDay(cells.get(0)) ? 1 : 0;
    return cells.stream().skip(first).anyMatch(cell -> !isNumber(cell, separator));
  }

  private static boolean isNumber(String cell, char separator) {
    return cell.isEmpty() || !Double.isInfinite(Columns.number(cell, separator != ','));
  }
}
