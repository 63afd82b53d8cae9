package org.ecglens.io.dicom;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Waves;

/**
 * Measurements and limits of waves among the annotations of a waveform (PS3.3 C.10.10): those of
 * all channels, by the meaning of their concept, which programs write alike for the codes of
 * SCP-ECG and of ISO/IEEE 11073-10102.
 */
final class Annotations {
  private static final int MOST_DIAGNOSES = 64;

  private static final String RR = "rr interval";
  private static final String FIDUCIAL = "fiducial point";

  private static final Map<String, String> TIMES =
      Map.of(
          "pr interval", Labels.PR,
          "qrs duration", Labels.QRS,
          "qt interval", Labels.QT,
          "qtc interval", "QTc");
  private static final Map<String, String> AXES =
      Map.of("p axis", "P_axis", "qrs axis", "QRS_axis", "t axis", "T_axis");
  private static final List<String> RATES =
      List.of("ventricular heart rate", "ventricular rate", "heart rate");

  private static final Map<String, Double> MILLISECONDS = Map.of("ms", 1.0, "s", 1000.0);

  private final List<DataSet> items;

  Annotations(DataSet data) {
    this.items = data.items(Tag.ANNOTATIONS);
  }

  /** Statements as they stand in the file, for the person alone. */
  List<String> statements() {
    return items.stream()
        .flatMap(item -> item.text(Tag.UNFORMATTED_TEXT).stream())
        .limit(MOST_DIAGNOSES)
        .toList();
  }

  /** Measurements of the whole recording by label. A time or rate of 0 says: not measured. */
  Map<String, Double> labels() {
    Map<String, Double> labels = new HashMap<>();
    double interval = 0;
    for (DataSet item : items) {
      double value = item.decimal(Tag.NUMERIC_VALUE).orElse(Double.NaN);
      String unit = item.code(Tag.MEASUREMENT_UNITS).map(Code::value).orElse("");
      String concept = concept(item);
      if (Double.isNaN(value) || !ofAllChannels(item)) {
        continue;
      }
      double time = value * MILLISECONDS.getOrDefault(unit, 0.0);
      if (TIMES.containsKey(concept) && time > 0) {
        labels.putIfAbsent(TIMES.get(concept), time);
      } else if (AXES.containsKey(concept) && unit.equals("deg")) {
        labels.putIfAbsent(AXES.get(concept), value);
      } else if (RATES.contains(concept) && unit.endsWith("/min") && value > 0) {
        labels.putIfAbsent(Labels.RATE, value);
      } else if (concept.equals(RR) && interval == 0) {
        interval = time;
      }
    }
    if (interval > 0) {
      labels.putIfAbsent(Labels.RATE, 60_000 / interval);
    }
    return labels;
  }

  /**
   * Limits of the waves of a group's beat, of the first complete one if there are several.
   *
   * @param group that the positions must be in
   * @param median the group of the file's median beat, if it has one
   * @param samples of the group; positions outside are not used
   */
  Waves waves(MultiplexGroup group, Optional<MultiplexGroup> median, int samples) {
    List<Map<String, Integer>> beats = new ArrayList<>();
    positions()
        .forEach(
            (key, marks) -> {
              // Some writers refer the marks of the median to the strip; they give themselves away
              // by their fiducial point, which is where the beats of the median were aligned.
              boolean aligned =
                  median.isPresent()
                      && marks.containsKey(FIDUCIAL)
                      && median.get().triggerSample().orElse(-1) == marks.get(FIDUCIAL) + 1L;
              int owner = aligned ? median.get().number() : key.group();
              if (owner == group.number()) {
                marks.values().removeIf(sample -> sample >= samples);
                beats.add(marks);
              }
            });
    return beats.stream()
        .filter(marks -> marks.containsKey("qrs onset") && marks.containsKey("qrs offset"))
        .filter(marks -> group.kind() == Ecg.Kind.MEDIAN || marks.containsKey("t offset"))
        .min(Comparator.comparing(marks -> marks.get("qrs onset")))
        .map(Annotations::waves)
        .orElse(Waves.NONE);
  }

  private static Waves waves(Map<String, Integer> marks) {
    return new Waves(
        marks.get("p onset"),
        marks.get("p peak"),
        marks.get("p offset"),
        marks.get("qrs onset"),
        marks.get("r peak"),
        marks.get("qrs offset"),
        marks.get("t onset"),
        marks.get("t peak"),
        marks.get("t offset"));
  }

  /** Marks that belong together. */
  private record Key(int group, long annotationGroup) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return Comparator.comparingInt(Key::group)
          .thenComparingLong(Key::annotationGroup)
          .compare(this, other);
    }
  }

  /** Samples, counted from 0, by concept. */
  private Map<Key, Map<String, Integer>> positions() {
    Map<Key, Map<String, Integer>> positions = new TreeMap<>();
    for (DataSet item : items) {
      long sample = item.number(Tag.REFERENCED_SAMPLES).orElse(0) - 1;
      boolean point = item.text(Tag.TEMPORAL_RANGE_TYPE).orElse("").equals("POINT");
      if (point && ofAllChannels(item) && sample >= 0 && sample < Integer.MAX_VALUE) {
        int group = Short.toUnsignedInt(item.bytes(Tag.REFERENCED_CHANNELS).get().getShort());
        Key key = new Key(group, item.number(Tag.ANNOTATION_GROUP).orElse(0));
        positions
            .computeIfAbsent(key, none -> new HashMap<>())
            .putIfAbsent(concept(item), (int) sample);
      }
    }
    return positions;
  }

  /** Whether it refers to one group as a whole, which is written as its channel 0. */
  private static boolean ofAllChannels(DataSet item) {
    ByteBuffer channels = item.bytes(Tag.REFERENCED_CHANNELS).orElse(ByteBuffer.allocate(0));
    return channels.remaining() == 4 && channels.getShort(channels.position() + 2) == 0;
  }

  private static String concept(DataSet item) {
    return item.code(Tag.CONCEPT_NAME)
        .map(Code::meaning)
        .orElse("")
        .toLowerCase(Locale.ROOT)
        .replaceFirst(" global$", "");
  }
}
