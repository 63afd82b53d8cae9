package org.ecglens.report.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ecglens.report.picture.Drawing;

/**
 * Attribution as colour on strips. Samples that lie closer than a tenth of a millimetre are one
 * cell, which shows the strongest of them; neighbouring cells of one step of the colour map are one
 * run. Weak colours are painted first, and reach below a stronger neighbour, so that no paper
 * shines through between the two.
 */
final class HeatMarks {
  private static final double CELL_MM = 0.1;

  /** Of a thick line: finer would not be seen. */
  private static final double TOLERANCE = 0.1;

  private final HeatmapView.Shown shown;
  private final ColourMap colours;
  private final List<List<PaperStrip>> rows;

  HeatMarks(HeatmapView.Shown shown, ColourMap colours, List<List<PaperStrip>> rows) {
    this.shown = shown;
    this.colours = colours;
    this.rows = rows;
  }

  /**
   * Colour along the traces.
   *
   * @param width from side to side
   */
  List<Drawing.Mark> traces(double width) {
    Map<Integer, List<double[]>> byLevel = levels();
    for (PaperStrip strip : strips()) {
      for (Run run : runs(strip)) {
        byLevel.get(run.level()).addAll(strip.trace(shown.ecg(), run.from(), run.to(), TOLERANCE));
      }
    }
    List<Drawing.Mark> marks = new ArrayList<>();
    byLevel.forEach(
        (level, lines) -> {
          if (!lines.isEmpty()) {
            marks.add(
                new Drawing.Lines(
                    "heat", lines, Drawing.Stroke.solid(colours.colour(level), width)));
          }
        });
    return marks;
  }

  /** Colour in the whole height of the strips. */
  List<Drawing.Mark> bands() {
    Map<Integer, List<double[]>> byLevel = levels();
    for (PaperStrip strip : strips()) {
      double y = strip.y() - strip.above();
      for (Run run : runs(strip)) {
        double left = strip.left(run.from());
        double width = strip.left(run.to()) - left;
        byLevel.get(run.level()).add(new double[] {left, y, width, strip.above() + strip.below()});
      }
    }
    List<Drawing.Mark> marks = new ArrayList<>();
    byLevel.forEach(
        (level, boxes) -> {
          if (!boxes.isEmpty()) {
            marks.add(new Drawing.Areas("heat", boxes, colours.colour(level)));
          }
        });
    return marks;
  }

  private List<PaperStrip> strips() {
    return rows.stream().flatMap(List::stream).toList();
  }

  /** A list for each step, the weak ones first. */
  private static Map<Integer, List<double[]>> levels() {
    Map<Integer, List<double[]>> byLevel =
        new TreeMap<>(
            (a, b) ->
                Math.abs(a) == Math.abs(b)
                    ? Integer.compare(a, b)
                    : Integer.compare(Math.abs(a), Math.abs(b)));
    IntStream.rangeClosed(-ColourMap.LEVELS, ColourMap.LEVELS)
        .forEach(level -> byLevel.put(level, new ArrayList<>()));
    return byLevel;
  }

  /**
   * Neighbouring cells of one step, not 0.
   *
   * @param level the step
   * @param from first sample, with the cell before if that is stronger
   * @param to sample after the last, with the cell after if that is stronger
   */
  private record Run(int level, int from, int to) {}

  private List<Run> runs(PaperStrip strip) {
    int size = (int) Math.max(1, Math.floor(CELL_MM / strip.mmPerSample() + 1e-6));
    int[] levels = cells(strip, size);
    List<Run> runs = new ArrayList<>();
    int end;
    for (int cell = 0; cell < levels.length; cell = end) {
      end = cell + 1;
      while (end < levels.length && levels[end] == levels[cell]) {
        end++;
      }
      if (levels[cell] != 0) {
        int from = stronger(levels, cell - 1, cell) ? cell - 1 : cell;
        int to = stronger(levels, end, cell) ? end + 1 : end;
        runs.add(
            new Run(
                levels[cell],
                strip.from() + from * size,
                Math.min(strip.to(), strip.from() + to * size)));
      }
    }
    return runs;
  }

  private static boolean stronger(int[] levels, int neighbour, int cell) {
    return neighbour >= 0
        && neighbour < levels.length
        && Math.abs(levels[neighbour]) > Math.abs(levels[cell]);
  }

  private int[] cells(PaperStrip strip, int size) {
    int samples = strip.to() - strip.from();
    int[] levels = new int[(samples + size - 1) / size];
    for (int i = 0; i < samples; i++) {
      int level =
          colours.level(shown.heat()[strip.lead() * shown.ecg().samples() + strip.from() + i]);
      if (Math.abs(level) > Math.abs(levels[i / size])) {
        levels[i / size] = level;
      }
    }
    return levels;
  }
}
