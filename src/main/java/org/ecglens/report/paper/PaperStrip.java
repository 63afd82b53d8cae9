package org.ecglens.report.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecglens.ecg.Ecg;

/**
 * A stretch of one lead on paper: where its samples stand, in millimetres from the upper left
 * corner.
 *
 * @param lead its number in the record
 * @param label its name
 * @param from first sample
 * @param to sample after the last
 * @param x of the first sample
 * @param y of the lead's middle (its median over the stretch)
 * @param mmPerSample to the right
 * @param mmPerUnit upwards, for one unit of the signal
 * @param middle value that stands at y
 * @param above space above y
 * @param below space below y
 */
public record PaperStrip(
    int lead,
    String label,
    int from,
    int to,
    double x,
    double y,
    double mmPerSample,
    double mmPerUnit,
    double middle,
    double above,
    double below) {
  /** How far a trace may run out of its strip: a spike must not hide the other leads. */
  private static final double OVERHANG = 10;

  private static final double SINGLE = 0.3;

  /** The finite values of a stretch, ascending. */
  static double[] values(Ecg ecg, int lead, int from, int to) {
    double[] values = new double[to - from];
    int n = 0;
    for (int sample = from; sample < to; sample++) {
      float value = ecg.at(lead, sample);
      if (Float.isFinite(value)) {
        values[n++] = value;
      }
    }
    double[] finite = Arrays.copyOf(values, n);
    Arrays.sort(finite);
    return finite;
  }

  /** Where a sample stands. */
  public double x(double sample) {
    return x + (sample - from) * mmPerSample;
  }

  /** Where a value stands. */
  public double y(double value) {
    return y - (value - middle) * mmPerUnit;
  }

  /** Where its last sample ends. */
  public double end() {
    return x(to);
  }

  /** Whether a sample is in it. */
  public boolean holds(int sample) {
    return sample >= from && sample < to;
  }

  /** Whether a value of the lead would leave the strip by more than may overlap with others. */
  boolean isCut(Ecg ecg) {
    for (int sample = from; sample < to; sample++) {
      float value = ecg.at(lead, sample);
      if (Float.isFinite(value) && y(value) != drawn(value)) {
        return true;
      }
    }
    return false;
  }

  private double drawn(double value) {
    return Math.max(y - above - OVERHANG, Math.min(y + below + OVERHANG, y(value)));
  }

  /**
   * The trace as lines, one for each run of finite samples, without the points that lie within a
   * tolerance on the line between their neighbours.
   *
   * @param tolerance vertical, in millimetres
   * @return {@code [x0, y0, x1, y1, …]} of each line
   */
  List<double[]> trace(Ecg ecg, double tolerance) {
    List<double[]> lines = new ArrayList<>();
    for (int[] run : finite(ecg, from, to)) {
      double[] points = points(ecg, run[0], run[1]);
      // A single sample between gaps is still there: a line as long as the stroke is wide.
      lines.add(
          points.length == 2
              ? new double[] {points[0], points[1], points[0] + SINGLE, points[1]}
              : thinned(points, tolerance));
    }
    return lines;
  }

  /**
   * The part of the trace that stands for some samples: each reaches half-way to its neighbours,
   * within the strip.
   *
   * @param begin first sample
   * @param end sample after the last
   * @param tolerance vertical, in millimetres
   * @return {@code [x0, y0, x1, y1, …]} of each run of finite samples
   */
  List<double[]> trace(Ecg ecg, int begin, int end, double tolerance) {
    List<double[]> lines = new ArrayList<>();
    for (int[] run : finite(ecg, begin, end)) {
      double[] inner = points(ecg, run[0], run[1]);
      double[] points = new double[inner.length + 4];
      System.arraycopy(inner, 0, points, 2, inner.length);
      points[0] = left(run[0]);
      points[1] = between(ecg, run[0], run[0] - 1);
      points[points.length - 2] = left(run[1]);
      points[points.length - 1] = between(ecg, run[1] - 1, run[1]);
      lines.add(thinned(points, tolerance));
    }
    return lines;
  }

  /** Where a sample begins: half-way from the one before, but not before the strip. */
  double left(int sample) {
    return x(Math.max(from, sample - 0.5));
  }

  /** Runs of finite samples: {@code [first, after the last]}. */
  private List<int[]> finite(Ecg ecg, int begin, int end) {
    List<int[]> runs = new ArrayList<>();
    for (int sample = begin; sample < end; sample++) {
      int first = sample;
      while (sample < end && Float.isFinite(ecg.at(lead, sample))) {
        sample++;
      }
      if (sample > first) {
        runs.add(new int[] {first, sample});
      }
    }
    return runs;
  }

  private double[] points(Ecg ecg, int begin, int end) {
    double[] points = new double[2 * (end - begin)];
    for (int i = 0; i < end - begin; i++) {
      points[2 * i] = x(begin + i);
      points[2 * i + 1] = drawn(ecg.at(lead, begin + i));
    }
    return points;
  }

  /** Height half-way from a sample to another, which may not be there. */
  private double between(Ecg ecg, int sample, int other) {
    double y = drawn(ecg.at(lead, sample));
    boolean there = holds(other) && Float.isFinite(ecg.at(lead, other));
    return there ? (y + drawn(ecg.at(lead, other))) / 2 : y;
  }

  /**
   * From a kept point, the lines that pass all later points within the tolerance form a cone; the
   * first point outside it makes the one before it the next kept point.
   */
  private static double[] thinned(double[] points, double tolerance) {
    double[] kept = new double[points.length];
    kept[0] = points[0];
    kept[1] = points[1];
    int n = 2;
    double highest = Double.POSITIVE_INFINITY;
    double lowest = Double.NEGATIVE_INFINITY;
    for (int i = 2; i < points.length; i += 2) {
      double width = points[i] - kept[n - 2];
      double slope = (points[i + 1] - kept[n - 1]) / width;
      if (slope < lowest || slope > highest) {
        kept[n++] = points[i - 2];
        kept[n++] = points[i - 1];
        width = points[i] - kept[n - 2];
        highest = Double.POSITIVE_INFINITY;
        lowest = Double.NEGATIVE_INFINITY;
      }
      if (width > 0) {
        highest = Math.min(highest, (points[i + 1] + tolerance - kept[n - 1]) / width);
        lowest = Math.max(lowest, (points[i + 1] - tolerance - kept[n - 1]) / width);
      }
    }
    kept[n++] = points[points.length - 2];
    kept[n++] = points[points.length - 1];
    return Arrays.copyOf(kept, n);
  }
}
