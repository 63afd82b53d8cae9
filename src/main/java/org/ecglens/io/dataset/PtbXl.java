package org.ecglens.io.dataset;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Voltage;
import org.ecglens.io.Person;
import org.ecglens.io.SignalFiles;

/**
 * PTB-XL (Wagner et al., Sci Data 2020;7:154): {@code ptbxl_database.csv} beside {@code records100}
 * and {@code records500}. Its statements become labels {@code scp:CODE} with their likelihood in
 * per cent, the recommended fold {@code strat_fold}.
 *
 * <p>Where {@code 12sl_features.csv} of PTB-XL+ (Strodthoff et al., Sci Data 2023;10:279) lies
 * anywhere below, its global intervals, rate and amplitudes in V5 become the labels of the seven
 * measures but J, which the table does not have under an unmistakable name; ingest measures it.
 */
final class PtbXl implements Dataset {
  private static final String FEATURES = "12sl_features.csv";
  private static final List<String> NAMES = List.of("filename_lr", "filename_hr");
  private static final Pattern STATEMENT =
      Pattern.compile("['\"]([A-Za-z0-9_/()-]{1,16})['\"]\\s*:\\s*(\\d+(?:\\.\\d*)?)");

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
      if (name.equals(FEATURES) || name.endsWith("/" + FEATURES)) {
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
          for (String column : NAMES) {
            if (row.isMapped(column) && row.isSet(column)) {
              records.put(row.get(column), metadata);
            }
          }
        });
    return records;
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
