package org.ecglens.io.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.io.Assumptions;
import org.ecglens.io.SignalFiles;

/**
 * SPH, of the Shandong Provincial Hospital (Liu et al., Sci Data 2022;9:272): {@code metadata.csv}
 * beside {@code records/A00001.h5} and so on, which say neither unit nor rate: mV and 500 Hz.
 * Statements of the AHA become labels {@code aha:CODE} = 1, and with a modifier {@code
 * aha:CODE+MODIFIER} = 1 besides.
 */
final class ShandongHospital implements Dataset {
  private static final Assumptions CONVENTIONS = new Assumptions(500.0, "mV", null, "ecg", false);
  private static final Pattern STATEMENT = Pattern.compile("(\\d{1,4})((?:\\+\\d{1,4})*)");

  @Override
  public String name() {
    return "SPH";
  }

  @Override
  public String index() {
    return "metadata.csv";
  }

  @Override
  public boolean isTable(String name) {
    return name.equals(index()) || name.equals("code.csv");
  }

  @Override
  public boolean isHere(SignalFiles root, Set<String> names) throws IOException {
    return CsvTable.hasColumns(root, index(), List.of("ECG_ID", "AHA_Code", "Patient_ID"));
  }

  @Override
  public Map<String, Metadata> metadata(SignalFiles root, Set<String> names) throws IOException {
    Map<String, String> stems = new HashMap<>();
    for (String name : names) {
      if (name.endsWith(".h5")) {
        String stem = name.substring(0, name.length() - ".h5".length());
        stems.put(stem.substring(stem.lastIndexOf('/') + 1), stem);
      }
    }
    Map<String, Metadata> records = new HashMap<>();
    CsvTable.read(
        root,
        index(),
        List.of("ECG_ID", "AHA_Code", "Patient_ID"),
        row -> {
          String stem = CsvTable.text(row, "ECG_ID").map(stems::get).orElse(null);
          if (stem == null) {
            return;
          }
          Map<String, Double> labels = new TreeMap<>();
          CodeLabels.age(labels, row, "Age");
          CodeLabels.sex(labels, row, "Sex");
          Matcher statement = STATEMENT.matcher(CsvTable.text(row, "AHA_Code").orElse(""));
          while (statement.find()) {
            labels.put("aha:" + statement.group(1), 1.0);
            labels.put("aha:" + statement.group(), 1.0);
          }
          String patient = CsvTable.text(row, "Patient_ID").orElse(null);
          records.put(
              stem,
              new Metadata(patient == null ? null : name() + "/" + patient, labels, CONVENTIONS));
        });
    return records;
  }
}
