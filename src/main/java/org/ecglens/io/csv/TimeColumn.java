package org.ecglens.io.csv;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.error.UserException;

/**
 * A column with the time of each sample, growing row by row; it says how many samples a second
 * there are. Cells are numbers or times of day, with or without a date.
 *
 * <p>Times without a unit are in the unit that makes a rate of electrocardiograms: seconds if they
 * rise by less than 0.1, milliseconds from 0.1 to 20, microseconds from 100 to 20,000, nanoseconds
 * from 100,000 to 20,000,000. Whole numbers that rise by 1 may count milliseconds or samples and
 * say nothing. Files round their times, so that the rate is that of the whole column, and a whole
 * number if one is within 0.05 %.
 */
final class TimeColumn {
  private static final double LONGEST_SECONDS = 0.1;
  private static final double FASTEST_HZ = 10_000;
  private static final double SLOWEST_HZ = 50;
  private static final double LOWEST_RATE_HZ = 1 / LONGEST_SECONDS;
  private static final double HIGHEST_RATE_HZ = 100_000;
  private static final double WHOLE = 5e-4;
  private static final double SAME_RATE = 0.01;

  /** Fewer rows rise evenly by chance. */
  private static final int FEWEST_ROWS = 10;

  private static final double DAY_SECONDS = 86_400;
  private static final Pattern TIME_OF_DAY =
      Pattern.compile(
          "(?:^|[^\\d:.])(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2}(?:[.,]\\d{1,9})?)(?!\\d)");

  private final String name;
  private final AxisName said;
  private double[] times = new double[1024];
  private int rows;
  private boolean readable = true;
  private boolean clock;
  private boolean wholeSeconds = true;
  private double days;

  /**
   * An empty column.
   *
   * @param name as messages call it
   * @param said by its header
   */
  TimeColumn(String name, AxisName said) {
    this.name = name;
    this.said = said;
  }

  /**
   * What the column says of the rate.
   *
   * @param hertz samples a second, empty if it does not say
   * @param isTime whether the column is one of times or of numbers of samples
   * @param warning what was supposed, or why there is no rate; null if there is nothing to say
   */
  record Rate(OptionalDouble hertz, boolean isTime, String warning) {
    private static Rate unknown(String warning) {
      return new Rate(OptionalDouble.empty(), true, warning);
    }
  }

  /**
   * Appends a time.
   *
   * @param cell with a decimal point or comma
   * @param number its value, infinite where it is no number
   */
  void add(String cell, double number) {
    if (!readable) {
      return;
    }
    double time = number;
    if (!Double.isFinite(number)) {
      Matcher matcher = TIME_OF_DAY.matcher(cell);
      readable = matcher.find() && (clock || rows == 0);
      if (!readable) {
        return;
      }
      clock = true;
      time = seconds(matcher) + days;
      if (rows > 0 && time < times[rows - 1] - DAY_SECONDS / 2) {
        days += DAY_SECONDS;
        time += DAY_SECONDS;
      }
      wholeSeconds &= time == Math.rint(time);
    }
    if (rows == times.length) {
      times = Arrays.copyOf(times, 2 * rows);
    }
    times[rows++] = time;
  }

  /** Whether a cell is a time of day, with or without a date. */
  static boolean isTimeOfDay(String cell) {
    return TIME_OF_DAY.matcher(cell).find();
  }

  private static double seconds(Matcher matcher) {
    double hours = matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1));
    return hours * 3600
        + Integer.parseInt(matcher.group(2)) * 60
        + Double.parseDouble(matcher.group(3).replace(',', '.'));
  }

  /**
   * Samples a second.
   *
   * @param path of the file, for messages
   * @param expected the rate that the user named, or null
   * @throws UserException if the times are not evenly spaced, or make no rate of an ECG
   */
  Rate rate(String path, Double expected) {
    boolean other = said.kind() == AxisName.Kind.OTHER;
    if (!readable) {
      return new Rate(
          OptionalDouble.empty(), false, other ? null : name + " is not read: it is no time");
    }
    if (rows < 2 || (said.kind() == AxisName.Kind.COUNTER && !clock)) {
      return Rate.unknown(null);
    }
    double step = (times[rows - 1] - times[0]) / (rows - 1);
    boolean even = isEven(step);
    if (other && !(even && rows >= FEWEST_ROWS)) {
      return new Rate(OptionalDouble.empty(), false, null);
    }
    if (clock && wholeSeconds) {
      return Rate.unknown(name + " has whole seconds, which do not say the rate");
    }
    if (!even) {
      throw new UserException(
          path
              + ": the times of the samples are not evenly spaced; resample the recording, or remove the column of times and name the rate with"
              + " --assume-rate.");
    }
    double unit = clock ? 1 : said.unitsInSecond();
    return unit > 0 ? known(path, unit / step) : supposed(step, expected);
  }

  private boolean isEven(double step) {
    boolean even = step > 0;
    for (int row = 0; row < rows && even; row++) {
      even = Math.abs(times[row] - times[0] - row * step) <= step / 2;
    }
    return even;
  }

  private Rate known(String path, double rate) {
    if (rate < LOWEST_RATE_HZ || rate > HIGHEST_RATE_HZ) {
      throw new UserException(
          path
              + ": "
              + name
              + " says "
              + (float) rate
              + " Hz, which is no rate of an electrocardiogram; mend its unit, or remove it and name"
              + " the rate with --assume-rate.");
    }
    return new Rate(OptionalDouble.of(rounded(rate)), true, null);
  }

  private Rate supposed(double step, Double expected) {
    for (double unit = 1; expected != null && unit <= 1e9; unit *= 1e3) {
      if (Math.abs(expected - unit / step) <= SAME_RATE * expected) {
        return new Rate(OptionalDouble.of(expected), true, null);
      }
    }
    if (step < LONGEST_SECONDS) {
      return new Rate(
          OptionalDouble.of(rounded(1 / step)),
          true,
          said.kind() == AxisName.Kind.TIME ? null : name + " rises evenly: taken as seconds");
    }
    if (step == 1) {
      return Rate.unknown(
          name + " rises by 1, which may count samples or milliseconds: it does not say the rate");
    }
    String[] names = {"milliseconds", "microseconds", "nanoseconds"};
    double unit = 1e3;
    for (String supposed : names) {
      double rate = unit / step;
      if (rate >= SLOWEST_HZ && rate <= FASTEST_HZ) {
        return new Rate(
            OptionalDouble.of(rounded(rate)),
            true,
            name + " does not say its unit: taken as " + supposed);
      }
      unit *= 1e3;
    }
    return Rate.unknown(name + " is of no unit that would make the rate of an electrocardiogram");
  }

  private static double rounded(double rate) {
    double whole = Math.rint(rate);
    return Math.abs(rate - whole) <= WHOLE * rate ? whole : rate;
  }
}
