package org.ecglens.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.check.Artefacts;
import org.ecglens.check.Batches;
import org.ecglens.check.Check;
import org.ecglens.check.CheckPlan;
import org.ecglens.check.CheckThresholds;
import org.ecglens.check.ExplainedBatch;
import org.ecglens.check.ResultList;
import org.ecglens.ecg.Labels;
import org.ecglens.graph.Graph;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.PerturbationOperators;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.table.SanityRow;
import org.ecglens.testing.OnnxModels;
import org.ecglens.verdict.MethodSoundness;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * From maps to faults, on methods whose faults are known and a network without max pooling, whose
 * weights are random: as far from those of its randomised copies as those of any other network.
 */
class SoundnessTest {
  private static List<SanityRow> rows;

  private static Graph graph() {
    return OnnxModels.model(17)
        .input("x", "batch", 12, 600)
        .weights("w1", 8, 12, 15)
        .weights("b1", 8)
        .node("Conv", "x, w1, b1 -> c1", "pads", new int[] {7, 7})
        .node("Relu", "c1 -> r1")
        .weights("w2", 8, 8, 15)
        .weights("b2", 8)
        .node("Conv", "r1, w2, b2 -> c2", "pads", new int[] {7, 7})
        .node("Relu", "c2 -> r2")
        .node("Flatten", "r2 -> f")
        .weights("w3", 4800, 1)
        .node("MatMul", "f, w3 -> y")
        .output("y")
        .graph(12, 600);
  }

  private static AttributionMethod method(String name) {
    return Methods.create(name, Preset.PAPER, Map.of());
  }

  @BeforeAll
  static void look() throws IOException {
    rows =
        rows(
            method("saliency"),
            method("input-x-gradient"),
            method("deconvolution"),
            method("random"),
            Artefacts.edgeDetector(),
            Artefacts.ramp(),
            Artefacts.constant(),
            Artefacts.noiseTimesInput(),
            Artefacts.hash(),
            Artefacts.fickleSigns());
  }

