package org.ecglens.io.philips;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.ecglens.ecg.Labels;
import org.ecglens.io.xml.XmlElement;

/**
 * Rate, intervals and axes. Those beside the interpretation, which a physician may have edited,
 * take precedence over those of the program. Words such as {@code Failed} and {@code Indeterminate}
 * say that there is no value, and so does an interval of 0.
 */
final class Measurements {
  /** By label, the names of elements, the first one that has a value counts. */
  private static final Map<String, List<String>> NAMES =
      Map.of(
          Labels.RATE,
          List.of("heartrate", "meanventrate"),
          Labels.PR,
          List.of("print", "meanprint"),
          Labels.QRS,
          List.of("qrsdur", "meanqrsdur"),
          Labels.QT,
          List.of("qtint", "meanqtint"),
          Labels.QTC,
          List.of("qtcb", "qtc", "meanqtc"),
          "P_axis",
          List.of("pfrontaxis"),
          "QRS_axis",
          List.of("qrsfrontaxis"),
          "T_axis",
          List.of("tfrontaxis"));

  private Measurements() {}

  /** What the document says, by label. */
  static Map<String, Double> labels(XmlElement root) {
    List<XmlElement> places = new ArrayList<>();
    for (String[] place :
        new String[][] {
          {"interpretations", "interpretation", "globalmeasurements"},
          {"interpretations", "interpretation", "interpretationmeasurements"},
          {"internalmeasurements", "crossleadmeasurements"},
          {"measurements", "globalmeasurements"}
        }) {
      root.at(place).ifPresent(places::add);
    }
    Map<String, Double> labels = new TreeMap<>();
    NAMES.forEach(
        (label, names) -> {
          for (XmlElement place : places) {
            for (String name : names) {
              OptionalDouble value = place.number(name);
              if (value.isPresent() && (label.endsWith("axis") || value.getAsDouble() > 0)) {
                labels.putIfAbsent(label, value.getAsDouble());
              }
            }
          }
        });
    return labels;
  }
}
