package org.ecglens.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.plan.EvaluationPlan;
import org.ecglens.plan.GroupBy;
import org.ecglens.run.storage.RunTables;
import org.ecglens.stats.Holm;
import org.ecglens.table.SubgroupRow;
import org.ecglens.table.Tables;
import org.ecglens.verdict.GroupComparison;
import org.ecglens.verdict.GroupScores;
import org.ecglens.verdict.GroupVerdict;
import org.ecglens.verdict.Interaction;
import org.ecglens.verdict.Judge;
import org.ecglens.verdict.TargetEvidence;
import org.ecglens.verdict.TargetScores;
import org.ecglens.verdict.TargetVerdict;

/**
 * Verdicts with what is said in groups of the records, and the table of it.
 *
 * @param tables of the run
 * @param plan of the run
 * @param scores from which verdicts are made
 */
record Subgroups(RunTables tables, EvaluationPlan plan, TargetScoresTable scores) {

  /**
   * Looks at the groups after all records have been judged.
   *
   * @param judge of all records
   * @param evidence of all records by target
   * @param verdicts on all records, in the order of the evidence
   */
  List<TargetVerdict> in(
      Judge judge, Map<String, TargetEvidence> evidence, List<TargetVerdict> verdicts)
      throws IOException {
    if (plan.by().isEmpty()) {
      return verdicts;
    }
    List<String> targets = List.copyOf(evidence.keySet());
    List<List<GroupVerdict>> groups = new ArrayList<>();
    targets.forEach(target -> groups.add(new ArrayList<>()));
    List<Interaction> interactions = new ArrayList<>();
    List<SubgroupRow> rows = new ArrayList<>();
    // One label at a time bounds the driver's memory.
    for (GroupBy by : plan.by()) {
      GroupSizes sizes = GroupSizes.of(tables, by);
      Map<String, Map<String, TargetScores>> found =
          sizes.problem() == null ? scores.of(sizes) : Map.of();
      for (int i = 0; i < targets.size(); i++) {
        TargetEvidence whole = evidence.get(targets.get(i));
        GroupComparison comparison =
            sizes.problem() == null
                ? GroupComparison.of(
                    judge,
                    whole,
                    by.toString(),
                    groups(whole, sizes, found.getOrDefault(targets.get(i), Map.of())),
                    plan.seed())
                : GroupComparison.none(by.toString(), sizes.problem());
        groups.get(i).addAll(comparison.groups());
        interactions.add(comparison.interaction());
        rows.addAll(rows(targets.get(i), by, comparison));
      }
    }
    tables.write(Tables.SUBGROUPS, rows);
    List<Double> adjusted = Holm.adjusted(interactions.stream().map(Interaction::p).toList());
    List<TargetVerdict> judged = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      List<Interaction> own = new ArrayList<>();
      for (int of = i; of < interactions.size(); of += targets.size()) {
        own.add(interactions.get(of).adjusted(adjusted.get(of)));
      }
      judged.add(verdicts.get(i).with(groups.get(i), own));
    }
    return judged;
  }

  private static List<GroupScores> groups(
      TargetEvidence whole, GroupSizes sizes, Map<String, TargetScores> found) {
    TargetScores all = whole.scores();
    return sizes.subjects().keySet().stream()
        .map(
            group ->
                new GroupScores(
                    group,
                    GroupSizes.isStated(group),
                    found.getOrDefault(
                        group,
                        TargetScores.none(all.target(), all.metric(), all.networks(), Map.of()))))
        .toList();
  }

  private static List<SubgroupRow> rows(String target, GroupBy by, GroupComparison comparison) {
    return comparison.methods().stream()
        .map(
            one ->
                new SubgroupRow(
                    target,
                    by.toString(),
                    one.group(),
                    one.method(),
                    one.standing(),
                    one.mean(),
                    one.units()))
        .toList();
  }
}
