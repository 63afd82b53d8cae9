package org.ecglens.report;

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
public record Strip(
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
    int sample = from;
    while (sample < to) {
      int begin = sample;
      while (sample < to && Float.isFinite(ecg.at(lead, sample))) {
        sample++;
      }
      if (sample - begin == 1) {
        // A single sample between gaps is still there: a line as long as the stroke is wide.
        double y = drawn(ecg.at(lead, begin));
        lines.add(new double[] {x(begin), y, x(begin) + SINGLE, y});
      } else if (sample > begin) {
        lines.add(line(ecg, begin, sample, tolerance));
      }
      sample++;
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
    int sample = begin;
    while (sample < end) {
      int first = sample;
      while (sample < end && Float.isFinite(ecg.at(lead, sample))) {
        sample++;
      }
      if (sample > first) {
        double[] inner = line(ecg, first, sample, tolerance);
        double[] line = new double[inner.length + 4];
        System.arraycopy(inner, 0, line, 2, inner.length);
        line[0] = left(first);
        line[1] = between(ecg, first, first - 1);
        line[line.length - 2] = left(sample);
        line[line.length - 1] = between(ecg, sample - 1, sample);
        lines.add(line);
      }
      sample++;
    }
    return lines;
  }

  /** Where a sample begins: half-way from the one before, but not before the strip. */
  double left(int sample) {
    return x(Math.max(from, sample - 0.5));
  }

  /** Height half-way from a sample to another, which may not be there. */
  private double between(Ecg ecg, int sample, int other) {
    double y = drawn(ecg.at(lead, sample));
    boolean there = holds(other) && Float.isFinite(ecg.at(lead, other));
    return there ? (y + drawn(ecg.at(lead, other))) / 2 : y;
  }

  /**
   * One run. From a kept point, the lines that pass all later points within the tolerance form a
   * cone; the first point outside it makes the one before it the next kept point.
   */
  private double[] line(Ecg ecg, int begin, int end, double tolerance) {
    double[] points = new double[2 * Math.max(2, end - begin)];
    int n = 0;
    double anchorY = drawn(ecg.at(lead, begin));
    int anchor = begin;
    points[n++] = x(begin);
    points[n++] = anchorY;
    double highest = Double.POSITIVE_INFINITY;
    double lowest = Double.NEGATIVE_INFINITY;
    for (int sample = begin + 1; sample < end; sample++) {
      double height = drawn(ecg.at(lead, sample));
      double slope = (height - anchorY) / (sample - anchor);
      if (slope < lowest || slope > highest) {
        anchor = sample - 1;
        anchorY = drawn(ecg.at(lead, anchor));
        points[n++] = x(anchor);
        points[n++] = anchorY;
        highest = Double.POSITIVE_INFINITY;
        lowest = Double.NEGATIVE_INFINITY;
      }
      int distance = sample - anchor;
      highest = Math.min(highest, (height + tolerance - anchorY) / distance);
      lowest = Math.max(lowest, (height - tolerance - anchorY) / distance);
    }
    if (end - begin > 1) {
      points[n++] = x(end - 1);
      points[n++] = drawn(ecg.at(lead, end - 1));
    }
    return Arrays.copyOf(points, n);
  }
}
