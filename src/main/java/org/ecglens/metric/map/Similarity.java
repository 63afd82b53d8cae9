package org.ecglens.metric.map;

import org.ecglens.metric.ScoreValue;

/**
 * How alike two maps of one record are. All are symmetric and 1 for equal maps; a positive factor
 * on either map changes nothing.
 */
public enum Similarity {
  /** Pearson correlation of the signed maps, −1 to 1; independent maps have 0. */
  PEARSON("pearson") {
    @Override
    ScoreValue compare(RankedMap one, RankedMap other) {
      return one.isConstant() || other.isConstant()
          ? ScoreValue.none(RankedMap.CONSTANT)
          : ScoreValue.of(one.correlation(other));
    }
  },
  /**
   * Spearman correlation of |a|, average ranks on ties, −1 to 1 ("rank absolute": Adebayo et al.,
   * NeurIPS 2018); independent maps have 0.
   */
  SPEARMAN("spearman") {
    @Override
    ScoreValue compare(RankedMap one, RankedMap other) {
      return flat(one, other) ? ScoreValue.none(FLAT) : ScoreValue.of(one.rankCorrelation(other));
    }
  },
  /**
   * Share of the k points of largest |a| that both maps have in common, 0 to 1, ties by index
   * ("feature agreement": Krishna et al., "The disagreement problem in explainable machine
   * learning", 2022); independent maps have k / points.
   */
  TOP_K("top-k") {
    @Override
    ScoreValue compare(RankedMap one, RankedMap other) {
      return flat(one, other)
          ? ScoreValue.none(FLAT)
          : ScoreValue.of((double) one.topInCommon(other) / one.topSize());
    }
  },
  /**
   * Share of the k points of largest |a| that both maps have in common and give the same sign, 0 to
   * 1 ("sign agreement", the same source); never above {@link #TOP_K}. Independent maps of
   * symmetric sign have half as much. Signs of all points would say little: most points are close
   * to zero, where the sign is noise.
   */
  SIGN("sign") {
    @Override
    ScoreValue compare(RankedMap one, RankedMap other) {
      return flat(one, other)
          ? ScoreValue.none(FLAT)
          : ScoreValue.of((double) one.topInCommonWithSign(other) / one.topSize());
    }
  };

  private static final String FLAT = "the map's |a| is the same everywhere";

  private final String label;

  Similarity(String label) {
    this.label = label;
  }

  /** Name as in tables, for example {@code top-k}. */
  public String label() {
    return label;
  }

  /**
   * Compares two maps; without value where one is zero or has no differences to compare.
   *
   * @throws IllegalArgumentException if the maps differ in size or in the size of their top
   */
  public ScoreValue between(RankedMap one, RankedMap other) {
    if (one.size() != other.size() || one.topSize() != other.topSize()) {
      throw new IllegalArgumentException(
          one.topSize()
              + " of "
              + one.size()
              + " points against "
              + other.topSize()
              + " of "
              + other.size());
    }
    return one.isZero() || other.isZero() ? ScoreValue.none(RankedMap.ZERO) : compare(one, other);
  }

  abstract ScoreValue compare(RankedMap one, RankedMap other);

  private static boolean flat(RankedMap one, RankedMap other) {
    return one.isFlat() || other.isFlat();
  }
}
