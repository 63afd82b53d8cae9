package org.ecglens.report.paper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.report.text.Numbers;
import org.ecglens.report.text.PlainText;

/**
 * Which stretch of which lead stands where on the sheet.
 *
 * <ul>
 *   <li>Twelve standard leads of about 10 s: three rows of four leads, 2.5 s each and one after the
 *       other in time, above a strip of lead II.
 *   <li>Up to 2.6 s, for example median beats: one cell for each lead, four in a row, the standard
 *       leads in their usual places.
 *   <li>Anything else: one row for each lead, the first 10 s.
 * </ul>
 */
record PaperLayout(List<List<PaperStrip>> rows, double right, double bottom, List<String> notes) {
  /** Left side of the grid. */
  static final double LEFT = 5;

  /** Least space before and after the calibration pulse. */
  private static final double BESIDE_PULSE = 5;

  private static final double LONGEST_SECONDS = 10;
  private static final double SHORTEST_STRIP = 9.5;
  private static final double LONGEST_BEAT = 2.6;
  private static final int COLUMNS = 4;
  private static final int STANDARD_ROWS = 3;
  private static final int MOST_LEADS = 24;
  private static final double NARROWEST = 150;
  private static final double LEAST_BELOW = 10;
  private static final double MOST_ABOVE = 45;
  private static final double MOST_BELOW = 35;

  /** So that peaks keep clear of the lead's name. */
  private static final double PADDING_ABOVE = 5;

  private static final double PADDING_BELOW = 3;

  /** A stretch of a lead and where it begins. */
  private record Cell(int lead, int from, int to, double x) {}

