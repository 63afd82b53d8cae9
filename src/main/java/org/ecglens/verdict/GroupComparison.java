package org.ecglens.verdict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.attribution.Controls;
import org.ecglens.random.Draws;
import org.ecglens.stats.GroupInteraction;

/**
 * One target in the groups that a label makes of the records.
 *
 * @param groups what is said in each
 * @param interaction whether the methods differ in the same way in all of them
 * @param methods means by group and method
 */
public record GroupComparison(
    List<GroupVerdict> groups, Interaction interaction, List<GroupMethod> methods) {
  private static final int LEAST_UNITS = 2;

  /** Copies the lists. */
  public GroupComparison {
    groups = List.copyOf(groups);
    methods = List.copyOf(methods);
  }

  /** No groups. */
  public static GroupComparison none(String by, String reason) {
    return new GroupComparison(List.of(), Interaction.none(by, reason), List.of());
  }

  /**
   * Judges each group, and tests whether they differ.
   *
   * @param judge of all records
   * @param whole evidence over all records; checks are not made again for a group
   * @param by label that groups are made by
   * @param groups at least one, in their order
   * @param seed of the run
   */
  public static GroupComparison of(
      Judge judge, TargetEvidence whole, String by, List<GroupScores> groups, long seed) {
    List<GroupVerdict> verdicts = new ArrayList<>();
    List<GroupMethod> methods = new ArrayList<>();
    List<GroupScores> scored = groups.stream().filter(group -> group.scores().units() > 0).toList();
    TargetScores all =
        scored.isEmpty()
            ? whole.scores()
            : TargetScores.joined(scored.stream().map(GroupScores::scores).toList()).comparable();
    double[][] means =
        Arrays.stream(all.overOperators()).map(Comparison::unitMeans).toArray(double[][]::new);
    int from = 0;
    for (GroupScores group : groups) {
      TargetVerdict verdict = judge.verdict(whole.with(group.scores()));
      verdicts.add(GroupVerdict.of(by, group.group(), verdict));
      int units = group.scores().units();
      for (int method = 0; method < all.methods().size(); method++) {
        double[] row = means[method];
        methods.add(
            new GroupMethod(
                group.group(),
                all.methods().get(method),
                standing(verdict, all.methods().get(method)),
                units == 0
                    ? null
                    : (Double) IntStream.range(from, from + units).mapToDouble(u -> row[u]).sum()
                        / units,
                units));
      }
      from += units;
    }
    return new GroupComparison(
        verdicts,
        interaction(by, scored, all, means, Draws.of(seed, "groups", whole.scores().target(), by)),
        methods);
  }

  private static Interaction interaction(
      String by, List<GroupScores> scored, TargetScores all, double[][] means, Draws draws) {
    double[][] own =
        IntStream.range(0, means.length)
            .filter(method -> !Controls.is(all.methods().get(method)))
            .mapToObj(method -> means[method])
            .toArray(double[][]::new);
    if (own.length < 2) {
      return Interaction.none(by, "fewer than two methods have scores");
    }
    List<String> names = new ArrayList<>();
    List<Integer> units = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    int from = 0;
    for (GroupScores group : scored) {
      int size = group.scores().units();
      if (group.stated() && size >= LEAST_UNITS) {
        for (int unit = from; unit < from + size; unit++) {
          units.add(unit);
          groups.add(names.size());
        }
        names.add(group.group());
      }
      from += size;
    }
    if (names.size() < 2) {
      return Interaction.none(by, "fewer than two groups have two records with scores");
    }
    double[][] some = new double[own.length][];
    for (int method = 0; method < own.length; method++) {
      double[] row = own[method];
      some[method] = units.stream().mapToDouble(unit -> row[unit]).toArray();
    }
    GroupInteraction found =
        GroupInteraction.of(some, groups.stream().mapToInt(Integer::intValue).toArray(), draws);
    return new Interaction(by, found.p(), found.p(), found.effect(), names, null);
  }

  private static String standing(TargetVerdict verdict, String method) {
    if (Controls.is(method)) {
      return "control";
    }
    if (verdict.recommended().contains(method)) {
      return "recommended";
    }
    if (verdict.worse().stream().anyMatch(worse -> worse.method().equals(method))) {
      return "worse";
    }
    return verdict.unsound().stream().anyMatch(unsound -> unsound.method().equals(method))
        ? "unsound"
        : "undecided";
  }
}
