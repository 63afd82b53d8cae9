package org.ecglens.report.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.report.text.Numbers;
import org.ecglens.report.text.PlainText;

/**
 * What is written beside a picture of a record: technical facts and measures, nothing about the
 * person.
 *
 * @param title of the picture as a file
 * @param heading large, above the paper
 * @param explained what the colours explain, below the heading; empty without colours
 * @param facts kind, leads, rate, length and source
 * @param measures those that the record has
 * @param meaning sentences on the colours for those who do not see them; empty without colours
 */
record Caption(
    String title,
    String heading,
    List<String> explained,
    List<String> facts,
    List<String> measures,
    String meaning) {
  /** In the order in which reports give them. */
  private static final List<String> MEASURES =
      List.of(
          Labels.RATE, Labels.PR, Labels.QRS, Labels.QT, Labels.QTC, Labels.J, Labels.T, Labels.R);

  private static final String BETWEEN = " · ";

  private static final List<String> OF_V5 = List.of(Labels.J, Labels.T, Labels.R);

  /** Of a record without colours. */
  static Caption of(Ecg ecg) {
    List<String> facts = new ArrayList<>(shape(ecg));
    facts.add(PlainText.of(ecg.source(), 30));
    return new Caption(
        "ECG " + ecg.recordId(), ecg.recordId(), List.of(), facts, measures(ecg), "");
  }

  /**
   * Of a record with the colours of a method.
   *
   * @param meaning what the colours mean
   */
  static Caption of(ExplainedEcg explained, MethodMap map, String meaning) {
    Caption plain = of(explained.ecg());
    String target = PlainText.of(explained.target(), 30);
    String model = PlainText.of(explained.model(), 40);
    List<String> parts = new ArrayList<>();
    parts.add(map.method());
    parts.add("network " + model);
    parts.add("target " + target);
    parts.add("predicted " + value(explained.prediction(), explained.unit()));
    if (explained.label() != null) {
      parts.add("label " + value(explained.label(), explained.unit()));
    }
    return new Caption(
        "ECG %s: %s of %s by %s".formatted(explained.ecg().recordId(), map.method(), target, model),
        plain.heading(),
        parts,
        // Where the network's input comes from is the network.
        shape(explained.ecg()),
        plain.measures(),
        "Explained: " + String.join(", ", parts) + ". " + meaning);
  }

  /**
   * Of a record with colours for those who must not know whose they are: neither record, network,
   * method nor any number that tells two records apart.
   */
  static Caption blinded(ExplainedEcg explained, String meaning) {
    String unit = explained.unit() == null ? "" : " (" + PlainText.of(explained.unit(), 20) + ")";
    String target = PlainText.of(explained.target(), 30) + unit;
    return new Caption(
        "ECG with a heatmap",
        target,
        List.of(),
        shape(explained.ecg()),
        List.of(),
        "Explained: a prediction of " + target + ". " + meaning);
  }

  private static String value(double value, String unit) {
    String number = Numbers.plain(value, 4);
    return unit == null ? number : number + " " + PlainText.of(unit, 20);
  }

  /**
   * Facts, then measures, in lines.
   *
   * @param most characters that fit in a line
   */
  List<String> lines(int most) {
    List<String> lines = new ArrayList<>(wrapped(facts, most));
    lines.addAll(wrapped(measures, most));
    return lines;
  }

  /** What the colours explain, in lines. */
  List<String> explained(int most) {
    return wrapped(explained, most);
  }

  private static List<String> wrapped(List<String> parts, int most) {
    List<String> lines = new ArrayList<>();
    for (String part : parts) {
      int last = lines.size() - 1;
      if (last >= 0 && lines.get(last).length() + BETWEEN.length() + part.length() <= most) {
        lines.set(last, lines.get(last) + BETWEEN + part);
      } else {
        lines.add(part);
      }
    }
    return lines;
  }

  private static List<String> shape(Ecg ecg) {
    int leads = ecg.leads().size();
    return List.of(
        ecg.kind() == Ecg.Kind.MEDIAN ? "median beat" : "rhythm",
        leads == 1 ? "1 lead" : leads + " leads",
        Numbers.plain(ecg.sampleRateHz()) + " Hz",
        Numbers.plain(ecg.samples() / ecg.sampleRateHz()) + " s");
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
  String description(List<String> leads, PaperScale scale) {
    String height = scale.voltage() ? "0.1 mV" : "1 mm (" + scale.height() + ")";
    String text =
        String.format(
            Locale.ROOT,
            "Electrocardiogram on paper: %s. Leads: %s. %s, %s; a small box is 40 ms × %s.",
            String.join(", ", facts),
            PlainText.of(String.join(", ", leads), 200),
            scale.speed(),
            scale.height(),
            height);
    return text
        + (measures.isEmpty() ? "" : " Measures: " + String.join(", ", measures) + ".")
        + (meaning.isEmpty() ? "" : " " + meaning);
  }
}
