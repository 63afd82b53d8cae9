package org.ecglens.finished;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.report.paper.Case;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.text.PlainText;

/**
 * Which predictions of one record are drawn.
 *
 * @param id of the record
 * @param models networks; none for all
 * @param targets none for all
 * @param methods none for all
 */
public record CaseChoice(
    String id, List<String> models, List<String> targets, List<String> methods) {
  private static final int MOST_CASES = 30;

  /**
   * The maps of the choice, computed again.
   *
   * @throws UserException if the run has no such network, target or method, or too many are chosen
   */
  public List<ExplainedEcg> explained(RunExplanations explanations) throws IOException {
    return explanations.explain(chosen(explanations.cases(id)), methods, false);
  }

  private List<Case> chosen(List<Case> all) {
    check("network", models, all, Case::model);
    check("target", targets, all, Case::target);
    List<Case> chosen =
        all.stream()
            .filter(one -> models.isEmpty() || models.contains(one.model()))
            .filter(one -> targets.isEmpty() || targets.contains(one.target()))
            .toList();
    if (chosen.isEmpty()) {
      throw new UserException(
          "No network of --model has a target of --target. The run has "
              + all.stream()
                  .map(one -> one.target() + " by " + one.model())
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (chosen.size() > MOST_CASES) {
      throw new UserException(
          "The run has %d predictions of record '%s'; choose at most %d with --model or --target."
              .formatted(chosen.size(), PlainText.of(id, 80), MOST_CASES));
    }
    return chosen;
  }

  private static void check(
      String what, List<String> asked, List<Case> cases, Function<Case, String> name) {
    Set<String> known = cases.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    for (String one : asked) {
      if (!known.contains(one)) {
        throw Suggestion.unknown(what, one, known);
      }
    }
  }

  /** Requested methods that have nothing to draw. */
  public List<String> missing(ExplainedEcg explained) {
    Set<String> missing = new LinkedHashSet<>(methods);
    explained.maps().forEach(map -> missing.remove(map.method()));
    return missing.stream()
        .map(
            method ->
                "No picture of %s for %s by %s: its map is not finite."
                    .formatted(method, explained.target(), explained.model()))
        .toList();
  }
}
