package org.ecglens.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.stats.Concordance;
import org.ecglens.stats.WeightedKappa;

/**
 * How far a rater gives the same answer to the same picture shown again.
 *
 * @param rater code
 * @param question id
 * @param pairs of answers, both with a value
 * @param exact share of equal pairs, null where there is none
 * @param kappa with quadratic weights over the pairs
 */
public record SelfAgreement(
    String rater, String question, List<Pair> pairs, Double exact, Concordance kappa) {
  /** Copies the list. */
  public SelfAgreement {
    pairs = List.copyOf(pairs);
  }

  /**
   * Two answers of a rater to one question about one heatmap.
   *
   * @param shown the second showing
   * @param first value given first
   * @param second value given to the repeat
   */
  public record Pair(ReviewKey.Showing shown, int first, int second) {}

  /** Compares the answers to one question. */
  static SelfAgreement of(ReviewKey.Rater rater, Question question, Answers answers) {
    Map<ReviewItem.Id, Integer> first = new HashMap<>();
    List<Pair> pairs = new ArrayList<>();
    for (ReviewKey.Showing showing : rater.showings()) {
      Answer answer = answers.of(showing.code(), question.id());
      ReviewItem.Id item = showing.item();
      Integer value = answer == null ? null : answer.value();
      if (!showing.repeat()) {
        first.put(item, value);
      } else if (value != null && first.get(item) != null) {
        pairs.add(new Pair(showing, first.get(item), value));
      }
    }
    return new SelfAgreement(
        rater.code(),
        question.id(),
        pairs,
        pairs.isEmpty()
            ? null
            : pairs.stream().filter(pair -> pair.first() == pair.second()).count()
                / (double) pairs.size(),
        WeightedKappa.of(
            pairs.stream().mapToDouble(Pair::first).toArray(),
            pairs.stream().mapToDouble(Pair::second).toArray()));
  }
}
