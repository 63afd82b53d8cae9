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
              Stream.of(PartialRankCorrelation.LABEL, PartialRankCorrelation.BESIDE_POPULATION))
          .toList();

  /** The element by which it is decided. */
  public static final int PARTIAL = MEASURES.indexOf(PartialRankCorrelation.LABEL);

  /** The element that says whether two maps are the same. */
  public static final int PLAIN = MEASURES.indexOf(Similarity.SPEARMAN.label());

  /** The element in which what the method says of other records is held fixed too. */
  public static final int BESIDE_POPULATION =
      MEASURES.indexOf(PartialRankCorrelation.BESIDE_POPULATION);

  private static final String NO_POPULATION = "there is no map of other records";

  private Likeness() {}

  /**
   * Compares two maps.
   *
   * @param given signals whose |x| is held fixed in the last two elements; null among them counts
   *     as none
   * @param population the method's mean maps of other records, held fixed in the last element,
   *     which is missing where there is none or one has no order
   */
  static Moments of(
      RankedMap one, RankedMap other, List<RankedMap> given, List<RankedMap> population) {
    Stream<ScoreValue> plain =
        Arrays.stream(Similarity.values()).map(similarity -> similarity.between(one, other));
    List<RankedMap> signals = given.stream().filter(Objects::nonNull).toList();
    ScoreValue partial = PartialRankCorrelation.of(one, other, signals);
    ScoreValue beside =
        population.isEmpty() || population.stream().anyMatch(RankedMap::isFlat)
            ? ScoreValue.none(NO_POPULATION)
            : PartialRankCorrelation.of(
                one, other, Stream.concat(signals.stream(), population.stream()).toList());
    return Moments.of(Stream.concat(plain, Stream.of(partial, beside)).toList());
  }
}
