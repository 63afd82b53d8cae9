package org.ecglens.metric.map;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Waves;
import org.ecglens.metric.ScoreValue;
import org.ecglens.perturbation.Wave;

/**
 * Where the relevance of a map lies. A mask {@code [lead * samples + sample]} marks the points that
 * a truthful map would find. Ties of |a| are split evenly: a map that is the same in every lead, as
 * Grad-CAM's is, must not gain or lose by the order of the leads.
 */
public final class Localisation {
  /** Name of the part of a record outside its waves. */
  public static final String REST = "rest";

  private static final String EMPTY = "the mask is empty";

  private Localisation() {}

  /**
   * Share of a part of the record in a map's relevance.
   *
   * @param part wave, {@link #REST}, or lead
   * @param share of Σ|a|, 0 to 1
   * @param overArea the share divided by the part's share of the points: 1 is chance
   */
  public record Share(String part, ScoreValue share, ScoreValue overArea) {}

  /**
   * Shares of P, QRS, T and the rest, over all leads. A point in two waves counts in both; where a
   * wave is absent it has no share and its points, if any, are in the rest.
   *
   * @param map {@code [lead * samples + sample]}, finite
   * @param samples in each lead
   * @param waves limits in samples of the map; they belong to the waves
   */
  public static List<Share> waveShares(float[] map, int samples, Waves waves) {
    double[] bySample = new double[samples];
    double total = 0;
    for (int point = 0; point < map.length; point++) {
      bySample[point % samples] += Math.abs(map[point]);
      total += Math.abs(map[point]);
    }
    boolean[] inWaves = new boolean[samples];
    List<Share> shares = new ArrayList<>();
    boolean measured = false;
    for (Wave wave : Wave.values()) {
      Integer onset = wave.onset(waves);
      Integer offset = wave.offset(waves);
      if (onset == null || offset == null || onset < 0 || offset < onset || offset >= samples) {
        shares.add(missing(wave.name(), "the record has no such wave"));
        continue;
      }
      measured = true;
      double sum = 0;
      for (int sample = onset; sample <= offset; sample++) {
        sum += bySample[sample];
        inWaves[sample] = true;
      }
      shares.add(share(wave.name(), sum, total, (offset - onset + 1.0) / samples));
    }
    double rest = 0;
    int restSamples = 0;
    for (int sample = 0; sample < samples; sample++) {
      if (!inWaves[sample]) {
        rest += bySample[sample];
        restSamples++;
      }
    }
    shares.add(
        measured
            ? share(REST, rest, total, (double) restSamples / samples)
            : missing(REST, "the record has no waves"));
    return shares;
  }

  /**
   * Shares of the leads.
   *
   * @param map {@code [lead * samples + sample]}, finite
   * @param leads names in the order of the map
   */
  public static List<Share> leadShares(float[] map, List<String> leads) {
    int samples = map.length / leads.size();
    double[] sums = new double[leads.size()];
    double total = 0;
    for (int point = 0; point < map.length; point++) {
      sums[point / samples] += Math.abs(map[point]);
      total += Math.abs(map[point]);
    }
    List<Share> shares = new ArrayList<>();
    for (int lead = 0; lead < sums.length; lead++) {
      shares.add(share(leads.get(lead), sums[lead], total, 1.0 / sums.length));
    }
    return shares;
  }

  /** All measures against a mask that does not exist, without value. */
  public static Map<MapMetric, ScoreValue> none(String reason) {
    Map<MapMetric, ScoreValue> outcomes = new EnumMap<>(MapMetric.class);
    for (MapMetric metric :
        List.of(
            MapMetric.WAVE_SHARE,
            MapMetric.WAVE_SHARE_OVER_AREA,
            MapMetric.POINTING_GAME,
            MapMetric.RANK_ACCURACY,
            MapMetric.AUPRC)) {
      outcomes.put(metric, ScoreValue.none(reason));
    }
    return outcomes;
  }

  /** All measures against a mask. */
  public static Map<MapMetric, ScoreValue> against(RankedMap map, boolean[] mask) {
    Map<MapMetric, ScoreValue> outcomes = new EnumMap<>(MapMetric.class);
    outcomes.put(MapMetric.WAVE_SHARE, share(map, mask));
    outcomes.put(MapMetric.WAVE_SHARE_OVER_AREA, shareOverArea(map, mask));
    outcomes.put(MapMetric.POINTING_GAME, pointingGame(map, mask));
    outcomes.put(MapMetric.RANK_ACCURACY, rankAccuracy(map, mask));
    outcomes.put(MapMetric.AUPRC, auprc(map, mask));
    return outcomes;
  }

