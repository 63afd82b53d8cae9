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
  /** In the order in which reports give them. */
  private static final List<String> MEASURES =
      List.of(
          Labels.RATE, Labels.PR, Labels.QRS, Labels.QT, Labels.QTC, Labels.J, Labels.T, Labels.R);

  private static final List<String> OF_V5 = List.of(Labels.J, Labels.T, Labels.R);

  private Caption() {}

  /**
   * Kind, leads, rate, length and source, then the measures that the record has, in lines.
   *
   * @param most characters that fit in a line
   */
  static List<String> lines(Ecg ecg, int most) {
    List<String> lines = new ArrayList<>(wrapped(facts(ecg), "  ·  ", most));
    lines.addAll(wrapped(measures(ecg), "   ", most));
    return lines;
  }

  private static List<String> wrapped(List<String> parts, String between, int most) {
    List<String> lines = new ArrayList<>();
    for (String part : parts) {
      int last = lines.size() - 1;
      if (last >= 0 && lines.get(last).length() + between.length() + part.length() <= most) {
        lines.set(last, lines.get(last) + between + part);
      } else {
        lines.add(part);
      }
    }
    return lines;
  }

  private static List<String> facts(Ecg ecg) {
    int leads = ecg.leads().size();
    return List.of(
        ecg.kind() == Ecg.Kind.MEDIAN ? "median beat" : "rhythm",
        leads == 1 ? "1 lead" : leads + " leads",
        Numbers.plain(ecg.sampleRateHz()) + " Hz",
        Numbers.plain(ecg.samples() / ecg.sampleRateHz()) + " s",
        PlainText.of(ecg.source(), 30));
  }

  private static List<String> measures(Ecg ecg) {
    List<String> parts = new ArrayList<>();
    for (String name : MEASURES) {
      Double value = ecg.labels().get(name);
      if (value != null && Double.isFinite(value)) {
        String place = OF_V5.contains(name) ? " (V5)" : "";
        String unit = Labels.unit(name);
        String blank = unit.startsWith("/") ? "" : " ";
        parts.add(name + place + " " + Numbers.plain(Math.rint(value)) + blank + unit);
      }
    }
    return parts;
  }

  /** For those who do not see the picture. */
  static String description(Ecg ecg, PaperScale scale) {
    String height = scale.voltage() ? "0.1 mV" : "1 mm (" + scale.text() + ")";
    String measures = String.join(", ", measures(ecg));
    return String.format(
        Locale.ROOT,
        "Electrocardiogram on paper: %s. Leads: %s. 25 mm/s, %s; a small box is 40 ms × %s.%s",
        String.join(", ", facts(ecg)),
        PlainText.of(String.join(", ", ecg.leads()), 200),
        scale.text(),
        height,
        measures.isEmpty() ? "" : " Measures: " + measures + ".");
  }
}
