package org.ecglens.io.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.ecglens.ecg.Labels;
import org.ecglens.io.SignalFiles;

/**
 * MIMIC-IV-ECG (Gow et al., PhysioNet 2023, doi:10.13026/4nqg-sb35): {@code record_list.csv} with
 * the paths, {@code machine_measurements.csv} with intervals of the cart's own analysis in ms. What
 * the cart could not measure is 29999 there; the reports in words are left out.
 */
final class MimicIvEcg implements Dataset {
  private static final String MEASUREMENTS = "machine_measurements.csv";
  private static final double MISSING = 29999;
  private static final double MS_PER_MINUTE = 60_000;

  @Override
  public String name() {
    return "MIMIC-IV-ECG";
  }

  @Override
  public String index() {
    return "record_list.csv";
  }

  @Override
  public boolean isTable(String name) {
    return name.equals(index())
        || name.startsWith("machine_measurements")
        || name.equals("waveform_note_links.csv");
  }

  @Override
  public Map<String, Metadata> metadata(SignalFiles root, Set<String> names) throws IOException {
    Map<String, Map<String, Double>> measured = new HashMap<>();
    if (names.contains(MEASUREMENTS)) {
      CsvTable.read(
          root,
          MEASUREMENTS,
          List.of("study_id"),
          row -> {
            String study = CsvTable.key(row, "study_id");
            if (study != null) {
              measured.put(study, labels(row));
            }
          });
    }
    Map<String, Metadata> records = new HashMap<>();
    CsvTable.read(
        root,
        index(),
        List.of("subject_id", "study_id", "path"),
        row -> {
          String subject = CsvTable.key(row, "subject_id");
          records.put(
              row.get("path").strip(),
              new Metadata(
                  subject == null ? null : name() + "/" + subject,
                  Optional.ofNullable(measured.get(CsvTable.key(row, "study_id")))
                      .orElse(Map.of())));
        });
    return records;
  }

  private static Map<String, Double> labels(CSVRecord row) {
    Map<String, Double> labels = new TreeMap<>();
    measured(row, "rr_interval")
        .ifPresent(interval -> labels.put(Labels.RATE, MS_PER_MINUTE / interval));
    // Without a P wave its onset, or both its limits, may be 0. Differences that cannot be are left
    // to LabelLimits.
    OptionalDouble onset = measured(row, "p_onset");
    OptionalDouble end = measured(row, "p_end");
    if (end.isPresent() && onset.isPresent() && end.getAsDouble() > onset.getAsDouble()) {
      interval(labels, Labels.PR, row, "p_onset", "qrs_onset");
    }
    interval(labels, Labels.QRS, row, "qrs_onset", "qrs_end");
    interval(labels, Labels.QT, row, "qrs_onset", "t_end");
    for (String axis : List.of("p_axis", "qrs_axis", "t_axis")) {
      measured(row, axis).ifPresent(angle -> labels.put(axis, angle));
    }
    return labels;
  }

  private static void interval(
      Map<String, Double> labels, String label, CSVRecord row, String from, String to) {
    OptionalDouble start = measured(row, from);
    OptionalDouble end = measured(row, to);
    if (start.isPresent() && end.isPresent()) {
      labels.put(label, end.getAsDouble() - start.getAsDouble());
    }
  }

  private static OptionalDouble measured(CSVRecord row, String column) {
    OptionalDouble value = CsvTable.number(row, column);
    boolean usable =
        value.isPresent()
            && value.getAsDouble() < MISSING
            && (!column.equals("rr_interval") || value.getAsDouble() > 0);
    return usable ? value : OptionalDouble.empty();
  }
}
