package org.ecglens.report;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;

/**
 * A record on electrocardiographic paper: 25 mm/s and 10 mm/mV; small boxes of 1 mm are 40 ms × 0.1
 * mV, large ones of 5 mm are 200 ms × 0.5 mV (Kligfield et al., Circulation 2007;115:1306–1324). A
 * row begins with a calibration pulse of 1 mV and 0.2 s. Samples that are not finite leave a gap.
 * Where the record has wave limits, dashed lines stand there.
 */
public final class EcgPaper {
  /** Speed of the paper. */
  public static final double MM_PER_SECOND = 25;

  /** Side of a small box. */
  public static final double SMALL_BOX = 1;

  /** Side of a large box. */
  public static final double LARGE_BOX = 5;

  private static final String PAPER = "#fffaf8";
  private static final String SMALL_LINES = "#f8dcd7";
  private static final String LARGE_LINES = "#eeb2a8";
  private static final String INK = "#1a1a1a";
  private static final String GREY = "#555555";
  private static final String CALIPER = "#2f7fc1";

  private static final double MARGIN = 5;
  private static final double FIRST_LINE = 8;
  private static final double LINE_PITCH = 5;
  private static final double ID_SIZE = 4;
  private static final double TEXT_SIZE = 3;

  /** Of a text on average, as a share of the height of letters. */
  private static final double WIDEST_LETTER = 0.6;

  /** Points of all traces together, about 200 kB of SVG. */
  private static final int MOST_POINTS = 15_000;

  private static final double FINEST_TOLERANCE = 0.02;
  private static final double COARSEST_TOLERANCE = 0.32;

  private final Ecg ecg;
  private final PaperScale scale;
  private final List<String> header;
  private final double top;
  private final PaperLayout layout;

  private EcgPaper(Ecg ecg) {
    this.ecg = ecg;
    this.scale =
        PaperScale.of(
            ecg, (int) Math.min(ecg.samples(), Math.max(1, Math.round(10 * ecg.sampleRateHz()))));
    // The width of the paper does not depend on where it begins.
    double width = PaperLayout.of(ecg, scale, 0).right() - MARGIN;
    this.header = Caption.lines(ecg, (int) (width / (WIDEST_LETTER * TEXT_SIZE)));
    this.top = FIRST_LINE + LINE_PITCH * header.size() + 3;
    this.layout = PaperLayout.of(ecg, scale, top);
  }

  /** Lays a record out. */
  public static EcgPaper of(Ecg ecg) {
    return new EcgPaper(ecg);
  }

  /** The stretches of leads on the paper, row by row. */
  public List<List<Strip>> rows() {
    return layout.rows();
  }

  /** The picture. */
  public Drawing drawing() {
    double width = layout.right() + MARGIN;
    List<Drawing.Mark> marks = new ArrayList<>();
    grid(marks);
    calipers(marks);
    if (scale.voltage()) {
      marks.add(line("calibration", calibrations(), INK, 0.3));
    }
    marks.add(line("separator", separators(), INK, 0.3));
    marks.add(line("trace", traces(), INK, 0.3));
    for (List<Strip> row : rows()) {
      for (Strip strip : row) {
        marks.add(
            text("lead", strip.label(), strip.x() + 1, strip.y() - strip.above() + 4, 3.4, true));
      }
    }
    String id =
        PlainText.of(ecg.recordId(), (int) ((width - 2 * MARGIN) / (WIDEST_LETTER * ID_SIZE)));
    marks.add(text("record", id, MARGIN, FIRST_LINE, ID_SIZE, true));
    for (int i = 0; i < header.size(); i++) {
      double y = FIRST_LINE + LINE_PITCH * (i + 1);
      marks.add(text("caption", header.get(i), MARGIN, y, TEXT_SIZE, false));
    }
    double y = layout.bottom() + LINE_PITCH;
    String speed = "25 mm/s    " + PlainText.of(scale.text(), 40);
    marks.add(text("scale", speed, MARGIN, y, TEXT_SIZE, true));
    for (String note : layout.notes()) {
      y += LINE_PITCH;
      marks.add(text("note", note, MARGIN, y, TEXT_SIZE, false));
    }
    return new Drawing(
        width, y + 3, "ECG " + ecg.recordId(), Caption.description(ecg, scale), marks);
  }

