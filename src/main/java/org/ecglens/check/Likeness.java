package org.ecglens.check;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.ecglens.metric.Moments;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.PartialRankCorrelation;
import org.ecglens.metric.map.RankedMap;
import org.ecglens.metric.map.Similarity;

/** How maps are compared in weight randomisation: by all similarities, and given the signals. */
public final class Likeness {
  /** Names of the elements of a comparison, in its order. */
  public static final List<String> MEASURES =
      Stream.concat(
              Arrays.stream(Similarity.values()).map(Similarity::label),
              Stream.of(PartialRankCorrelation.LABEL))
          .toList();

  /** The element by which it is decided. */
  public static final int PARTIAL = MEASURES.indexOf(PartialRankCorrelation.LABEL);

  /** The element that says whether two maps are the same. */
  public static final int PLAIN = MEASURES.indexOf(Similarity.SPEARMAN.label());

  private Likeness() {}

  /**
   * Compares two maps.
   *
   * @param given signals whose |x| is held fixed in the last element; null among them counts as
   *     none
   */
  static Moments of(RankedMap one, RankedMap other, List<RankedMap> given) {
    Stream<ScoreValue> plain =
        Arrays.stream(Similarity.values()).map(similarity -> similarity.between(one, other));
    ScoreValue partial =
        PartialRankCorrelation.of(one, other, given.stream().filter(Objects::nonNull).toList());
    return Moments.of(Stream.concat(plain, Stream.of(partial)).toList());
  }
}
