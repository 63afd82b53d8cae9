package org.ecglens.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Beats as cardiologists marked them in LUDB: the median over leads of each limit. Annotation files
 * are MIT format: words of 16 bits, type in the upper six, interval in the lower ten.
 */
final class LudbBeats {
  private static final List<String> LEADS =
      List.of("i", "ii", "iii", "avr", "avl", "avf", "v1", "v2", "v3", "v4", "v5", "v6");
  private static final int P = 24;
  private static final int QRS = 1;
  private static final int T = 27;
  private static final int SAME_WAVE = 40;
  private static final int LONGEST_PR = 200;

  private LudbBeats() {}

  private record Wave(int type, double onset, double peak, double offset, int leads) {}

  /** Beats in order; waves that were not marked in at least four leads are NaN. */
  static List<WaveLimits> of(Path folder, String record) throws IOException {
    List<Wave> marks = new ArrayList<>();
    for (String lead : LEADS) {
      marks.addAll(marks(Files.readAllBytes(folder.resolve(record + "." + lead))));
    }
    List<Wave> complexes = waves(marks, QRS, 6);
    List<Wave> ps = waves(marks, P, 4);
    List<Wave> ts = waves(marks, T, 4);
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

  private static List<Wave> marks(byte[] bytes) {
    List<Wave> marks = new ArrayList<>();
    long time = 0;
    double onset = Double.NaN;
    Wave open = null;
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      int word = word(bytes, i);
      int type = word >> 10;
      int interval = word & 1023;
      if (word == 0) {
        break;
      } else if (type == 59) {
        time += (word(bytes, i + 2) << 16) + word(bytes, i + 4);
        i += 4;
        continue;
      } else if (type == 63) {
        i += (interval + 1) / 2 * 2;
        continue;
      } else if (type >= 60) {
        continue;
      }
      time += interval;
      if (type == 39) {
        onset = time;
      } else if (type == 40) {
        if (open != null) {
          marks.add(new Wave(open.type(), open.onset(), open.peak(), time, 1));
        }
        open = null;
        onset = Double.NaN;
      } else {
        open = new Wave(type, onset, time, Double.NaN, 1);
      }
    }
    return marks;
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 255) | (bytes[at + 1] & 255) << 8;
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
