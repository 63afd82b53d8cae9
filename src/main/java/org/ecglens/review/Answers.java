package org.ecglens.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ecglens.error.UserException;
import org.ecglens.report.text.PlainText;

/** The last words of one rater. */
final class Answers {
  private final ReviewKey key;
  private final ReviewKey.Rater rater;
  private final Set<String> codes = new HashSet<>();
  private final Map<Answer.Asked, Answer> last = new HashMap<>();

  Answers(ReviewKey key, ReviewKey.Rater rater) {
    this.key = key;
    this.rater = rater;
    rater.showings().forEach(showing -> codes.add(showing.code()));
  }

  /**
   * Refuses what is no answer to this rater's questions.
   *
   * @throws UserException saying what is wrong
   */
  void check(Answer answer) {
    if (!codes.contains(answer.item())) {
      throw new UserException(
          "item '%s' is none of %s".formatted(shown(answer.item()), rater.code()));
    }
    Question question =
        key.questions().stream()
            .filter(one -> one.id().equals(answer.question()))
            .findFirst()
            .orElseThrow(
                () ->
                    new UserException(
                        "question '%s' is not asked".formatted(shown(answer.question()))));
    if (answer.value() != null && !question.allows(answer.value())) {
      throw new UserException(
          "value %d is not among the answers to '%s', %s"
              .formatted(answer.value(), question.id(), question.values()));
    }
    // What JavaScript counts without gaps.
    if (answer.revision() < 1 || answer.revision() > (1L << 53) - 1) {
      throw new UserException("revision %d is no time".formatted(answer.revision()));
    }
  }

  /** Takes an answer that passed the check; gives whether it is later than what there was. */
  boolean take(Answer answer) {
    Answer before = last.get(answer.asked());
    if (before != null && before.revision() >= answer.revision()) {
      return false;
    }
    last.put(answer.asked(), answer);
    return true;
  }

  /** The same answers, to go on from. */
  Answers copy() {
    Answers copy = new Answers(key, rater);
    copy.last.putAll(last);
    return copy;
  }

  /** Whether there is another answer of the very same time. */
  boolean contradicts(Answer answer) {
    Answer before = last.get(answer.asked());
    return before != null
        && before.revision() == answer.revision()
        && !Objects.equals(before.value(), answer.value());
  }

  /** The last word; null where there is none. */
  Answer of(String item, String question) {
    return last.get(new Answer.Asked(item, question));
  }

  /** All last words in the order of showing. */
  List<Answer> all() {
    List<Answer> all = new ArrayList<>();
    for (ReviewKey.Showing showing : rater.showings()) {
      for (Question question : key.questions()) {
        Answer answer = of(showing.code(), question.id());
        if (answer != null) {
          all.add(answer);
        }
      }
    }
    return all;
  }

  /** Of how many pictures every question has an answer. */
  int done() {
    return (int)
        rater.showings().stream()
            .filter(
                showing ->
                    key.questions().stream()
                        .allMatch(question -> of(showing.code(), question.id()) != null))
            .count();
  }

  private static String shown(String text) {
    return text == null ? "" : PlainText.of(text, 40);
  }
}
