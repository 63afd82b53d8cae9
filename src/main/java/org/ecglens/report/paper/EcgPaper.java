package org.ecglens.report.paper;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.report.picture.Drawing;
import org.ecglens.report.text.PlainText;

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

  static final String PAPER = "#fffaf8";
  static final String GREY = "#555555";
  private static final String INK = "#1a1a1a";
  private static final String CALIPER = "#5b6470";

  /** Translucent, so that they are seen on colour too. */
  private static final Drawing.Stroke SMALL_LINES = new Drawing.Stroke("#d85341", 0.1, 0.18, false);

  private static final Drawing.Stroke LARGE_LINES =
      new Drawing.Stroke("#d85341", 0.16, 0.42, false);

  private static final Drawing.Stroke TRACE = Drawing.Stroke.solid(INK, 0.3);

  private static final double MARGIN = 5;
  private static final double FIRST_LINE = 8;
  private static final double LINE_PITCH = 5;
  private static final double ID_SIZE = 4;
  private static final double EXPLAINED_SIZE = 3.2;
  private static final double TEXT_SIZE = 3;

  /** Of a text on average, as a share of the height of letters. */
  private static final double WIDEST_LETTER = 0.55;

  /** Points of all traces together, about 200 kB of SVG. */
  private static final int MOST_POINTS = 15_000;

  private static final double FINEST_TOLERANCE = 0.02;
  private static final double COARSEST_TOLERANCE = 0.32;

  private final Ecg ecg;
  private final Caption caption;
  private final PaperScale scale;
  private final List<String> explained;
  private final List<String> header;
  private final double top;
  private final PaperLayout layout;

  /**
   * Lays a record out.
   *
   * @param zoom how much larger than usual time and voltage are
   * @param caption what is written around it
   */
  EcgPaper(Ecg ecg, double zoom, Caption caption) {
    this.ecg = ecg;
    this.caption = caption;
    this.scale =
        PaperScale.of(
            ecg,
            (int) Math.min(ecg.samples(), Math.max(1, Math.round(10 * ecg.sampleRateHz()))),
            zoom);
    // The width of the paper does not depend on where it begins.
    double width = PaperLayout.of(ecg, scale, 0).right() - MARGIN;
    this.explained = caption.explained((int) (width / (WIDEST_LETTER * EXPLAINED_SIZE)));
    this.header = caption.lines((int) (width / (WIDEST_LETTER * TEXT_SIZE)));
    this.top = FIRST_LINE + LINE_PITCH * (explained.size() + header.size()) + 3;
    this.layout = PaperLayout.of(ecg, scale, top);
  }

  /** Lays a record out. */
  public static EcgPaper of(Ecg ecg) {
    return new EcgPaper(ecg, 1, Caption.of(ecg));
  }

  /** The stretches of leads on the paper, row by row. */
  public List<List<PaperStrip>> rows() {
    return layout.rows();
  }

  /** The picture. */
  public Drawing drawing() {
    return drawing(List.of(), null);
  }

  /**
   * The picture with colours.
   *
   * @param colours on the paper, below everything else
   * @param legend below the paper; null without
   */
  Drawing drawing(List<Drawing.Mark> colours, HeatLegend legend) {
    double width = layout.right() + MARGIN;
    List<Drawing.Mark> marks = new ArrayList<>();
    marks.add(
        new Drawing.Areas(
            "paper",
            List.of(
                new double[] {
                  PaperLayout.LEFT, top, layout.right() - PaperLayout.LEFT, layout.bottom() - top
                }),
            PAPER));
    marks.addAll(colours);
    grid(marks);
    calipers(marks);
    if (scale.voltage()) {
      marks.add(new Drawing.Lines("calibration", calibrations(), TRACE));
    }
    marks.add(new Drawing.Lines("separator", separators(), TRACE));
    marks.add(new Drawing.Lines("trace", traces(), TRACE));
    for (List<PaperStrip> row : rows()) {
      for (PaperStrip strip : row) {
        marks.add(
            text("lead", strip.label(), strip.x() + 1, strip.y() - strip.above() + 4, 3.4, true));
      }
    }
    header(width, marks);
    double bottom = footer(marks);
    if (legend != null) {
      marks.addAll(legend.marks(layout.right(), layout.bottom()));
      bottom = Math.max(bottom, layout.bottom() + HeatLegend.HEIGHT);
    }
    return new Drawing(
        width, bottom + 3, caption.title(), caption.description(ecg.leads(), scale), marks);
  }

  private void header(double width, List<Drawing.Mark> marks) {
    String heading =
        PlainText.of(caption.heading(), (int) ((width - 2 * MARGIN) / (WIDEST_LETTER * ID_SIZE)));
    double y = FIRST_LINE;
    marks.add(text("record", heading, MARGIN, y, ID_SIZE, true));
    for (String line : explained) {
      y += LINE_PITCH;
      marks.add(
          new Drawing.Text(
              "explained", line, MARGIN, y, EXPLAINED_SIZE, Drawing.Anchor.START, false, INK));
    }
    for (String line : header) {
      y += LINE_PITCH;
      marks.add(text("caption", line, MARGIN, y, TEXT_SIZE, false));
    }
  }

  /** Scale and notes; the height of the last line. */
  private double footer(List<Drawing.Mark> marks) {
    double y = layout.bottom() + LINE_PITCH;
    String text = scale.speed() + " · " + PlainText.of(scale.height(), 40);
    marks.add(text("scale", text, MARGIN, y, TEXT_SIZE, true));
    for (String note : layout.notes()) {
      y += LINE_PITCH;
      marks.add(text("note", note, MARGIN, y, TEXT_SIZE, false));
    }
    return y;
  }

  private void grid(List<Drawing.Mark> marks) {
    double left = PaperLayout.LEFT;
    double right = layout.right();
    double bottom = layout.bottom();
    List<double[]> small = new ArrayList<>();
    List<double[]> large = new ArrayList<>();
    double box = scale.smallBox();
    int perLarge = (int) (LARGE_BOX / SMALL_BOX);
    for (int i = 0; left + i * box <= right + 1e-6; i++) {
      double x = left + i * box;
      (i % perLarge == 0 ? large : small).add(new double[] {x, top, x, bottom});
    }
    for (int i = 0; top + i * box <= bottom + 1e-6; i++) {
      double y = top + i * box;
      (i % perLarge == 0 ? large : small).add(new double[] {left, y, right, y});
    }
    marks.add(new Drawing.Lines("grid-small", small, SMALL_LINES));
    marks.add(new Drawing.Lines("grid-large", large, LARGE_LINES));
  }

  private List<double[]> calibrations() {
    List<double[]> pulses = new ArrayList<>();
    double end = PaperLayout.start(scale);
    double from = PaperLayout.pulse(scale);
    double to = from + 0.2 * scale.mmPerSecond();
    for (List<PaperStrip> row : rows()) {
      double y = row.get(0).y();
      double up = y - scale.mmPerMillivolt();
      pulses.add(
          new double[] {PaperLayout.LEFT + 2, y, from, y, from, up, to, up, to, y, end - 2, y});
    }
    return pulses;
  }

  /** Short strokes where one lead follows the other without a gap. */
  private List<double[]> separators() {
    List<double[]> strokes = new ArrayList<>();
    for (List<PaperStrip> row : rows()) {
      for (int i = 1; i < row.size(); i++) {
        PaperStrip strip = row.get(i);
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
      for (List<PaperStrip> row : rows()) {
        for (PaperStrip strip : row) {
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
    marks.add(new Drawing.Lines("caliper", limits, new Drawing.Stroke(CALIPER, 0.15, 1, true)));
  }

  private void caliper(
      String name,
      Integer onset,
      Integer peak,
      Integer offset,
      List<double[]> limits,
      List<Drawing.Mark> marks) {
    for (List<PaperStrip> row : rows()) {
      for (PaperStrip strip : row) {
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
    for (PaperStrip strip : rows().get(rows().size() - 1)) {
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

  private static Drawing.Text text(
      String name, String text, double x, double y, double size, boolean strong) {
    return new Drawing.Text(
        name, text, x, y, size, Drawing.Anchor.START, strong, strong ? INK : GREY);
  }
}
