package org.ecglens.io.edf;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When data records begin: the first annotation of each is empty and has the time for its onset
 * (EDF+, section 2.2.4).
 */
final class RecordTimes {
  /** Bytes at the start of the annotations of a record that the onset can take. */
  static final int LONGEST = 64;

  private static final Pattern ONSET =
      Pattern.compile("([+-]\\d{1,12}(?:\\.\\d{0,12})?)\u0014\u0014.*", Pattern.DOTALL);

  private static final double OVERLAP = 100;

  private RecordTimes() {}

  /** The onset, s after the start of the recording, in the first bytes of the annotations. */
  static OptionalDouble onset(byte[] annotations) {
    Matcher matcher = ONSET.matcher(new String(annotations, StandardCharsets.ISO_8859_1));
    return matcher.matches()
        ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
        : OptionalDouble.empty();
  }

  /**
   * The sample at which each data record begins. Times are rounded to samples; a record that seems
   * to begin one sample off the end of the one before follows it.
   *
   * @param onsets s, NaN where one cannot be read
   * @param rateHz samples a second
   * @param samples in a record
   * @return none if an onset cannot be read or lies before the end of the record before it
   */
  static Optional<long[]> starts(double[] onsets, double rateHz, int samples) {
    long[] starts = new long[onsets.length];
    long end = 0;
    for (int i = 0; i < onsets.length; i++) {
      double start = Math.rint((onsets[i] - onsets[0]) * rateHz);
      // Onsets may be written with less precision than samples have.
      if (!(start >= end - Math.max(1, samples / OVERLAP))) {
        return Optional.empty();
      }
      starts[i] = Math.abs(start - end) <= 1 ? end : Math.max(end, (long) start);
      end = starts[i] + samples;
    }
    return Optional.of(starts);
  }
}
