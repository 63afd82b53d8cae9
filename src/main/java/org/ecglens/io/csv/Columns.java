package org.ecglens.io.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.LeadName;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Notice;
import org.ecglens.io.TechnicalName;

/** The columns of a table that are leads, and the one that holds the times, growing row by row. */
final class Columns {
  private static final int MOST_COLUMNS = 1000;
  private static final String NUMERALS = "0123456789.,+-eE";

  /** What programs write for a missing number; rdsamp of PhysioNet a hyphen. */
  private static final Set<String> MISSING =
      Set.of("nan", "na", "n/a", "null", "none", "<na>", "-", "--");

  /** Modified limb and bipolar chest leads, as the signals of PhysioNet have them. */
  private static final Pattern MODIFIED =
      Pattern.compile("MLI{1,3}|MCL[1-6]?|C[CMS][1-6]", Pattern.CASE_INSENSITIVE);

  private final String path;
  private final Assumptions assumptions;
  private final boolean decimalComma;
  private final int width;
  private final List<String> header;
  private final Map<String, Integer> positions = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();
  private final List<Growing> values = new ArrayList<>();
  private boolean mustBeTimes;
  private int timePosition = -1;
  private TimeColumn time;
  private int rows;

  /**
   * Finds the leads.
   *
   * @param path of the file, for messages
   * @param decimalComma whether cells may have decimal commas
   * @param header names, null if there are none
   * @param width number of columns
   * @throws UserException if there is no lead, or one appears twice
   */
  Columns(
      String path, Assumptions assumptions, boolean decimalComma, List<String> header, int width) {
    this.path = path;
    this.assumptions = assumptions;
    this.decimalComma = decimalComma;
    this.header = header;
    this.width = width;
    if (width > MOST_COLUMNS) {
      throw new UserException(path + ": there are " + width + " columns; no ECG has so many.");
    }
    List<String> names = names();
    for (int i = 0; i < names.size(); i++) {
      addLead(names.get(i), i);
    }
    if (positions.isEmpty()) {
      throw new NoRecordingException(
          path
              + ": no column has the name of a lead; this is no ECG, or name its leads with"
              + " --assume-leads.");
    }
    positions.forEach((lead, position) -> values.add(new Growing()));
    chooseTimes(names);
  }

  private void addLead(String name, int position) {
    LeadName lead = LeadName.of(name);
    boolean behind = mustBeTimes && position == 0;
    boolean modified = MODIFIED.matcher(name).matches();
    if (behind || name.isEmpty() || !(lead.known() || modified || isAssumed(name))) {
      return;
    }
    if (positions.put(lead.name(), position) != null) {
      throw new UserException(path + ": two columns are lead " + lead.name() + ".");
    }
    if (lead.unit() != null) {
      units.put(lead.name(), lead.unit());
    }
  }

  private boolean isAssumed(String name) {
    AxisName.Kind kind = AxisName.of(name).kind();
    boolean time = kind == AxisName.Kind.UNIT || kind == AxisName.Kind.TIME;
    return assumptions.leads() != null && !time;
  }

  /** The most telling name, else the first column. */
  private void chooseTimes(List<String> names) {
    AxisName best = null;
    for (int i = 0; i < width; i++) {
      AxisName said = AxisName.of(names.get(i));
      if (positions.containsValue(i) || (said.kind() == AxisName.Kind.OTHER && i > 0)) {
        continue;
      }
      if (best == null || said.kind().compareTo(best.kind()) < 0) {
        best = said;
        timePosition = i;
      }
    }
    time = best == null ? null : new TimeColumn(called(timePosition), best);
  }

  private List<String> names() {
    List<String> leads = assumptions.leads();
    if (leads != null) {
      if (leads.size() == width) {
        return leads;
      }
      if (leads.size() == width - 1) {
        return behindTimes(leads);
      }
      throw new UserException(
          path
              + ": there are "
              + width
              + " columns, --assume-leads names "
              + leads.size()
              + "; name all, a column of times as \"time\".");
    }
    if (header != null) {
      return header;
    }
    for (List<String> usual : List.of(Lead.INDEPENDENT, Lead.STANDARD)) {
      if (width == usual.size()) {
        return usual;
      }
      if (width == usual.size() + 1) {
        return behindTimes(usual);
      }
    }
    throw new UserException(
        path
            + ": there are "
            + width
            + " columns without a header; 12 would be the standard leads, 8 I, II and V1 to V6;"
            + " name others with --assume-leads.");
  }

  private List<String> behindTimes(List<String> leads) {
    mustBeTimes = true;
    List<String> names = new ArrayList<>(leads);
    names.add(0, header == null ? "" : header.get(0));
    return names;
  }

