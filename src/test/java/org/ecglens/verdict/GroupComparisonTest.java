package org.ecglens.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class GroupComparisonTest {
  private static final Judge JUDGE = new Judge(Thresholds.DEFAULT, 0);
  private static final List<String> METHODS =
      List.of("saliency", "smoothgrad", "deeplift", "random");

  /** Two operators of which the second perturbs ten times as much. */
  private static GroupScores group(String name, int records, double... means) {
    double[][][][] values = new double[2][METHODS.size()][1][records];
    for (int operator = 0; operator < 2; operator++) {
      for (int method = 0; method < METHODS.size(); method++) {
        Draws draws = Draws.of(operator, name, METHODS.get(method));
        for (int record = 0; record < records; record++) {
          values[operator][method][0][record] =
              (operator == 0 ? 1 : 10) * (means[method] + 0.4 * draws.gaussian(0, record));
        }
      }
    }
    return new GroupScores(
        name,
        !name.equals("not stated"),
        new TargetScores(
            "QT",
            "aopc-over-random",
            true,
            METHODS,
            List.of("net"),
            List.of("zero", "add-noise"),
            values,
            records,
            records,
            0,
            Map.of()));
  }

  private static GroupComparison compared(GroupScores... groups) {
    TargetScores all =
        TargetScores.joined(List.of(groups).stream().map(GroupScores::scores).toList());
    return GroupComparison.of(JUDGE, TargetEvidence.of(all), "sex", List.of(groups), 3);
  }

  @Test
  void eachGroupHasItsOwnBestMethod() {
    GroupComparison found =
        compared(group("0", 60, 1.5, 0.5, 0.5, 0), group("1", 60, 0.5, 1.5, 0.5, 0));
    assertThat(found.groups())
        .extracting(GroupVerdict::group, GroupVerdict::recommended, GroupVerdict::records)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("0", List.of("saliency"), 60L),
            org.assertj.core.groups.Tuple.tuple("1", List.of("smoothgrad"), 60L));
    assertThat(found.interaction().p()).isLessThan(0.001);
    assertThat(found.interaction().groups()).containsExactly("0", "1");
    assertThat(found.interaction().effect()).isBetween(0.4, 1.0);
    assertThat(found.methods())
        .filteredOn(one -> one.method().equals("saliency"))
        .extracting(GroupMethod::standing)
        .containsExactly("recommended", "worse");
    assertThat(found.methods())
        .filteredOn(one -> one.method().equals("random"))
        .extracting(GroupMethod::standing)
        .containsOnly("control");
  }

  @Test
  void groupsThatAreAlikeAreNotToldApart() {
    GroupComparison found =
        compared(group("0", 60, 1.5, 0.5, 0.5, 0), group("1", 40, 1.5, 0.5, 0.5, 0));
    assertThat(found.groups())
        .allSatisfy(group -> assertThat(group.recommended()).containsExactly("saliency"));
    assertThat(found.interaction().p()).isGreaterThan(0.01);
    assertThat(found.interaction().effect()).isLessThan(0.05);
  }

  @Test
  void aVerdictInAGroupIsThatOfItsRecordsAlone() {
    GroupScores one = group("0", 60, 1.5, 0.5, 0.5, 0);
    TargetVerdict alone = JUDGE.verdict(TargetEvidence.of(one.scores()));
    GroupComparison found = compared(one, group("1", 60, 0, 1, 0, 0));
    assertThat(found.groups().get(0)).isEqualTo(GroupVerdict.of("sex", "0", alone));
  }

  /** The mean size of an operator's scores over all groups is 1. */
  @Test
  void meansOfGroupsCanBeCompared() {
    GroupComparison found = compared(group("0", 400, 2, 2, 2, 2), group("1", 400, 6, 6, 6, 6));
    assertThat(found.methods())
        .filteredOn(one -> one.group().equals("0"))
        .hasSize(4)
        .allSatisfy(one -> assertThat(one.mean()).isCloseTo(0.5, within(0.03)));
    assertThat(found.methods())
        .filteredOn(one -> one.group().equals("1"))
        .hasSize(4)
        .allSatisfy(one -> assertThat(one.mean()).isCloseTo(1.5, within(0.03)));
  }

  @Test
  void groupsThatAreAlikeHaveAnyP() {
    int runs = 100;
    double sum = 0;
    int below = 0;
    for (int run = 0; run < runs; run++) {
      GroupComparison found =
          compared(group("a" + run, 20, 1, 0.5, 0.5, 0), group("b" + run, 12, 1, 0.5, 0.5, 0));
      sum += found.interaction().p() / runs;
      below += found.interaction().p() <= 0.2 ? 1 : 0;
    }
    // Standard errors: 0.029 and 4.
    assertThat(sum).isCloseTo(0.5, within(0.1));
    assertThat(below).isBetween(8, 34);
  }

  @Test
  void smallGroupsAndRecordsWithoutTheLabelAreNoEvidence() {
    GroupComparison found =
        compared(
            group("0", 30, 1.5, 0.5, 0.5, 0),
            group("1", 1, 0.5, 1.5, 0.5, 0),
            group("not stated", 30, 0.5, 1.5, 0.5, 0));
    assertThat(found.interaction())
        .isEqualTo(Interaction.none("sex", "fewer than two groups have two records with scores"));
    assertThat(found.groups().get(1).recommended()).isEmpty();
    assertThat(found.groups().get(1).reason()).startsWith("1 record of 1 subject");
    assertThat(found.groups().get(2).recommended()).containsExactly("smoothgrad");
  }

  @Test
  void aGroupWithoutScoresSaysSo() {
    GroupScores none =
        new GroupScores(
            "1", true, TargetScores.none("QT", "aopc-over-random", List.of("net"), Map.of()));
    GroupScores one = group("0", 30, 1.5, 0.5, 0.5, 0);
    GroupComparison found =
        GroupComparison.of(JUDGE, TargetEvidence.of(one.scores()), "sex", List.of(none, one), 3);
    assertThat(found.groups().get(0).reason()).isEqualTo("no record has a score of every method");
    assertThat(found.methods().get(0).mean()).isNull();
    assertThat(found.groups().get(1).recommended()).containsExactly("saliency");
    GroupComparison nothing =
        GroupComparison.of(JUDGE, TargetEvidence.of(none.scores()), "sex", List.of(none), 3);
    assertThat(nothing.interaction().reason()).isEqualTo("fewer than two methods have scores");
    assertThat(nothing.methods()).isEmpty();
  }
}