  /**
   * Σ|a| in the mask divided by Σ|a| ("relevance mass accuracy": Arras et al., Information Fusion
   * 2022;81:14–40). 0 to 1, higher is better; chance is the mask's share of the points.
   */
  public static ScoreValue share(RankedMap map, boolean[] mask) {
    String reason = problem(map, mask);
    if (reason != null) {
      return ScoreValue.none(reason);
    }
    double sum = 0;
    for (int point = 0; point < mask.length; point++) {
      if (mask[point]) {
        sum += map.magnitude(point);
      }
    }
    return ScoreValue.of(sum / map.total());
  }

  /**
   * {@link #share} divided by the mask's share of the points: a large mask is easy to hit. 0 to 1 /
   * that share; 1 is chance, higher is better.
   */
  public static ScoreValue shareOverArea(RankedMap map, boolean[] mask) {
    ScoreValue share = share(map, mask);
    return share.value() == null
        ? share
        : ScoreValue.of(share.value() * mask.length / marked(mask));
  }

  /**
   * 1 if the point of largest |a| lies in the mask, else 0 (Zhang et al., Int J Comput Vis
   * 2018;126:1084–1102); where several are largest, the share of them that does. Higher is better.
   */
  public static ScoreValue pointingGame(RankedMap map, boolean[] mask) {
    String reason = problem(map, mask);
    if (reason != null) {
      return ScoreValue.none(reason);
    }
    int end = map.tieEnd(0);
    return ScoreValue.of((double) hits(map, mask, 0, end) / end);
  }

  /**
   * Share of the m points of largest |a| that lie in the mask, m being the mask's size ("relevance
   * rank accuracy": Arras et al., the same source); of points tied at the m-th place the share that
   * chance would pick. 0 to 1, higher is better; chance is the mask's share of the points.
   */
  public static ScoreValue rankAccuracy(RankedMap map, boolean[] mask) {
    String reason = problem(map, mask);
    if (reason != null) {
      return ScoreValue.none(reason);
    }
    int size = marked(mask);
    double hits = 0;
    int place = 0;
    while (place < size) {
      int end = map.tieEnd(place);
      double picked = (double) (Math.min(end, size) - place) / (end - place);
      hits += picked * hits(map, mask, place, end);
      place = end;
    }
    return ScoreValue.of(hits / size);
  }

  /**
   * Area under the curve of precision over recall when |a| finds the points of the mask, as average
   * precision: Σ (R_n − R_{n−1}) P_n over the distinct values of |a|, descending. 0 to 1, higher is
   * better; chance is the mask's share of the points.
   */
  public static ScoreValue auprc(RankedMap map, boolean[] mask) {
    String reason = problem(map, mask);
    if (reason != null) {
      return ScoreValue.none(reason);
    }
    double area = 0;
    int found = 0;
    int place = 0;
    while (place < map.size()) {
      int end = map.tieEnd(place);
      int here = hits(map, mask, place, end);
      found += here;
      area += (double) here * found / end;
      place = end;
    }
    return ScoreValue.of(area / found);
  }

  private static String problem(RankedMap map, boolean[] mask) {
    if (mask.length != map.size()) {
      throw new IllegalArgumentException(
          "a mask of " + mask.length + " points for a map of " + map.size());
    }
    if (marked(mask) == 0) {
      return EMPTY;
    }
    return map.isZero() ? RankedMap.ZERO : null;
  }

  private static int marked(boolean[] mask) {
    int marked = 0;
    for (boolean in : mask) {
      marked += in ? 1 : 0;
    }
    return marked;
  }

  private static int hits(RankedMap map, boolean[] mask, int from, int to) {
    int hits = 0;
    for (int place = from; place < to; place++) {
      hits += mask[map.at(place)] ? 1 : 0;
    }
    return hits;
  }

  private static Share share(String part, double sum, double total, double area) {
    if (total == 0) {
      return missing(part, RankedMap.ZERO);
    }
    ScoreValue overArea =
        area == 0
            ? ScoreValue.none("no sample is outside the waves")
            : ScoreValue.of(sum / total / area);
    return new Share(part, ScoreValue.of(sum / total), overArea);
  }

  private static Share missing(String part, String reason) {
    return new Share(part, ScoreValue.none(reason), ScoreValue.none(reason));
  }
}
