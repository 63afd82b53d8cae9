package org.ecglens.ecg;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a beat by the limits of its waves, in some leads.
 *
 * @param from where it begins: a limit or peak of a wave, as {@code qrs_onset}, and a distance from
 *     it in ms, as {@code qrs_offset+80}
 * @param to where it ends, in the same way
 * @param leads names; empty for all
 */
public record WaveWindow(String from, String to, List<String> leads) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Map<String, Function<Waves, Integer>> POINTS =
      Map.of(
          "p_onset", Waves::pOnset,
          "p_peak", Waves::pPeak,
          "p_offset", Waves::pOffset,
          "qrs_onset", Waves::qrsOnset,
          "qrs_peak", Waves::qrsPeak,
          "qrs_offset", Waves::qrsOffset,
          "t_onset", Waves::tOnset,
          "t_peak", Waves::tPeak,
          "t_offset", Waves::tOffset);

  private static final Pattern PLACE = Pattern.compile("([a-z_]+)([+-]\\d{1,4})?");
  private static final double MS = 1000;

  /** Copies the leads. */
  public WaveWindow {
    leads = leads == null ? List.of() : List.copyOf(leads);
  }

  /** A part of all leads. */
  public static WaveWindow of(String from, String to, String... leads) {
    return new WaveWindow(from, to, List.of(leads));
  }

  /** Whether a word says where a window begins or ends. */
  public static boolean isPlace(String word) {
    Matcher matcher = PLACE.matcher(word);
    return matcher.matches() && POINTS.containsKey(matcher.group(1));
  }

  /**
   * The first sample.
   *
   * @param sampleRateHz of the record
   * @return empty where the record lacks the limit, or its rate is not known and is needed
   */
  public Optional<Integer> first(Waves waves, double sampleRateHz) {
    return sample(from, waves, sampleRateHz);
  }

  /** The last sample, as {@link #first}. */
  public Optional<Integer> last(Waves waves, double sampleRateHz) {
    return sample(to, waves, sampleRateHz);
  }

  private static Optional<Integer> sample(String place, Waves waves, double sampleRateHz) {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches() || !POINTS.containsKey(matcher.group(1))) {
      throw new IllegalArgumentException(place + " is no place in a beat");
    }
    Integer point = POINTS.get(matcher.group(1)).apply(waves);
    if (point == null || matcher.group(2) == null) {
      return Optional.ofNullable(point);
    }
    return sampleRateHz > 0
        ? Optional.of(
            point + (int) Math.round(Integer.parseInt(matcher.group(2)) / MS * sampleRateHz))
        : Optional.empty();
  }
}
