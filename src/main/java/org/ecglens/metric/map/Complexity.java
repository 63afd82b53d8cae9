package org.ecglens.metric.map;

import org.ecglens.metric.ScoreValue;

/** On how few points the relevance of a map lies. */
public final class Complexity {

  private Complexity() {}

  /**
   * Gini index of |a|: 1 − 2 Σ_i |a|_(i) / Σ|a| · (N − i + ½) / N over ascending |a| (Hurley and
   * Rickard, IEEE Trans Inf Theory 2009;55(10):4723–4741; as sparseness of maps Chalasani et al.,
   * ICML 2020). 0 for a constant map to 1 − 1/N for one point; higher is sparser. None for a zero
   * map.
   */
  public static ScoreValue gini(RankedMap map) {
    if (map.isZero()) {
      return ScoreValue.none(RankedMap.ZERO);
    }
    double sum = 0;
    for (int place = 0; place < map.size(); place++) {
      sum += map.sorted(place) * (place + 0.5);
    }
    return ScoreValue.of(Math.max(0, 1 - 2 * sum / (map.size() * map.total())));
  }

  /**
   * Entropy −Σ p ln p of p = |a| / Σ|a| (Bhatt et al., IJCAI 2020). 0 for one point to ln N for a
   * constant map; lower is simpler. None for a zero map.
   */
  public static ScoreValue entropy(RankedMap map) {
    if (map.isZero()) {
      return ScoreValue.none(RankedMap.ZERO);
    }
    double entropy = 0;
    for (int point = 0; point < map.size(); point++) {
      double share = map.magnitude(point) / map.total();
      if (share > 0) {
        entropy -= share * StrictMath.log(share);
      }
    }
    return ScoreValue.of(entropy);
  }
}