  private static List<SanityRow> rows(AttributionMethod... methods) throws IOException {
    Graph graph = graph();
    ResultList results = new ResultList();
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.CORRECTED, PerturbationOperators.create("zero", Map.of()), 1)
            .withIterations(1);
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      ExplainedBatch batch =
          Batches.explained("m", graph, network, Labels.RATE, List.of(methods), Batches.beats(10));
      for (Check check :
          new CheckPlan(CheckPlan.SANITY, 1, 5, 1)
              .start(
                  List.of(batch.plan()),
                  List.of(plan),
                  false,
                  random -> Networks.open(random, NetworkOptions.DEFAULT))) {
        check.look(batch, results);
        check.finish(results);
      }
    }
    List<MergedStates.Sum> sums = new ArrayList<>();
    results
        .sums()
        .forEach(
            (key, moments) ->
                sums.add(
                    new MergedStates.Sum(
                        key.kind(),
                        key.model(),
                        key.target(),
                        key.method(),
                        key.detail(),
                        moments)));
    return new SanityTable(
            kind -> sums.stream().filter(sum -> sum.kind() == kind).toList(),
            CheckThresholds.DEFAULT,
            "paper")
        .rows();
  }

  private static MethodSoundness soundness(String method) {
    return Soundness.of(rows).stream()
        .filter(one -> one.method().equals(method))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing of " + method));
  }

  private static SanityRow deciding(String method, String check) {
    List<SanityRow> found =
        rows.stream()
            .filter(row -> row.method().equals(method) && row.check().equals(check))
            .filter(row -> row.outcome() != null || row.reason() != null)
            .toList();
    assertThat(found).as(method + " " + check).hasSize(1);
    return found.get(0);
  }

  /** Whether they are robust is another matter: the gradient of random weights is rough. */
  @Test
  void gradientsDependOnNetworkAndRecord() {
    for (String method : List.of("saliency", "input-x-gradient")) {
      for (String check : List.of("cascading", "reinitialised", "input-dependence")) {
        assertThat(deciding(method, check).outcome()).as(method + " " + check).isEqualTo("pass");
      }
    }
  }

  /** Its likeness as a whole is what its factor x makes, and above that of different records. */
  @Test
  void aProductWithTheInputIsJudgedGivenTheInput() {
    SanityRow partial = deciding("input-x-gradient", "cascading");
    SanityRow plain =
        rows.stream()
            .filter(row -> row.method().equals("input-x-gradient"))
            .filter(row -> row.check().equals("cascading") && row.depth() == 3)
            .filter(row -> row.metric().equals("spearman"))
            .findFirst()
            .orElseThrow();
    assertThat(partial.metric()).isEqualTo("partial-spearman");
    assertThat(plain.mean()).isGreaterThan(0.4);
    assertThat(partial.mean()).isLessThan(0.2);
    assertThat(plain.productMean()).isGreaterThan(0.5);
    assertThat(partial.productMean()).isBetween(-0.05, 0.15);
  }

  @Test
  void mapsThatAskTheNetworkNothingFailRandomisation() {
    for (String method : List.of("edge-detector", "noise-x-input")) {
      assertThat(soundness(method).faults())
          .as(method)
          .anySatisfy(
              fault ->
                  assertThat(fault)
                      .startsWith("does not depend on what the network has learned: ")
                      .contains("over 5 draws"));
      assertThat(deciding(method, "input-dependence").outcome()).isEqualTo("pass");
    }
  }

  @Test
  void theSameMapForEveryRecordFailsAndPassesNothingElse() {
    for (String method : List.of("ramp", "deconvolution")) {
      assertThat(soundness(method).faults())
          .as(method)
          .hasSize(1)
          .allSatisfy(fault -> assertThat(fault).contains("the same map for every record"));
      assertThat(soundness(method).undecided())
          .hasSize(2)
          .allSatisfy(reason -> assertThat(reason).contains("all alike"));
    }
  }

  /** It has no order; how many maps are constant is counted elsewhere. */
  @Test
  void aConstantMapIsUndecided() {
    assertThat(soundness("constant").faults()).isEmpty();
    assertThat(soundness("constant").undecided()).hasSize(3);
    assertThat(deciding("constant", "input-dependence").n()).isZero();
  }

  @Test
  void noiseInTheMapFailsRobustness() {
    assertThat(soundness("hash").faults())
        .anySatisfy(fault -> assertThat(fault).startsWith("changes with slight noise: "));
    assertThat(deciding("hash", "robustness").outcome()).isEqualTo("fail");
  }

  @Test
  void signsAreNoInstability() {
    assertThat(deciding("fickle-signs", "robustness").outcome()).isEqualTo("pass");
  }

  @Test
  void severalDrawsHaveASpreadThatTheIntervalHolds() {
    SanityRow row = deciding("saliency", "cascading");
    assertThat(row.draws()).isEqualTo(5);
    assertThat(row.drawSd()).isPositive();
    assertThat(row.n()).isEqualTo(10);
    // Student's interval over five draws alone is at least this wide.
    assertThat(row.ciHigh() - row.ciLow()).isGreaterThan(2 * 1.96 * row.drawSd() / Math.sqrt(5));
    SanityRow once =
        rows.stream()
            .filter(other -> other.method().equals("saliency") && other.depth() == 1)
            .filter(other -> other.check().equals("cascading"))
            .findFirst()
            .orElseThrow();
    assertThat(once.draws()).isEqualTo(1);
    assertThat(once.drawSd()).isNull();
    assertThat(once.outcome()).isNull();
  }

  @Test
  void controlsAreNotThereToPass() {
    assertThat(Soundness.of(rows)).extracting(MethodSoundness::method).doesNotContain("random");
  }

  private static SanityRow row(String model, String check, String outcome, String reason) {
    return new SanityRow(
        model,
        "QT",
        "m",
        "paper",
        check,
        0,
        "none",
        "spearman",
        0,
        null,
        9,
        0.5,
        0.1,
        0.4,
        0.6,
        9,
        0.5,
        0.4,
        0.6,
        null,
        null,
        outcome,
        reason);
  }

  /** One network of several convicts nobody. */
  @Test
  void theMajorityOfNetworksDecides() {
    List<SanityRow> some = new ArrayList<>();
    some.add(row("a", "input-dependence", "fail", "alike"));
    some.add(row("b", "input-dependence", "pass", null));
    some.add(row("c", "input-dependence", null, "few records"));
    assertThat(Soundness.of(some))
        .containsExactly(
            new MethodSoundness(
                "QT",
                "m",
                List.of(),
                List.of(
                    "whether m depends on what the network has learned cannot be said: the check was"
                        + " not made",
                    "whether m depends on the record cannot be said: fails in 1 of the 3"
                        + " networks, passes in 1, cannot be said in 1",
                    "whether m withstands slight noise cannot be said: the check was not made")));
    some.add(row("d", "input-dependence", "fail", "alike too"));
    assertThat(Soundness.of(some).get(0).faults())
        .containsExactly(
            "does not depend on the record: alike; fails in 2 of the 4 networks, passes in 1, cannot"
                + " be said in 1");
  }

  /** A network that decides nothing is a network of the run, too. */
  @Test
  void undecidedNetworksAreCounted() {
    assertThat(
            Soundness.of(
                    List.of(
                        row("a", "robustness", "fail", "rough"),
                        row("b", "robustness", null, "few")))
                .get(0)
                .faults())
        .containsExactly(
            "changes with slight noise: rough; fails in 1 of the 2 networks, the other cannot be"
                + " said");
  }

  /** Either way of making weights random is enough to fail a network, and one to pass it. */
  @Test
  void bothWaysOfRandomisationCount() {
    assertThat(
            Soundness.of(
                    List.of(
                        row("a", "cascading", "pass", null),
                        row("a", "independent", null, null),
                        row("a", "reinitialised", "fail", "stays")))
                .get(0)
                .faults())
        .containsExactly("does not depend on what the network has learned: stays");
    assertThat(
            Soundness.of(
                    List.of(
                        row("a", "cascading", "pass", null),
                        row("a", "reinitialised", null, "wide")))
                .get(0)
                .undecided())
        .containsExactly(
            "whether m depends on the record cannot be said: the check was not made",
            "whether m withstands slight noise cannot be said: the check was not made");
  }
}
