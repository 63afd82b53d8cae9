package org.ecglens.io.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ecglens.io.SignalFiles;

/**
 * CODE-test (Ribeiro et al., Zenodo 2020, doi:10.5281/zenodo.3625006): {@code attributes.csv}
 * beside {@code ecg_tracings.hdf5}, row by row one of 827 persons, and {@code
 * annotations/gold_standard.csv} with six abnormalities, which become labels, 1 or 0. What each
 * reader and the network said is not read.
 */
final class CodeTest implements Dataset {
  private static final String TRACINGS = "ecg_tracings";
  private static final String GOLD = "annotations/gold_standard.csv";
  private static final Set<String> TABLES =
      Set.of(
          "attributes.csv",
          "gold_standard.csv",
          "cardiologist1.csv",
          "cardiologist2.csv",
          "cardiology_residents.csv",
          "emergency_residents.csv",
          "medical_students.csv",
          "dnn.csv");

  @Override
  public String name() {
    return "CODE-test";
  }

  @Override
  public String index() {
    return "attributes.csv";
  }

  @Override
  public boolean isTable(String name) {
    return TABLES.contains(name);
  }

  @Override
  public boolean isHere(SignalFiles root, Set<String> names) {
    return names.contains(TRACINGS + ".hdf5");
  }

  @Override
  public Map<String, Metadata> metadata(SignalFiles root, Set<String> names) throws IOException {
    Map<String, Map<String, Double>> labels = new TreeMap<>();
    int[] rows = new int[2];
    CsvTable.read(
        root,
        index(),
        List.of("age", "sex"),
        row -> {
          Map<String, Double> own = row(labels, rows[0]++);
          CodeLabels.age(own, row, "age");
          CodeLabels.sex(own, row, "sex");
        });
    if (names.contains(GOLD)) {
      CsvTable.read(
          root, GOLD, List.of("AF"), row -> CodeLabels.abnormalities(row(labels, rows[1]++), row));
    }
    Map<String, Metadata> records = new HashMap<>();
    labels.forEach((path, own) -> records.put(path, new Metadata(name() + "/" + path, own)));
    records.put(TRACINGS, new Metadata(null, Map.of(), CodeLabels.CONVENTIONS));
    return records;
  }

  private static Map<String, Double> row(Map<String, Map<String, Double>> labels, int row) {
    return labels.computeIfAbsent(TRACINGS + "/" + row, path -> new TreeMap<>());
  }
}
