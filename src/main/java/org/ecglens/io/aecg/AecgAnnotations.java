package org.ecglens.io.aecg;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Waves;
import org.ecglens.io.xml.XmlElement;

/** What is annotated in a series: intervals, angles, limits of waves. */
final class AecgAnnotations {
  private static final Map<String, String> MEASURES =
      Map.of(
          "MDC_ECG_HEART_RATE",
          Labels.RATE,
          "MDC_ECG_TIME_PD_PR",
          Labels.PR,
          "MDC_ECG_TIME_PD_QRS",
          Labels.QRS,
          "MDC_ECG_TIME_PD_QT",
          Labels.QT,
          "MDC_ECG_TIME_PD_QTc",
          "QTc",
          "MDC_ECG_ANGLE_P_FRONT",
          "P_axis",
          "MDC_ECG_ANGLE_QRS_FRONT",
          "R_axis",
          "MDC_ECG_ANGLE_T_FRONT",
          "T_axis");
  private static final double MS_PER_S = 1000;

  private final List<XmlElement> annotations = new ArrayList<>();

  /** The annotations directly in a series, those inside others included, in order. */
  AecgAnnotations(XmlElement series) {
    Deque<XmlElement> open = new ArrayDeque<>();
    for (XmlElement subject : series.children("subjectOf")) {
      subject.child("annotationSet").ifPresent(open::addLast);
    }
    while (!open.isEmpty()) {
      XmlElement element = open.removeFirst();
      if (element.name().equals("annotation")) {
        annotations.add(element);
      }
      List<XmlElement> inside =
          element.children("component").stream()
              .flatMap(component -> component.children("annotation").stream())
              .toList();
      for (int i = inside.size() - 1; i >= 0; i--) {
        open.addFirst(inside.get(i));
      }
    }
  }

  /** Measurements, of several the first. */
  Map<String, Double> labels() {
    Map<String, Double> labels = new TreeMap<>();
    for (XmlElement annotation : annotations) {
      String label = MEASURES.get(code(annotation, "code"));
      Optional<XmlElement> value = annotation.child("value");
      if (label != null && value.isPresent()) {
        double factor = value.get().attribute("unit").orElse("").equals("s") ? MS_PER_S : 1;
        AecgSeries.value(value.get())
            .ifPresent(number -> labels.putIfAbsent(label, number * factor));
      }
    }
    return labels;
  }

  /**
   * Limits of the first P, QRS and T that are given as times from the start of the series.
   *
   * @param samples in the series; limits outside are left out
   */
  Waves waves(double rateHz, int samples) {
    Map<String, Integer> limits = new HashMap<>();
    for (XmlElement annotation : annotations) {
      String wave = code(annotation, "value");
      if (!code(annotation, "code").equals("MDC_ECG_WAVC")) {
        continue;
      }
      annotation
          .at("support", "supportingROI", "component", "boundary")
          .filter(boundary -> code(boundary, "code").equals("TIME_RELATIVE"))
          .flatMap(boundary -> boundary.child("value"))
          .ifPresent(
              interval -> {
                for (String end : List.of("low", "high")) {
                  interval
                      .child(end)
                      .flatMap(limit -> sample(limit, rateHz, samples))
                      .ifPresent(sample -> limits.putIfAbsent(wave + "/" + end, sample));
                }
              });
    }
    return new Waves(
        limits.get("MDC_ECG_WAVC_PWAVE/low"),
        null,
        limits.get("MDC_ECG_WAVC_PWAVE/high"),
        limits.get("MDC_ECG_WAVC_QRSWAVE/low"),
        null,
        limits.get("MDC_ECG_WAVC_QRSWAVE/high"),
        limits.get("MDC_ECG_WAVC_TWAVE/low"),
        null,
        limits.get("MDC_ECG_WAVC_TWAVE/high"));
  }

  private static Optional<Integer> sample(XmlElement limit, double rateHz, int samples) {
    OptionalDouble value = AecgSeries.value(limit);
    double seconds = limit.attribute("unit").orElse("").equals("s") ? 1 : 1 / MS_PER_S;
    double sample = value.orElse(Double.NaN) * seconds * rateHz;
    return sample >= 0 && sample < samples
        ? Optional.of((int) Math.rint(sample))
        : Optional.empty();
  }

  private static String code(XmlElement element, String child) {
    return element.child(child).flatMap(found -> found.attribute("code")).orElse("");
  }
}
