package org.ecglens.io.dataset;

import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.ecglens.io.Assumptions;
import org.ecglens.io.Person;

/** What the collections of the CODE group have in common. */
final class CodeLabels {
  /** 400 Hz, 1e-4 V (Ribeiro et al., Nat Commun 2020;11:1760). */
  static final Assumptions CONVENTIONS = new Assumptions(400.0, "0.1mV", null, "tracings", false);

  private static final List<String> ABNORMALITIES =
      List.of("1dAVb", "RBBB", "LBBB", "SB", "AF", "ST");

  private CodeLabels() {}

  /** Adds the abnormalities of a row, 1 or 0, by the names of their columns. */
  static void abnormalities(Map<String, Double> labels, CSVRecord row) {
    for (String column : ABNORMALITIES) {
      CsvTable.flag(row, column).ifPresent(flag -> labels.put(column, flag));
    }
  }

  /** Adds the age, see {@link Person#OLDEST}. */
  static void age(Map<String, Double> labels, CSVRecord row, String column) {
    CsvTable.number(row, column).ifPresent(age -> labels.put("age", Math.min(age, Person.OLDEST)));
  }

  /** Adds the sex of a column of M and F. */
  static void sex(Map<String, Double> labels, CSVRecord row, String column) {
    switch (CsvTable.text(row, column).orElse("")) {
      case "M", "MALE", "Male" -> labels.put("sex", 0.0);
      case "F", "FEMALE", "Female" -> labels.put("sex", 1.0);
      default -> {}
    }
  }
}
