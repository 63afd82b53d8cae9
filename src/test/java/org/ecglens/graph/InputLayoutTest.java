package org.ecglens.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class InputLayoutTest {
  @ParameterizedTest
  @CsvSource({
    "NCL, 12 600",
    "NLC, 600 12",
    "N1CL, 1 12 600",
    "N1LC, 1 600 12",
    "NCL1, 12 600 1",
    "NLC1, 600 12 1",
    "FLAT, 7200",
    "NCL, 12 ?",
    "NLC, ? 12",
    "N1CL, 1 12 ?",
    "FLAT, ?"
  })
  void infersTheOnlyLayoutThatFits(InputLayout layout, String dims) {
    List<Integer> declared =
        Arrays.stream(dims.split(" ")).map(d -> d.equals("?") ? null : Integer.valueOf(d)).toList();
    assertThat(InputLayout.infer(Arrays.asList(declared.toArray(Integer[]::new)), 12, 600))
        .isEqualTo(layout);
  }

  @Test
  void namesBothShapesWhereNoneOrSeveralFit() {
    assertThatThrownBy(() -> InputLayout.infer(List.of(8, 600), 12, 600))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[8, 600]")
        .hasMessageContaining("12 leads x 600 samples")
        .hasMessageContaining("do not fit");
    assertThatThrownBy(() -> InputLayout.infer(List.of(12, 12), 12, 12))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[NCL, NLC]")
        .hasMessageContaining("model card");
    assertThatThrownBy(() -> InputLayout.infer(Arrays.asList(null, null), 12, 600))
        .hasMessageContaining("[?, ?]");
  }

  @ParameterizedTest
  @EnumSource(InputLayout.class)
  void putsTheRearrangementInFront(InputLayout layout) {
    Shape inner = Shape.of(layout.dims(2, 3));
    Node relu =
        new Node("relu", "Relu", new Operation.Elementwise(Function.RELU, 0, 0), List.of("x"), "y");
    Graph graph = new Graph("x", List.of(relu), List.of("y"), Map.of("x", inner, "y", inner));
    Graph leadMajor = layout.leadMajor(graph, 2, 3);
    assertThat(leadMajor.inputShape()).isEqualTo(Shape.of(2, 3));
    assertThat(leadMajor.shape("x")).isEqualTo(inner);
    assertThat(leadMajor.nodes()).last().isEqualTo(relu);
    String before = leadMajor.input();
    for (Node node : leadMajor.nodes()) {
      assertThat(node.inputs()).containsExactly(before);
      before = node.output();
    }
    boolean samplesFirst =
        layout == InputLayout.NLC || layout == InputLayout.N1LC || layout == InputLayout.NLC1;
    assertThat(
            leadMajor.nodes().stream().anyMatch(n -> n.operation() instanceof Operation.Transpose))
        .isEqualTo(samplesFirst);
    assertThatThrownBy(() -> layout.leadMajor(graph, 2, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
