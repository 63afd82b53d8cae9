package org.ecglens.attribution;

import java.io.Serializable;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.Signal;
import org.ecglens.perturbation.WindowWidth;

/** How the time axis of a record is cut into segments. */
interface TimeSegments extends Serializable {
  /** What {@link #parse} reads, to complete "must be …". */
  String TEXT =
      "a share of the record such as 1/12, samples such as 25, a time such as 50ms, or waves";

  /** Where segments begin, ascending from 0, and the number of samples behind the last one. */
  int[] bounds(ExplainableBatch batch, int record);

  /**
   * Reads {@code 1/12}, {@code waves} or what {@link WindowWidth} reads.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  static TimeSegments parse(String text) {
    return text.equals(ByWave.NAME) ? new ByWave() : Width.parse(text);
  }

  /**
   * Segments of one width; where it does not divide the record, the last one is shorter, and shares
   * differ by a sample.
   *
   * @param share 12 for a twelfth of the record; 0 where it is a width
   * @param width null where it is a share
   */
  record Width(int share, WindowWidth width) implements TimeSegments {
    private static final Pattern SHARE = Pattern.compile("1/([1-9]\\d{0,3})");

    /**
     * Reads {@code 1/12} or what {@link WindowWidth} reads.
     *
     * @throws IllegalArgumentException if the text is none of them
     */
    static Width parse(String text) {
      Matcher matcher = SHARE.matcher(text);
      if (matcher.matches()) {
        return new Width(Integer.parseInt(matcher.group(1)), null);
      }
      try {
        return new Width(0, WindowWidth.of(text));
      } catch (UserException e) {
        throw new IllegalArgumentException(text, e);
      }
    }

    /** Samples of a segment, at least 1; of shares those of the longest. */
    int samples(ExplainableBatch batch, int record) {
      if (width == null) {
        return (batch.samples() - 1) / share + 1;
      }
      return width.in(
          new Signal(
              batch.signal(record),
              batch.leads(),
              batch.samples(),
              batch.context(record).leadNames(),
              batch.context(record).sampleRateHz()));
    }

    @Override
    public int[] bounds(ExplainableBatch batch, int record) {
      int end = batch.samples();
      int length = samples(batch, record);
      int count = width == null ? Math.min(share, end) : (end - 1) / length + 1;
      int[] bounds = new int[count + 1];
      for (int i = 0; i <= count; i++) {
        bounds[i] = width == null ? (int) ((long) i * end / count) : Math.min(end, i * length);
      }
      return bounds;
    }

    @Override
    public String toString() {
      return width == null ? "1/" + share : width.toString();
    }
  }

  /**
   * P, QRS, T and what lies between them, before and behind: cut where a wave begins and where it
   * ends, as far as its limits are known. Records without any known limit are cut into twelfths.
   */
  record ByWave() implements TimeSegments {
    static final String NAME = "waves";
    private static final Width OTHERWISE = new Width(12, null);

    @Override
    public int[] bounds(ExplainableBatch batch, int record) {
      Waves waves = batch.context(record).waves();
      int end = batch.samples();
      TreeSet<Integer> cuts = new TreeSet<>();
      Stream.of(waves.pOnset(), waves.qrsOnset(), waves.tOnset())
          .filter(cut -> cut != null && cut > 0 && cut < end)
          .forEach(cuts::add);
      Stream.of(waves.pOffset(), waves.qrsOffset(), waves.tOffset())
          .filter(cut -> cut != null && cut >= 0 && cut < end - 1)
          .forEach(cut -> cuts.add(cut + 1));
      if (cuts.isEmpty()) {
        return OTHERWISE.bounds(batch, record);
      }
      cuts.add(0);
      cuts.add(end);
      return cuts.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
      return NAME;
    }
  }
}
