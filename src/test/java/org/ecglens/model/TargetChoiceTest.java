package org.ecglens.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Readout;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;

class TargetChoiceTest {
  /** Output 0 is a regression, 1 to 3 are probabilities. */
  private static final Graph GRAPH =
      OnnxModels.model(17)
          .input("x", "batch", 2, 2)
          .node("Flatten", "x -> z")
          .constant("w", new float[] {1, 0, 0, 0}, 4, 1)
          .node("MatMul", "z, w -> q")
          .constant("v", new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, 4, 3)
          .node("MatMul", "z, v -> c")
          .node("Sigmoid", "c -> p")
          .output("q")
          .output("p")
          .graph(2, 2);

  private static final List<Target> ALL =
      List.of(
          new Target(0, "QT", "ms", "QT"),
          new Target(1, "AF", null, "AF"),
          new Target(2, "LBBB-old", null, "LBBB"),
          new Target(3, "RBBB", null, "RBBB"));

  private static List<Target> chosen(List<String> outputs, String... explain) {
    return new TargetChoice(outputs, Map.of("RBBB", "dx:59118001"), List.of(explain))
        .among("net", ALL, target -> target.in(GRAPH));
  }

  @Test
  void classesAreExplainedByTheirLogitUnlessAskedOtherwise() {
    assertThat(chosen(List.of()))
        .extracting(Target::kind, Target::explain)
        .containsExactly(
            tuple(TargetKind.REGRESSION, null),
            tuple(TargetKind.PROBABILITY, TargetKind.LOGIT),
            tuple(TargetKind.PROBABILITY, TargetKind.LOGIT),
            tuple(TargetKind.PROBABILITY, TargetKind.LOGIT));
    List<Target> probabilities = chosen(List.of("QT", "1"), "probability");
    assertThat(probabilities.get(0).explain()).isNull();
    assertThat(probabilities.get(1).explained()).isEqualTo(Readout.of(1));
    assertThat(chosen(List.of("all"))).hasSize(4);
    assertThat(chosen(List.of("RBBB")).get(0).label()).isEqualTo("dx:59118001");
  }

  @Test
  void aDifferenceIsATargetOfItsOwn() {
    List<Target> alone = chosen(List.of(), "logit:LBBB-old-RBBB");
    assertThat(alone).hasSize(1);
    assertThat(alone.get(0).name()).isEqualTo("LBBB-old-RBBB");
    assertThat(alone.get(0).explained())
        .isEqualTo(new Readout(2, true, Readout.OverTime.STEP, 3, false));
    assertThat(alone.get(0).told())
        .as("the probability of one against the other")
        .isEqualTo(new Readout(2, true, Readout.OverTime.STEP, 3, true));
    assertThat(chosen(List.of("AF"), "logit:AF-RBBB"))
        .extracting(Target::name)
        .containsExactly("AF", "AF-RBBB");
  }

  @Test
  void whatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> chosen(List.of("VT")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--outputs: net has no output 'VT'. Known: QT, AF, LBBB-old, RBBB.");
    assertThatThrownBy(() -> chosen(List.of(), "logit:AF-VT"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--explain logit:AF-VT");
    assertThatThrownBy(() -> chosen(List.of(), "odds"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--explain odds: choose logit, probability or logit:A-B");
    assertThatThrownBy(() -> chosen(List.of(), "logit", "probability"))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> chosen(List.of(), "logit:QT-AF"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the output is a regression");
  }

  @Test
  void kindsThatContradictTheNetworkAreRefused() {
    Target logit = new Target(1, "AF", "logit", "AF");
    assertThatThrownBy(() -> logit.in(GRAPH))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("its kind is probability, not logit");
    Target stated =
        new Target(
            0, "AF", null, "AF", TargetKind.PROBABILITY, TargetKind.LOGIT, null, null, null, null);
    assertThatThrownBy(() -> stated.in(GRAPH))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("not that of a sigmoid or softmax");
  }
}
