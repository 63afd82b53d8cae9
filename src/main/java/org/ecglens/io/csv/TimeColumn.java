package org.ecglens.io.csv;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.ecglens.error.UserException;

/**
 * A column with the time of each sample, growing row by row; it says how many samples a second
 * there are.
 *
 * <p>Times without a unit are seconds if they rise by less than 0.1, else nobody knows what they
 * are: milliseconds or the number of the row. Files round their times, so that the rate is that of
 * the whole column, and a whole number if one is within 0.05 %.
 */
final class TimeColumn {
  /** Name, letters only, to units in a second; 0 if it does not say the unit. */
  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("t", 0.0),
          Map.entry("time", 0.0),
          Map.entry("times", 1.0),
          Map.entry("timesec", 1.0),
          Map.entry("timeseconds", 1.0),
          Map.entry("seconds", 1.0),
          Map.entry("sec", 1.0),
          Map.entry("timems", 1e3),
          Map.entry("timemsec", 1e3),
          Map.entry("timemilliseconds", 1e3),
          Map.entry("milliseconds", 1e3),
          Map.entry("ms", 1e3));

  private static final double LONGEST_SECONDS = 0.1;
  private static final double WHOLE = 5e-4;

  private final double unitsInSecond;
  private double[] times = new double[1024];
  private int rows;
  private boolean numbers = true;

  private TimeColumn(double unitsInSecond) {
    this.unitsInSecond = unitsInSecond;
  }

  /** The column of a name, or null if it is not one of times. */
  static TimeColumn of(String name) {
    Double unit = UNITS.get(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    return unit == null ? null : new TimeColumn(unit);
  }

  /** Appends a time; infinity where the cell is no number, such as a time of day. */
  void add(double time) {
    numbers &= Double.isFinite(time);
    if (!numbers) {
      return;
    }
    if (rows == times.length) {
      times = Arrays.copyOf(times, 2 * rows);
    }
    times[rows++] = time;
  }

  /**
   * Samples a second; empty if the column does not say it.
   *
   * @param path of the file, for messages
   * @throws UserException if the times are not evenly spaced
   */
  OptionalDouble rateHz(String path) {
    if (!numbers || rows < 2) {
      return OptionalDouble.empty();
    }
    double step = (times[rows - 1] - times[0]) / (rows - 1);
    if (unitsInSecond == 0 && !(step > 0 && step < LONGEST_SECONDS)) {
      return OptionalDouble.empty();
    }
    for (int row = 0; row < rows; row++) {
      if (!(step > 0 && Math.abs(times[row] - times[0] - row * step) <= step / 2)) {
        throw new UserException(
            path
                + ": the times of the samples are not evenly spaced; resample the recording, or remove the column of times and name the rate with"
                + " --assume-rate.");
      }
    }
    double rate = (unitsInSecond == 0 ? 1 : unitsInSecond) / step;
    double whole = Math.rint(rate);
    return OptionalDouble.of(Math.abs(rate - whole) <= WHOLE * rate ? whole : rate);
  }
}
