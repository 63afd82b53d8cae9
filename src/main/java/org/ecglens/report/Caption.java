package org.ecglens.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;

/**
 * What is written beside a picture of a record: technical facts and measures, nothing about the
 * person.
 */
final class Caption {
  private static final String CORRECTED_QT = "QTc";

  /** In the order in which reports give them. */
  private static final List<String> MEASURES =
      List.of(
          Labels.RATE,
          Labels.PR,
          Labels.QRS,
          Labels.QT,
          CORRECTED_QT,
          Labels.J,
          Labels.T,
          Labels.R);

  private static final List<String> OF_V5 = List.of(Labels.J, Labels.T, Labels.R);

  private Caption() {}

  /** Kind, leads, rate, length, source. */
  static String facts(Ecg ecg) {
    int leads = ecg.leads().size();
    return String.join(
        "  ·  ",
        ecg.kind() == Ecg.Kind.MEDIAN ? "median beat" : "rhythm",
        leads == 1 ? "1 lead" : leads + " leads",
        Numbers.plain(ecg.sampleRateHz()) + " Hz",
        Numbers.plain(ecg.samples() / ecg.sampleRateHz()) + " s",
        PlainText.of(ecg.source(), 30));
  }

  /** The measures that the record has; empty if none. */
  static String measures(Ecg ecg) {
    List<String> parts = new ArrayList<>();
    for (String name : MEASURES) {
      Double value = ecg.labels().get(name);
      if (value != null && Double.isFinite(value)) {
        String place = OF_V5.contains(name) ? " (V5)" : "";
        String unit = LabelUnit.of(name);
        String blank = unit.startsWith("/") ? "" : " ";
        parts.add(name + place + " " + Numbers.plain(Math.rint(value)) + blank + unit);
      }
    }
    return String.join("   ", parts);
  }

  /** For those who do not see the picture. */
  static String description(Ecg ecg, PaperScale scale) {
    String height = scale.voltage() ? "0.1 mV" : "1 mm (" + scale.text() + ")";
    String measures = measures(ecg);
    return String.format(
        Locale.ROOT,
        "Electrocardiogram on paper: %s. Leads: %s. 25 mm/s, %s; a small box is 40 ms × %s.%s",
        facts(ecg).replace("  ·  ", ", "),
        PlainText.of(String.join(", ", ecg.leads()), 200),
        scale.text(),
        height,
        measures.isEmpty() ? "" : " Measures: " + measures.replace("   ", ", ") + ".");
  }
}
