package org.ecglens.io.aecg;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      if (label != null && value.isPresent() && !isOfOneLead(annotation)) {
        double factor = value.get().attribute("unit").orElse("").equals("s") ? MS_PER_S : 1;
        AecgSeries.value(value.get())
            .ifPresent(number -> labels.putIfAbsent(label, number * factor));
      }
    }
    return labels;
  }

  /**
   * Limits of P, QRS and T of the first beat that has both limits of QRS; where no beats are
   * annotated, the first limits of each wave.
   *
   * @param samples in the series; limits outside are left out
   */
  Waves waves(TimeAxis times, int samples) {
    List<List<XmlElement>> beats = new ArrayList<>();
    for (XmlElement annotation : annotations) {
      if (code(annotation, "code").equals("MDC_ECG_BEAT")) {
        beats.add(
            annotation.children("component").stream()
                .flatMap(component -> component.children("annotation").stream())
                .toList());
      }
    }
    if (beats.isEmpty()) {
      return waves(annotations, times, samples);
    }
    return beats.stream()
        .map(beat -> waves(beat, times, samples))
        .filter(waves -> waves.qrsOnset() != null && waves.qrsOffset() != null)
        .findFirst()
        .orElse(Waves.NONE);
  }

  private static Waves waves(List<XmlElement> beat, TimeAxis times, int samples) {
    Map<String, Integer> limits = new HashMap<>();
    for (XmlElement annotation : beat) {
      if (!code(annotation, "code").equals("MDC_ECG_WAVC") || isOfOneLead(annotation)) {
        continue;
      }
      String wave = code(annotation, "value");
      for (XmlElement boundary : boundaries(annotation)) {
        String kind = code(boundary, "code");
        if (TimeAxis.isTime(kind)) {
          for (String end : List.of("low", "high")) {
            boundary
                .at("value", end)
                .map(limit -> times.sample(kind, limit, samples))
                .ifPresent(
                    sample ->
                        sample.ifPresent(found -> limits.putIfAbsent(wave + "/" + end, found)));
          }
        }
      }
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

  /** What is measured in one lead says nothing about all. */
  private static boolean isOfOneLead(XmlElement annotation) {
    return boundaries(annotation).stream()
        .anyMatch(boundary -> AecgSeries.isLead(code(boundary, "code")));
  }

  private static List<XmlElement> boundaries(XmlElement annotation) {
    return annotation
        .at("support", "supportingROI")
        .map(region -> region.children("component"))
        .orElse(List.of())
        .stream()
        .flatMap(component -> component.children("boundary").stream())
        .toList();
  }

  private static String code(XmlElement element, String child) {
    return element.child(child).flatMap(found -> found.attribute("code")).orElse("");
  }
}
