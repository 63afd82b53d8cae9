package org.ecglens.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecglens.verdict.Deviation;
import org.ecglens.verdict.GroupVerdict;
import org.ecglens.verdict.Interaction;
import org.ecglens.verdict.Judge;
import org.ecglens.verdict.SampleVerdicts;
import org.ecglens.verdict.TargetEvidence;
import org.ecglens.verdict.TargetScores;
import org.ecglens.verdict.TargetVerdict;
import org.ecglens.verdict.Thresholds;
import org.ecglens.verdict.Unsound;
import org.ecglens.verdict.Verdict;
import org.ecglens.verdict.Worse;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
  private static List<String> text(String recommended) {
    return VerdictText.of(
        new Verdict(
            null,
            List.of(),
            "corrected",
            "paper",
            List.of("noisy-linear-interpolation", "lead-mean", "add-noise"),
            1234,
            Thresholds.DEFAULT,
            List.of(
                SampleVerdicts.of(
                    "QT",
                    recommended,
                    List.of("input-x-gradient"),
                    List.of(new Worse("smoothgrad", "worse than saliency (p < 0.001)")),
                    List.of(
                        new Unsound(
                            "deconvolution", List.of("the same map for every record (0.99)"))),
                    "aopc-over-random",
                    List.of("QT-1", "QT-2")))));
  }

  @Test
  void saysWhatTheRunWasHeldTo() {
    String digest = "0123456789abcdef".repeat(4);
    assertThat(VerdictText.of(held(digest, List.of())))
        .containsSequence(
            "Held to the protocol with the SHA-256", "  " + digest, "without deviations.");
    assertThat(VerdictText.of(held(digest, List.of(new Deviation("--margin", "0.1", "0.2")))))
        .containsSequence("  " + digest, "except for", "--margin: 0.1 registered, 0.2 used");
    assertThat(String.join(" ", text("saliency"))).doesNotContain("protocol");
  }

  private static Verdict held(String digest, List<Deviation> deviations) {
    return new Verdict(
        digest,
        deviations,
        "corrected",
        "paper",
        List.of("add-noise"),
        1,
        Thresholds.DEFAULT,
        List.of());
  }

  @Test
  void fitsEightyColumns() {
    assertThat(text("saliency")).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void saysWhatIsRecommendedAndHowStrongly() {
    String all = String.join(" ", text("saliency")).replaceAll(" +", " ");
    assertThat(all)
        .contains("1,234 records taken in, corrected mode")
        .contains("recommended saliency")
        .contains("strength weak; more would need two operators")
        .contains("undecided input-x-gradient; about 400 records would decide")
        .contains("worse smoothgrad than saliency (p < 0.001)")
        .contains("unsound deconvolution: the same map for every record (0.99)")
        .contains("operators drawn anew: saliency 0.90, input-x-gradient 0.10")
        .contains(
            "recommend the same methods in 70 % of halvings, both nothing in 5 %, contradict each other in 1.0 %")
        .contains("not checked randomisation (--checks all makes all of them)");
  }

  @Test
  void cutsLongNames() {
    String name = "network-".repeat(20);
    TargetVerdict target =
        SampleVerdicts.of(
            "target ".repeat(20), "saliency", List.of(), List.of(), List.of(), name, List.of(name));
    assertThat(VerdictText.of(verdict(target)))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @Test
  void namesSomeOfManyNetworks() {
    List<String> networks = IntStream.range(0, 60).mapToObj(i -> "q" + i).toList();
    TargetVerdict target =
        SampleVerdicts.of(
            "QT", "saliency", List.of(), List.of(), List.of(), "aopc-over-random", networks);
    assertThat(VerdictSentences.evidence(target))
        .contains("60 networks (q0, q1, q2, q3, q4, q5 and 54 more)");
  }

  @Test
  void countsOneRecordAndNoScores() {
    TargetVerdict nothing =
        new Judge(Thresholds.DEFAULT, 0)
            .verdict(
                TargetEvidence.of(
                    TargetScores.none("QT", "aopc-over-random", List.of("net"), Map.of())));
    Verdict one =
        new Verdict(
            null,
            List.of(),
            "corrected",
            "paper",
            List.of("zero"),
            1,
            Thresholds.DEFAULT,
            List.of(nothing));
    assertThat(String.join(" ", VerdictText.of(one)).replaceAll(" +", " "))
        .contains("trusted? 1 record taken in, corrected mode")
        .contains("evidence none: no record has the scores that are compared; by aopc-over-random")
        .doesNotContain("0 networks");
  }

  /** A number is promised only where there is one. */
  @Test
  void saysThatNoNumberOfRecordsWouldDecide() {
    TargetVerdict compared =
        SampleVerdicts.of(
            "QT",
            "saliency",
            List.of("deeplift"),
            List.of(),
            List.of(),
            "aopc-over-random",
            List.of("QT-1"));
    assertThat(VerdictSentences.undecided(compared)).isEqualTo("deeplift");
    assertThat(
            VerdictSentences.undecided(
                new Judge(Thresholds.DEFAULT, 0)
                    .verdict(TargetEvidence.of(SampleVerdicts.twins()))))
        .isEqualTo("one, other; no number of records would decide, if what was seen holds");
  }

  @Test
  void saysWhyNothingIsRecommended() {
    String all = String.join(" ", text(null)).replaceAll(" +", " ");
    assertThat(all)
        .contains("recommended none: 2 of 3 methods may be the best.")
        .doesNotContain("strength")
        .doesNotContain("halvings");
  }

  @Test
  void saysWhatIsSaidInGroups() {
    TargetVerdict whole =
        SampleVerdicts.of(
            "QT", "saliency", List.of(), List.of(), List.of(), "aopc-over-random", List.of("QT-1"));
    TargetVerdict grouped =
        whole.with(
            List.of(
                new GroupVerdict(
                    "age:60",
                    "< 60",
                    1412,
                    900,
                    List.of("saliency", "deeplift"),
                    List.of(),
                    List.of(),
                    null,
                    "moderate",
                    null),
                new GroupVerdict(
                    "age:60",
                    "≥ 60",
                    1,
                    1,
                    List.of(),
                    List.of("saliency"),
                    List.of(),
                    "1 record of 1 subject; at least 12 records and 8 subjects are needed",
                    "none",
                    12L)),
            List.of(
                new Interaction("age:60", 0.0002, 0.0004, 0.1234, List.of("< 60", "≥ 60"), null),
                new Interaction("sex", 0.2, 0.25, 0.001, List.of("0", "1"), null),
                Interaction.none("dx:1", "fewer than two groups have two records with scores")));
    List<String> lines = VerdictText.of(verdict(grouped));
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(String.join(" ", lines).replaceAll(" +", " "))
        .contains("group age < 60, 1,412 records: saliency, deeplift (moderate)")
        .contains(
            "group age ≥ 60: nothing recommended (1 record of 1 subject; at least 12 records and 8"
                + " subjects are needed)")
        .contains(
            "groups by age:60: the methods' differences depend on the group (p < 0.001, 12.3 % of"
                + " the variance)")
        .contains(
            "groups by sex: nothing shows that the methods' differences depend on the group (p ="
                + " 0.250, 0.1 % of the variance)")
        .contains("groups by dx:1: not compared; fewer than two groups have two records")
        .contains("p is adjusted (Holm) over all groupings and targets.")
        .endsWith("What the words mean: docs/metrics.md (aopc-over-random, operator, τ, …).");
    assertThat(String.join(" ", VerdictText.of(verdict(whole)))).doesNotContain("roups");
  }

  private static Verdict verdict(TargetVerdict target) {
    return new Verdict(
        null,
        List.of(),
        "corrected",
        "paper",
        List.of("add-noise"),
        1413,
        Thresholds.DEFAULT,
        List.of(target));
  }
}