  private void grid(List<Drawing.Mark> marks) {
    double left = PaperLayout.LEFT;
    double right = layout.right();
    double bottom = layout.bottom();
    marks.add(new Drawing.Area("paper", left, top, right - left, bottom - top, PAPER));
    List<double[]> small = new ArrayList<>();
    List<double[]> large = new ArrayList<>();
    int perLarge = (int) (LARGE_BOX / SMALL_BOX);
    for (int i = 0; left + i * SMALL_BOX <= right + 1e-6; i++) {
      double x = left + i * SMALL_BOX;
      (i % perLarge == 0 ? large : small).add(new double[] {x, top, x, bottom});
    }
    for (int i = 0; top + i * SMALL_BOX <= bottom + 1e-6; i++) {
      double y = top + i * SMALL_BOX;
      (i % perLarge == 0 ? large : small).add(new double[] {left, y, right, y});
    }
    marks.add(line("grid-small", small, SMALL_LINES, 0.1));
    marks.add(line("grid-large", large, LARGE_LINES, 0.16));
  }

  private List<double[]> calibrations() {
    List<double[]> pulses = new ArrayList<>();
    for (List<Strip> row : rows()) {
      double y = row.get(0).y();
      double up = y - PaperScale.MM_PER_MILLIVOLT;
      double x = PaperLayout.LEFT;
      double from = x + LARGE_BOX;
      double to = from + 0.2 * MM_PER_SECOND;
      pulses.add(
          new double[] {x + 2, y, from, y, from, up, to, up, to, y, PaperLayout.START - 2, y});
    }
    return pulses;
  }

  /** Short strokes where one lead follows the other without a gap. */
  private List<double[]> separators() {
    List<double[]> strokes = new ArrayList<>();
    for (List<Strip> row : rows()) {
      for (int i = 1; i < row.size(); i++) {
        Strip strip = row.get(i);
        if (strip.x() - row.get(i - 1).end() < 0.5) {
          strokes.add(new double[] {strip.x(), strip.y() - 7, strip.x(), strip.y() - 4});
          strokes.add(new double[] {strip.x(), strip.y() + 4, strip.x(), strip.y() + 7});
        }
      }
    }
    return strokes;
  }

  private List<double[]> traces() {
    List<double[]> traces = new ArrayList<>();
    for (double tolerance = FINEST_TOLERANCE; ; tolerance *= 2) {
      traces.clear();
      for (List<Strip> row : rows()) {
        for (Strip strip : row) {
          traces.addAll(strip.trace(ecg, tolerance));
        }
      }
      int points = traces.stream().mapToInt(line -> line.length / 2).sum();
      if (points <= MOST_POINTS || tolerance >= COARSEST_TOLERANCE) {
        return traces;
      }
    }
  }

  private void calipers(List<Drawing.Mark> marks) {
    Waves waves = ecg.waves();
    if (waves == null || waves.equals(Waves.NONE)) {
      return;
    }
    List<double[]> limits = new ArrayList<>();
    caliper("P", waves.pOnset(), waves.pPeak(), waves.pOffset(), limits, marks);
    caliper("QRS", waves.qrsOnset(), waves.qrsPeak(), waves.qrsOffset(), limits, marks);
    caliper("T", waves.tOnset(), waves.tPeak(), waves.tOffset(), limits, marks);
    marks.add(new Drawing.Lines("caliper", limits, CALIPER, 0.15, true));
  }

  private void caliper(
      String name,
      Integer onset,
      Integer peak,
      Integer offset,
      List<double[]> limits,
      List<Drawing.Mark> marks) {
    for (List<Strip> row : rows()) {
      for (Strip strip : row) {
        for (Integer limit : new Integer[] {onset, offset}) {
          if (limit != null && strip.holds(limit)) {
            double x = strip.x(limit);
            limits.add(new double[] {x, strip.y() - strip.above(), x, strip.y() + strip.below()});
          }
        }
      }
    }
    Double middle = middle(onset, peak, offset);
    // QRS is wider than its limits: one line higher it keeps clear of P.
    double raised = name.equals("QRS") ? 3.6 : 1.2;
    for (Strip strip : rows().get(rows().size() - 1)) {
      if (middle != null && strip.holds((int) Math.floor(middle))) {
        marks.add(
            new Drawing.Text(
                "wave",
                name,
                strip.x(middle),
                strip.y() + strip.below() - raised,
                2.4,
                Drawing.Anchor.MIDDLE,
                false,
                CALIPER));
      }
    }
  }

  /** Where the name of a wave stands: between its limits, else at its peak; null if unknown. */
  private static Double middle(Integer onset, Integer peak, Integer offset) {
    if (onset != null && offset != null) {
      return (onset + (double) offset) / 2;
    }
    return peak == null ? null : Double.valueOf(peak);
  }

  private static Drawing.Lines line(
      String name, List<double[]> points, String colour, double width) {
    return new Drawing.Lines(name, points, colour, width, false);
  }

  private static Drawing.Text text(
      String name, String text, double x, double y, double size, boolean strong) {
    return new Drawing.Text(
        name, text, x, y, size, Drawing.Anchor.START, strong, strong ? INK : GREY);
  }
}
