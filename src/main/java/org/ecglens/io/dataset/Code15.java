package org.ecglens.io.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ecglens.io.SignalFiles;

/**
 * CODE-15 % (Ribeiro et al., Zenodo 2021, doi:10.5281/zenodo.4916206): {@code exams.csv} beside
 * {@code exams_part0.hdf5} to {@code exams_part17.hdf5}, each with many recordings. Six
 * abnormalities and {@code normal_ecg} become labels, 1 or 0; what became of the person does not.
 */
final class Code15 implements Dataset {
  @Override
  public String name() {
    return "CODE-15%";
  }

  @Override
  public String index() {
    return "exams.csv";
  }

  @Override
  public boolean isTable(String name) {
    return name.equals(index());
  }

  @Override
  public boolean isHere(SignalFiles root, Set<String> names) throws IOException {
    return CsvTable.hasColumns(root, index(), List.of("exam_id", "trace_file"));
  }

  @Override
  public Map<String, Metadata> metadata(SignalFiles root, Set<String> names) throws IOException {
    Map<String, String> stems = new HashMap<>();
    for (String name : names) {
      int dot = name.lastIndexOf('.');
      stems.put(name.substring(name.lastIndexOf('/') + 1), dot < 0 ? name : name.substring(0, dot));
    }
    Map<String, Metadata> records = new HashMap<>();
    CsvTable.read(
        root,
        index(),
        List.of("exam_id", "trace_file"),
        row -> {
          String id = CsvTable.key(row, "exam_id");
          String stem = CsvTable.text(row, "trace_file").map(stems::get).orElse(null);
          if (id == null || stem == null) {
            return;
          }
          Map<String, Double> labels = new TreeMap<>();
          CodeLabels.age(labels, row, "age");
          CsvTable.flag(row, "is_male").ifPresent(male -> labels.put("sex", 1 - male));
          CodeLabels.abnormalities(labels, row);
          CsvTable.flag(row, "normal_ecg").ifPresent(normal -> labels.put("normal_ecg", normal));
          String patient = CsvTable.key(row, "patient_id");
          records.put(
              stem + "/" + id,
              new Metadata(patient == null ? null : name() + "/" + patient, labels));
          records.computeIfAbsent(
              stem, file -> new Metadata(null, Map.of(), CodeLabels.CONVENTIONS));
        });
    return records;
  }
}
