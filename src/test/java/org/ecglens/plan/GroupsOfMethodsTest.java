package org.ecglens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Methods;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.model.ModelFile;
import org.ecglens.plan.json.SpecJson;
import org.ecglens.testing.OnnxModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of methods that do not apply to a network. */
class GroupsOfMethodsTest {
  @TempDir private Path folder;

  private static ModelFile recurrent() {
    return ModelFile.read(Path.of("src/test/resources/oracle/models/lstm.onnx"));
  }

  private static Graph graph() {
    return recurrent().graph(8, 96);
  }

  private static List<String> names(List<AttributionMethod> methods) {
    return methods.stream().map(AttributionMethod::name).toList();
  }

  private ModelFile withoutTime() {
    return ModelFile.read(
        OnnxModels.model(17)
            .input("x", "batch", 2, 3)
            .node("Flatten", "x -> f")
            .weights("w", 6, 2)
            .node("MatMul", "f, w -> y")
            .output("y")
            .write(folder.resolve("dense.onnx")));
  }

  @Test
  void ofAGroupThoseThatApplyAreUsed() {
    MethodsSpec all = MethodsSpec.of("all");
    all.check(recurrent(), graph());
    assertThat(all.leftOut(recurrent(), graph())).containsOnlyKeys("lrp");
    assertThat(all.leftOut(recurrent(), graph()).get("lrp")).contains("LSTM");
    assertThat(names(all.methods(recurrent(), graph())))
        .isEqualTo(Methods.explaining().stream().filter(name -> !name.equals("lrp")).toList());
  }

  @Test
  void whatIsNamedIsRefused() {
    for (MethodsSpec named :
        List.of(
            MethodsSpec.of("lrp"), MethodsSpec.of("all", "lrp"), MethodsSpec.of("lrp", "all"))) {
      assertThatThrownBy(() -> named.check(recurrent(), graph()))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("lstm.onnx: lrp has no rule");
    }
  }

  @Test
  void methodsOfLayersNeedALayer() {
    ModelFile dense = withoutTime();
    Graph graph = dense.graph(2, 3);
    assertThat(MethodsSpec.of("paper").leftOut(dense, graph))
        .containsOnlyKeys("grad-cam", "guided-grad-cam");
    assertThat(MethodsSpec.of("all").leftOut(dense, graph))
        .containsOnlyKeys(
            "grad-cam",
            "guided-grad-cam",
            "grad-cam-plus-plus",
            "layer-cam",
            "lead-grad-cam",
            "score-cam");
    for (MethodsSpec nothing :
        List.of(MethodsSpec.of("cam", "random"), MethodsSpec.of("score-cam"))) {
      assertThatThrownBy(() -> nothing.check(dense, graph))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("dense.onnx: Grad-CAM needs a layer");
    }
  }

  /** A run that is resumed or opened again leaves out the same. */
  @Test
  void whoNamedAMethodIsPartOfTheSpec() {
    EvaluationSpec spec =
        EvaluationSpec.builder()
            .networks(NetworksSpec.of("lstm.onnx"))
            .methods(MethodsSpec.of("gradient", "saliency"))
            .build();
    EvaluationSpec read = (EvaluationSpec) SpecJson.read(SpecJson.tree(spec), "here");
    assertThat(read).isEqualTo(spec);
    assertThat(read.methods().with().build()).isEqualTo(spec.methods());
    assertThat(read.methods().grouped()).contains("lrp").doesNotContain("saliency");
    read.methods().check(recurrent(), graph());
  }
}
