package org.ecglens.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ecglens.io.wfdb.Annotation;
import org.ecglens.io.wfdb.WfdbAnnotations;
import org.ecglens.testing.FolderFiles;

/**
 * Beats as cardiologists marked them in LUDB: the median over leads of each limit, in fractions of
 * a sample.
 */
final class LudbBeats {
  private static final List<String> LEADS =
      List.of("i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6");
  private static final int SAME_WAVE = 40;
  private static final int LONGEST_PR = 200;

  private LudbBeats() {}

  private record Wave(int type, double onset, double peak, double offset, int leads) {}

  /** Beats in order; waves that were not marked in at least four leads are NaN. */
  static List<WaveLimits> of(Path folder, String record) throws IOException {
    List<Wave> marks = new ArrayList<>();
    for (String lead : LEADS) {
      marks.addAll(marks(WfdbAnnotations.read(new FolderFiles(folder), record + "." + lead)));
    }
    List<Wave> complexes = waves(marks, Annotation.NORMAL, 6);
    List<Wave> ps = waves(marks, Annotation.P_PEAK, 4);
    List<Wave> ts = waves(marks, Annotation.T_PEAK, 4);
    Wave none = new Wave(0, Double.NaN, Double.NaN, Double.NaN, 0);
    List<WaveLimits> beats = new ArrayList<>();
    for (int i = 0; i < complexes.size(); i++) {
      Wave q = complexes.get(i);
      double before = i == 0 ? Double.NEGATIVE_INFINITY : complexes.get(i - 1).peak();
      double after =
          i + 1 == complexes.size() ? Double.POSITIVE_INFINITY : complexes.get(i + 1).peak();
      Wave p =
          ps.stream()
              .filter(w -> w.peak() < q.peak() && w.peak() > before)
              .filter(w -> q.peak() - w.peak() < LONGEST_PR)
              .reduce((first, second) -> second)
              .orElse(none);
      Wave t =
          ts.stream().filter(w -> w.peak() > q.peak() && w.peak() < after).findFirst().orElse(none);
      beats.add(
          new WaveLimits(
              p.onset(),
              p.peak(),
              p.offset(),
              q.onset(),
              q.peak(),
              q.offset(),
              t.onset(),
              t.peak(),
              t.offset()));
    }
    return beats;
  }

  private static List<Wave> marks(List<Annotation> annotations) {
    List<Wave> marks = new ArrayList<>();
    double onset = Double.NaN;
    Wave open = null;
    for (Annotation annotation : annotations) {
      if (annotation.type() == Annotation.ONSET) {
        onset = annotation.sample();
      } else if (annotation.type() == Annotation.OFFSET) {
        if (open != null) {
          marks.add(new Wave(open.type(), open.onset(), open.peak(), annotation.sample(), 1));
        }
        open = null;
        onset = Double.NaN;
      } else {
        open = new Wave(annotation.type(), onset, annotation.sample(), Double.NaN, 1);
      }
    }
    return marks;
  }

  private static List<Wave> waves(List<Wave> marks, int type, int fewest) {
    List<Wave> sorted =
        marks.stream()
            .filter(mark -> mark.type() == type)
            .sorted(Comparator.comparingDouble(Wave::peak))
            .toList();
    List<Wave> waves = new ArrayList<>();
    for (int i = 0, end; i < sorted.size(); i = end) {
      end = i + 1;
      while (end < sorted.size()
          && sorted.get(end).peak() - sorted.get(end - 1).peak() < SAME_WAVE
          && sorted.get(end).peak() - sorted.get(i).peak() < 2 * SAME_WAVE) {
        end++;
      }
      List<Wave> same = sorted.subList(i, end);
      if (same.size() >= fewest) {
        waves.add(
            new Wave(
                type,
                median(same.stream().mapToDouble(Wave::onset).toArray()),
                median(same.stream().mapToDouble(Wave::peak).toArray()),
                median(same.stream().mapToDouble(Wave::offset).toArray()),
                same.size()));
      }
    }
    return waves;
  }

  private static double median(double[] values) {
    double[] valid = java.util.Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    return valid.length == 0 ? Double.NaN : QrsDetector.median(valid);
  }
}