  /**
   * Takes a row below the header that holds the units of the columns.
   *
   * @return whether it is one
   */
  boolean takesUnits(List<String> cells) {
    if (header == null || rows > 0 || cells.size() < width) {
      return false;
    }
    Map<String, String> said = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> lead : positions.entrySet()) {
      String cell = cells.get(lead.getValue()).replaceAll("^[(\\[]|[)\\]]$", "").strip();
      if (Voltage.inMicrovolts(cell).isEmpty()) {
        return false;
      }
      said.put(lead.getKey(), Voltage.of(cell).map(Voltage::symbol).orElse(cell));
    }
    units.putAll(said);
    if (time != null) {
      AxisName unit = AxisName.of(cells.get(timePosition));
      if (unit.kind() == AxisName.Kind.UNIT) {
        time = new TimeColumn(called(timePosition), unit);
      }
    }
    return true;
  }

  /**
   * Appends a row.
   *
   * @param row its number, for messages
   * @throws UserException if it has another number of columns, or a sample that is no number
   */
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
    if ((long) (rows + 1) * positions.size() > EcgReader.MOST_VALUES) {
      throw new UserException(path + ": there are more samples than a record can have.");
    }
    int lead = 0;
    for (int position : positions.values()) {
      String cell = cells.get(position);
      float value = cell.isEmpty() ? Float.NaN : (float) number(cell, decimalComma);
      if (Float.isInfinite(value)) {
        throw new UserException(
            path + ": row " + row + ", column " + (position + 1) + " is no number.");
      }
      values.get(lead++).add(value);
    }
    if (time != null) {
      String cell = cells.get(timePosition);
      time.add(cell, number(cell, decimalComma));
    }
    rows++;
  }

  /** The value of a cell, NaN where it says that there is none, infinite if it is no number. */
  static double number(String cell, boolean decimalComma) {
    if (MISSING.contains(cell.toLowerCase(Locale.ROOT))) {
      return Double.NaN;
    }
    // Java reads 1d, 0x1p3 and Infinity too.
    for (int i = 0; i < cell.length(); i++) {
      if (NUMERALS.indexOf(cell.charAt(i)) < 0) {
        return Double.POSITIVE_INFINITY;
      }
    }
    try {
      return Double.parseDouble(decimalComma ? cell.replace(',', '.') : cell);
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  int rows() {
    return rows;
  }

  /** Whether nothing names the leads, so that they are the usual ones in the usual order. */
  boolean areLeadsAssumed() {
    return header == null && assumptions.leads() == null;
  }

  /**
   * Checks that rows are samples.
   *
   * @throws UserException if there are as many as unnamed leads, which may as well be the rows
   */
  void checkShape() {
    if (areLeadsAssumed() && rows == positions.size()) {
      throw new UserException(
          path
              + ": there are as many rows as columns, and no names: either may be the leads; write a"
              + " header, or name the columns with --assume-leads.");
    }
  }

  /**
   * Samples a second by the times, if they say it.
   *
   * @param warnings takes what was supposed and which columns are not read
   * @throws UserException if the times are not evenly spaced, or make no rate of an ECG
   */
  OptionalDouble rateHz(Consumer<Notice> warnings) {
    TimeColumn.Rate rate =
        time == null
            ? new TimeColumn.Rate(OptionalDouble.empty(), false, null)
            : time.rate(path, assumptions.sampleRateHz());
    if (mustBeTimes && !rate.isTime()) {
      throw new UserException(
          path
              + ": there are "
              + width
              + " columns, and the first does not rise evenly as times do; name the leads with"
              + " --assume-leads.");
    }
    if (rate.warning() != null) {
      warnings.accept(Notice.Kind.ASSUMED_RATE.of(path + ": " + rate.warning() + "."));
    }
    List<String> left = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      if (!positions.containsValue(i) && !(rate.isTime() && i == timePosition)) {
        left.add(called(i));
      }
    }
    if (!left.isEmpty()) {
      warnings.accept(
          Notice.Kind.LEFT_OUT.of(
              path + ": left out, being no leads: " + String.join(", ", left) + "."));
    }
    return rate.hertz();
  }

  /** A column for messages. */
  private String called(int position) {
    String name = header == null ? "" : header.get(position);
    return "column " + (position + 1) + (TechnicalName.isOne(name) ? " '" + name + "'" : "");
  }

  /**
   * The unit of all leads as the file says it, if it does.
   *
   * @throws UserException if leads differ
   */
  Optional<String> unit() {
    TreeSet<String> distinct = new TreeSet<>(units.values());
    if (distinct.size() > 1) {
      throw new UserException(
          path + ": its columns are in several units, " + distinct + "; convert them to one.");
    }
    return distinct.stream().findFirst();
  }

  /** Samples by lead. */
  Map<String, float[]> samples() {
    Map<String, float[]> samples = new LinkedHashMap<>();
    int lead = 0;
    for (String name : positions.keySet()) {
      samples.put(name, values.get(lead++).array());
    }
    return samples;
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
