package org.ecglens.io.wfdb;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.ecglens.io.Person;

/**
 * What of a person may stand in a table, as numbers: {@code age} in years, {@code sex} (0 male, 1
 * female), and {@code dx:CODE} = 1 for each diagnosis that is a code of SNOMED CT.
 */
final class PersonLabels {
  // Words may hold a name, and shorter or longer numbers may be those of a person.
  private static final Pattern CODE = Pattern.compile("\\d{4,18}");

  private PersonLabels() {}

  static Map<String, Double> labels(Person person) {
    Map<String, Double> labels = new HashMap<>();
    if (person.age() != null) {
      labels.put("age", (double) Math.min(person.age(), Person.OLDEST));
    }
    if (person.sex() != null) {
      labels.put("sex", person.sex().equals("female") ? 1.0 : 0.0);
    }
    for (String diagnosis : person.diagnoses()) {
      if (CODE.matcher(diagnosis).matches()) {
        labels.put("dx:" + diagnosis, 1.0);
      }
    }
    return labels;
  }
}
