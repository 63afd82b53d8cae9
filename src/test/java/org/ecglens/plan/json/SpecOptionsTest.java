package org.ecglens.plan.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ecglens.plan.ChecksSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.plan.TrainingSpec;
import org.junit.jupiter.api.Test;

class SpecOptionsTest {
  @Test
  void anEvaluationReadsAsItsCommandLine() {
    EvaluationSpec spec =
        EvaluationSpec.builder()
            .networks(NetworksSpec.builder().paths(List.of("a.onnx", "b.onnx")).build())
            .records(RecordsSpec.of("records"))
            .methods(MethodsSpec.of("saliency"))
            .seed(7)
            .build();
    assertThat(SpecOptions.of(spec))
        .containsAllEntriesOf(
            Map.of(
                "model", "a.onnx,b.onnx",
                "records", "records",
                "methods", "saliency",
                "part", "all",
                "seed", "7",
                "mode", "corrected",
                "operator", "noisy-linear-interpolation@50ms,lead-mean@50ms,add-noise@point",
                "heatmaps", "false"))
        .doesNotContainKeys("sample", "outputs", "shard-size");
  }

  @Test
  void noCheckIsSaid() {
    EvaluationSpec spec =
        EvaluationSpec.builder()
            .networks(NetworksSpec.of("a.onnx"))
            .checks(ChecksSpec.builder().names(List.of(ChecksSpec.NONE)).build())
            .build();
    assertThat(SpecOptions.of(spec)).containsEntry("checks", "none");
  }

  @Test
  void aStemIsFiltersAndKernel() {
    TrainingSpec spec = TrainingSpec.builder().records("r").targets(List.of("QT")).build();
    assertThat(SpecOptions.of(spec)).containsEntry("stem", "64x8,32x3").containsEntry("seeds", "1");
  }
}