  /** Lays out a record below the given height. */
  static PaperLayout of(Ecg ecg, PaperScale scale, double top) {
    List<String> notes = new ArrayList<>();
    List<List<Cell>> cells = cells(ecg, scale, notes);
    List<List<PaperStrip>> rows = new ArrayList<>();
    double mmPerSample = scale.mmPerSecond() / ecg.sampleRateHz();
    double y = top;
    double right = LEFT + scale.boxes(NARROWEST);
    for (List<Cell> row : cells) {
      double above = scale.boxes(scale.mmPerMillivolt() + PADDING_ABOVE);
      double below = scale.boxes(LEAST_BELOW);
      double[] middles = new double[row.size()];
      for (int i = 0; i < row.size(); i++) {
        Cell cell = row.get(i);
        double[] values = PaperStrip.values(ecg, cell.lead(), cell.from(), cell.to());
        if (values.length > 0) {
          middles[i] = values[values.length / 2];
          above =
              Math.max(
                  above,
                  scale.boxes(
                      (values[values.length - 1] - middles[i]) * scale.mmPerUnit()
                          + PADDING_ABOVE));
          below =
              Math.max(
                  below, scale.boxes((middles[i] - values[0]) * scale.mmPerUnit() + PADDING_BELOW));
        }
      }
      above = Math.min(above, MOST_ABOVE * scale.zoom());
      below = Math.min(below, MOST_BELOW * scale.zoom());
      y += above;
      List<PaperStrip> strips = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        Cell cell = row.get(i);
        PaperStrip strip =
            new PaperStrip(
                cell.lead(),
                PlainText.of(Lead.name(ecg.leads().get(cell.lead())), 20),
                cell.from(),
                cell.to(),
                cell.x(),
                y,
                mmPerSample,
                scale.mmPerUnit(),
                middles[i],
                above,
                below);
        strips.add(strip);
        right = Math.max(right, LEFT + scale.boxes(strip.end() - LEFT));
      }
      rows.add(List.copyOf(strips));
      y += below;
    }
    cut(ecg, rows, notes);
    return new PaperLayout(List.copyOf(rows), right, y, List.copyOf(notes));
  }

  /** Where the calibration pulse goes up: on the grid. */
  static double pulse(PaperScale scale) {
    return LEFT + Math.ceil(BESIDE_PULSE / scale.smallBox() - 1e-6) * scale.smallBox();
  }

  /** Where traces begin: behind the calibration pulse, which is as wide as a large box. */
  static double start(PaperScale scale) {
    return LEFT + scale.boxes(pulse(scale) + scale.largeBox() + BESIDE_PULSE - LEFT);
  }

  private static List<List<Cell>> cells(Ecg ecg, PaperScale scale, List<String> notes) {
    double seconds = ecg.samples() / ecg.sampleRateHz();
    List<Integer> standard = standard(ecg.leads());
    if (seconds <= LONGEST_BEAT) {
      return standard.isEmpty()
          ? beats(ecg, scale, drawn(ecg, notes), false)
          : beats(ecg, scale, standard, true);
    }
    int end = (int) Math.min(ecg.samples(), Math.max(1, sample(ecg, LONGEST_SECONDS)));
    if (end < ecg.samples()) {
      notes.add("the first 10 s of " + Numbers.plain(seconds) + " s");
    }
    return seconds >= SHORTEST_STRIP && !standard.isEmpty()
        ? sequence(ecg, scale, standard, end)
        : drawn(ecg, notes).stream()
            .map(lead -> List.of(new Cell(lead, 0, end, start(scale))))
            .toList();
  }

  /** Places of the twelve standard leads; empty if the record has others, or not all. */
  private static List<Integer> standard(List<String> leads) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < leads.size(); i++) {
      places.put(Lead.name(leads.get(i)), i);
    }
    boolean exactly =
        leads.size() == Lead.STANDARD.size() && places.keySet().containsAll(Lead.STANDARD);
    return exactly ? Lead.STANDARD.stream().map(places::get).toList() : List.of();
  }

  private static List<Integer> drawn(Ecg ecg, List<String> notes) {
    int all = ecg.leads().size();
    if (all > MOST_LEADS) {
      notes.add("the first " + MOST_LEADS + " of " + all + " leads");
    }
    List<Integer> leads = new ArrayList<>();
    for (int lead = 0; lead < Math.min(all, MOST_LEADS); lead++) {
      leads.add(lead);
    }
    return leads;
  }

  private static List<List<Cell>> beats(
      Ecg ecg, PaperScale scale, List<Integer> leads, boolean standard) {
    double pitch =
        scale.boxes(ecg.samples() / ecg.sampleRateHz() * scale.mmPerSecond()) + scale.largeBox();
    int rows = (leads.size() + COLUMNS - 1) / COLUMNS;
    List<List<Cell>> cells = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      List<Cell> line = new ArrayList<>();
      for (int column = 0; column < COLUMNS; column++) {
        int place = standard ? column * STANDARD_ROWS + row : row * COLUMNS + column;
        if (place < leads.size()) {
          line.add(new Cell(leads.get(place), 0, ecg.samples(), start(scale) + column * pitch));
        }
      }
      cells.add(line);
    }
    return cells;
  }

  private static List<List<Cell>> sequence(
      Ecg ecg, PaperScale scale, List<Integer> leads, int end) {
    double start = start(scale);
    double mmPerSample = scale.mmPerSecond() / ecg.sampleRateHz();
    List<List<Cell>> cells = new ArrayList<>();
    for (int row = 0; row < STANDARD_ROWS; row++) {
      List<Cell> line = new ArrayList<>();
      for (int column = 0; column < COLUMNS; column++) {
        int from = (int) Math.min(end, sample(ecg, column * LONGEST_SECONDS / COLUMNS));
        int to = (int) Math.min(end, sample(ecg, (column + 1) * LONGEST_SECONDS / COLUMNS));
        line.add(
            new Cell(
                leads.get(column * STANDARD_ROWS + row), from, to, start + from * mmPerSample));
      }
      cells.add(line);
    }
    cells.add(List.of(new Cell(leads.get(Lead.STANDARD.indexOf("II")), 0, end, start)));
    return cells;
  }

  private static void cut(Ecg ecg, List<List<PaperStrip>> rows, List<String> notes) {
    List<String> cut =
        rows.stream()
            .flatMap(List::stream)
            .filter(strip -> strip.isCut(ecg))
            .map(PaperStrip::label)
            .distinct()
            .toList();
    if (!cut.isEmpty()) {
      notes.add("cut where they leave their row: " + String.join(", ", cut));
    }
  }

  private static long sample(Ecg ecg, double second) {
    return Math.round(second * ecg.sampleRateHz());
  }
}
