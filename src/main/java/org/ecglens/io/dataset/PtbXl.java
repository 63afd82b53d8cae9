package org.ecglens.io.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Voltage;
import org.ecglens.io.Assumptions;
import org.ecglens.io.Person;
import org.ecglens.io.SignalFiles;

/**
 * PTB-XL (Wagner et al., Sci Data 2020;7:154): {@code ptbxl_database.csv} beside {@code records100}
 * and {@code records500}. Its statements become labels {@code scp:CODE} with their likelihood in
 * per cent, the recommended fold {@code strat_fold}.
 *
 * <p>Where a table of features of PTB-XL+ (Strodthoff et al., Sci Data 2023;10:279) lies anywhere
 * below, {@code 12sl_features.csv}, {@code ecgdeli_features.csv} or {@code unig_features.csv}, the
 * global intervals, rate and amplitudes in V5 of the chosen one become the labels of the seven
 * measures but J, which the tables do not have under an unmistakable name; ingest measures it. The
 * median beats there have the labels of their recordings.
 */
final class PtbXl implements Dataset {
  private static final double MS_PER_MINUTE = 60_000;
  private static final Pattern MEDIAN = Pattern.compile("(?:.*/)?(\\d{1,9})_medians?\\.hea");
  private static final List<String> NAMES = List.of("filename_lr", "filename_hr");
  private static final Pattern STATEMENT =
      Pattern.compile("['\"]([A-Za-z0-9_/()-]{1,16})['\"]\\s*:\\s*(\\d+(?:\\.\\d*)?)");

  private final String table;

  /** With the measures of one of the programs of PTB-XL+. */
  PtbXl(Assumptions.Features features) {
    table =
        switch (features) {
          case GE_12SL -> "12sl_features.csv";
          case ECGDELI -> "ecgdeli_features.csv";
          case UNI_G -> "unig_features.csv";
        };
  }

  @Override
  public String name() {
    return "PTB-XL";
  }

  @Override
  public String index() {
    return "ptbxl_database.csv";
  }

  @Override
  public boolean isTable(String name) {
    return name.equals(index())
        || name.equals("scp_statements.csv")
        || name.endsWith("_features.csv")
        || name.endsWith("_statements.csv")
        || name.endsWith("_description.csv")
        || name.endsWith("ToSCP.csv")
        || name.endsWith("SNOMEDDescription.csv")
        || name.endsWith("SNOMED.csv");
  }

  @Override
  public Map<String, Metadata> metadata(SignalFiles root, Set<String> names) throws IOException {
    Map<String, Map<String, Double>> features = new HashMap<>();
    for (String name : names) {
      if (name.equals(table) || name.endsWith("/" + table)) {
        CsvTable.read(
            root,
            name,
            List.of("ecg_id"),
            row -> {
              String id = CsvTable.key(row, "ecg_id");
              if (id != null) {
                features.put(id, measurements(row));
              }
            });
      }
    }
    Map<String, Metadata> records = new HashMap<>();
    Map<String, List<String>> medians = medians(names);
    CsvTable.read(
        root,
        index(),
        List.of("ecg_id", "patient_id"),
        row -> {
          String patient = CsvTable.key(row, "patient_id");
          Map<String, Double> labels = labels(row);
          labels.putAll(
              Optional.ofNullable(features.get(CsvTable.key(row, "ecg_id"))).orElse(Map.of()));
          Metadata metadata = new Metadata(patient == null ? null : name() + "/" + patient, labels);
          medians
              .getOrDefault(CsvTable.key(row, "ecg_id"), List.of())
              .forEach(path -> records.put(path, metadata));
          for (String column : NAMES) {
            if (row.isMapped(column) && row.isSet(column)) {
              records.put(row.get(column), metadata);
            }
          }
        });
    return records;
  }

  /** Paths of the median beats of PTB-XL+, without extension, by the number of the recording. */
  private static Map<String, List<String>> medians(Set<String> names) {
    Map<String, List<String>> medians = new HashMap<>();
    for (String name : names) {
      Matcher median = MEDIAN.matcher(name);
      if (median.matches()) {
        medians
            .computeIfAbsent(
                String.valueOf(Integer.parseInt(median.group(1))), id -> new ArrayList<>())
            .add(name.substring(0, name.lastIndexOf('.')));
      }
    }
    return medians;
  }

  private static Map<String, Double> labels(CSVRecord row) {
    Map<String, Double> labels = new TreeMap<>();
    // Everyone above 89 has the age 300 there.
    CsvTable.number(row, "age").ifPresent(age -> labels.put("age", Math.min(age, Person.OLDEST)));
    CsvTable.number(row, "sex").ifPresent(sex -> labels.put("sex", sex));
    CsvTable.number(row, "strat_fold").ifPresent(fold -> labels.put("strat_fold", fold));
    if (row.isMapped("scp_codes") && row.isSet("scp_codes")) {
      Matcher statement = STATEMENT.matcher(row.get("scp_codes"));
      while (statement.find()) {
        labels.put("scp:" + statement.group(1), Double.valueOf(statement.group(2)));
      }
    }
    return labels;
  }

  /** Intervals are in ms there, amplitudes in mV. */
  private static Map<String, Double> measurements(CSVRecord row) {
    Map<String, Double> labels = new TreeMap<>();
    put(labels, Labels.RATE, row, "HR__Global", 1);
    OptionalDouble interval = CsvTable.number(row, "RR_Mean_Global");
    if (interval.isPresent() && interval.getAsDouble() > 0) {
      labels.putIfAbsent(Labels.RATE, MS_PER_MINUTE / interval.getAsDouble());
    }
    put(labels, Labels.PR, row, "PR_Int_Global", 1);
    put(labels, Labels.QRS, row, "QRS_Dur_Global", 1);
    put(labels, Labels.QT, row, "QT_Int_Global", 1);
    put(labels, Labels.R, row, "R_Amp_V5", Voltage.MILLIVOLT.microvolts());
    put(labels, Labels.T, row, "T_Amp_V5", Voltage.MILLIVOLT.microvolts());
    return labels;
  }

  private static void put(
      Map<String, Double> labels, String label, CSVRecord row, String column, double factor) {
    CsvTable.number(row, column).ifPresent(value -> labels.put(label, value * factor));
  }
}
