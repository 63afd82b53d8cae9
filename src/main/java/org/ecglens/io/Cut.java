package org.ecglens.io;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ecglens.ecg.Ecg;

/**
 * How long recordings become several records. The record that begins so many seconds after the
 * start of a recording has its id and {@code #t=SECONDS}, as in the fragments of media.
 *
 * @param seconds length of a strip, shorter where it would have more than {@link #MOST_VALUES}; 0
 *     for recordings as they are, of which those of more than {@link #MOST_VALUES} are cut into
 *     equal parts of at most an hour
 * @param strips how many strips of each recording, the cleanest of as many equal stretches; 0 for
 *     all
 */
public record Cut(double seconds, int strips) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Recordings as they are, unless they are too large for a row. */
  public static final Cut NONE = new Cut(0, 0);

  /** Most values, leads times samples, of a record that is not cut: 128 MiB. */
  public static final long MOST_VALUES = 1L << 25;

  private static final double PART_S = 3600;
  private static final String BEGIN = "#t=";

  /** Takes records. */
  @FunctionalInterface
  public interface Records {
    /** Takes the next one. */
    void accept(Reading record) throws IOException;
  }

  /**
   * Samples of each record that a recording becomes.
   *
   * @return the samples of the recording if it is not cut
   */
  public long length(double sampleRateHz, long leads, long samples) {
    if (seconds > 0) {
      long row = Math.max(1, MOST_VALUES / leads);
      return Math.min(Math.min(samples, row), Math.max(1, Math.round(seconds * sampleRateHz)));
    }
    if (leads * samples <= MOST_VALUES) {
      return samples;
    }
    // Records of many leads at a high rate are shorter than an hour, or they would be too large.
    double most = Math.min(PART_S * sampleRateHz, (double) MOST_VALUES / leads);
    long parts = (long) Math.ceil(samples / Math.max(1, most));
    return (samples + parts - 1) / parts;
  }

  /** The id of a record that begins at a sample. */
  public static String id(String recordId, long from, double sampleRateHz) {
    String at = String.format(Locale.ROOT, "%.3f", from / sampleRateHz);
    return recordId + BEGIN + at.replaceFirst("\\.?0+$", "");
  }

  /** The id of the recording that a record is a part of, or is. */
  public static String recording(String id) {
    int at = id.lastIndexOf(BEGIN);
    return at < 0 ? id : id.substring(0, at);
  }

  /**
   * Hands on a recording that was read whole.
   *
   * @param path of the file, for the notice
   * @return what is to be said if it was cut
   */
  public List<Notice> apply(String path, Reading reading, Records records) throws IOException {
    Optional<Ecg> strip = reading.ecg(Ecg.Kind.RHYTHM);
    Ecg ecg = strip.orElse(reading.ecgs().get(0));
    long length = length(ecg.sampleRateHz(), ecg.leads().size(), ecg.samples());
    if (strip.isEmpty() || reading.ecgs().size() > 1 || length >= ecg.samples()) {
      records.accept(reading);
      return List.of();
    }
    Strips chosen = strips(ecg.samples(), length, records);
    for (long from = 0; from < ecg.samples(); from += length) {
      int to = (int) Math.min(ecg.samples(), from + length);
      String id = id(ecg.recordId(), from, ecg.sampleRateHz());
      chosen.accept(
          new Reading(
              List.of(ecg.part(id, (int) from, to)),
              reading.person(),
              List.of(),
              reading.assumed()));
    }
    chosen.finish();
    List<Notice> notices = new ArrayList<>(reading.notices());
    notices.add(chosen.notice(path, ecg.sampleRateHz()));
    return notices;
  }

  /** Takes the pieces of a recording and hands on those that become records. */
  public Strips strips(long samples, long length, Records records) {
    return new Strips(this, samples, length, records);
  }
}
