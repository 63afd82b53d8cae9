package org.ecglens.io.scp;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Waves;

/**
 * What the device measured: global limits of waves, axes and rates (section 7), and amplitudes of
 * V5 (section 10). Codes from 19999 on, and the axis 999, stand for what was not measured.
 */
final class ScpMeasurements {
  private static final int NONE = 19999;
  private static final int NO_AXIS = 999;
  private static final double MS_PER_MIN = 60_000;
  private static final double US_PER_MS = 1000;
  private static final int BLOCK = 16;
  private static final int SPIKE = 4 + 6;
  // Order of the fields of a lead in section 10, from 0.
  private static final int R = 10;
  private static final int J = 14;
  private static final int T_POSITIVE = 17;
  private static final int T_NEGATIVE = 18;

  private final ByteBuffer global;
  private final ByteBuffer leads;

  /** Parses what the record has; a section that is too short counts as absent. */
  ScpMeasurements(ScpRecord record) {
    global =
        record
            .section(7)
            .filter(section -> section.limit() >= ScpRecord.HEADER + 6 + BLOCK)
            .map(section -> section.position(ScpRecord.HEADER))
            .orElse(null);
    leads =
        record
            .section(10)
            .filter(section -> section.limit() >= ScpRecord.HEADER + 4)
            .map(section -> section.position(ScpRecord.HEADER + 4))
            .orElse(null);
  }

  /** Intervals in ms, rate, axes in degrees, amplitudes of V5 in µV. */
  Map<String, Double> labels() {
    Map<String, Double> labels = new TreeMap<>();
    if (global != null) {
      OptionalInt qrs = time(2);
      put(labels, Labels.PR, time(0), qrs);
      put(labels, Labels.QRS, qrs, time(3));
      put(labels, Labels.QT, qrs, time(4));
      String[] axes = {"P_axis", "R_axis", "T_axis"};
      for (int i = 0; i < axes.length; i++) {
        int axis = global.getShort(ScpRecord.HEADER + 16 + 2 * i);
        if (axis < NONE && axis != NO_AXIS) {
          labels.put(axes[i], (double) axis);
        }
      }
      int interval = Short.toUnsignedInt(global.getShort(ScpRecord.HEADER + 2));
      if (interval > 0 && interval < NONE) {
        labels.put(Labels.RATE, MS_PER_MIN / interval);
      }
      behindTheSpikes(labels);
    }
    if (leads != null) {
      amplitudes(labels);
    }
    return labels;
  }

  /** Ventricular rate and corrected QT, behind fields whose number varies. */
  private void behindTheSpikes(Map<String, Double> labels) {
    int blocks = Byte.toUnsignedInt(global.get(ScpRecord.HEADER));
    int spikes = Byte.toUnsignedInt(global.get(ScpRecord.HEADER + 1));
    int types = ScpRecord.HEADER + 6 + Math.max(1, blocks) * BLOCK + spikes * SPIKE;
    if (global.limit() < types + 2) {
      return;
    }
    int rates = types + 2 + Short.toUnsignedInt(global.getShort(types));
    if (global.limit() < rates + 6) {
      return;
    }
    int rate = Short.toUnsignedInt(global.getShort(rates));
    if (rate > 0 && rate < NONE) {
      labels.put(Labels.RATE, (double) rate);
    }
    int corrected = Short.toUnsignedInt(global.getShort(rates + 4));
    if (corrected > 0 && corrected < NONE) {
      labels.put(Labels.QTC, (double) corrected);
    }
  }

  private void amplitudes(Map<String, Double> labels) {
    ByteBuffer section = leads.duplicate().order(leads.order());
    while (section.remaining() >= 4) {
      String lead = ScpLead.name(Short.toUnsignedInt(section.getShort()));
      int length = Math.min(section.remaining() - 2, Short.toUnsignedInt(section.getShort()));
      ByteBuffer fields = section.slice().limit(length).order(leads.order());
      section.position(section.position() + length);
      if ("V5".equals(lead)) {
        field(fields, R).ifPresent(value -> labels.put(Labels.R, (double) value));
        field(fields, J).ifPresent(value -> labels.put(Labels.J, (double) value));
        OptionalInt up = field(fields, T_POSITIVE);
        OptionalInt down = field(fields, T_NEGATIVE);
        if (up.isPresent() || down.isPresent()) {
          int high = up.orElse(0);
          int low = down.orElse(0);
          labels.put(Labels.T, (double) (Math.abs(high) >= Math.abs(low) ? high : low));
        }
      }
    }
  }

  private static OptionalInt field(ByteBuffer fields, int index) {
    return fields.limit() < 2 * index + 2 || fields.getShort(2 * index) >= NONE
        ? OptionalInt.empty()
        : OptionalInt.of(fields.getShort(2 * index));
  }

  private static void put(
      Map<String, Double> labels, String label, OptionalInt from, OptionalInt to) {
    // Some devices write 0 for what they could not measure.
    if (from.isPresent() && to.isPresent() && to.getAsInt() > from.getAsInt()) {
      labels.put(label, (double) (to.getAsInt() - from.getAsInt()));
    }
  }

  /** A limit, ms from the start of the reference beat: onset and end of P, of QRS, end of T. */
  private OptionalInt time(int index) {
    int value = Short.toUnsignedInt(global.getShort(ScpRecord.HEADER + 6 + 2 * index));
    return value < NONE ? OptionalInt.of(value) : OptionalInt.empty();
  }

  /**
   * The limits in samples of the reference beat.
   *
   * @param interval µs between samples
   * @param samples of the beat
   */
  Waves waves(int interval, int samples) {
    return global == null
        ? Waves.NONE
        : new Waves(
            sample(0, interval, samples),
            null,
            sample(1, interval, samples),
            sample(2, interval, samples),
            null,
            sample(3, interval, samples),
            null,
            null,
            sample(4, interval, samples));
  }

  private Integer sample(int index, int interval, int samples) {
    OptionalInt time = time(index);
    long sample = Math.round(time.orElse(-1) * US_PER_MS / interval);
    // 0 is the code of some devices for what was not measured.
    return time.orElse(0) > 0 && sample < samples ? (Integer) (int) sample : null;
  }
}
