package org.ecglens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.records.RecordTable;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two networks of two outputs before records of two leads and four samples. */
class BytesOfRecordTest {
  private static final int SIGNAL = 2 * 4 * Float.BYTES;
  private static final int STEPS = 6;

  @TempDir Path folder;
  private RecordTable records;
  private String[] networks;

  @BeforeEach
  void write() throws Exception {
    OnnxModels two =
        OnnxModels.model(17)
            .input("x", "batch", 2, 4)
            .node("Flatten", "x -> f")
            .constant("w", new float[16], 8, 2)
            .node("MatMul", "f, w -> z")
            .output("z");
    networks =
        new String[] {
          two.write(folder.resolve("one.onnx")).toString(),
          two.write(folder.resolve("two.onnx")).toString()
        };
    Path table =
        Records.write(folder.resolve("records"), List.of(Records.of("r", 2, new float[8])), 1);
    records = RecordTable.open(SparkSessions.local(), table.toString());
  }

  private EvaluationSpec.Builder spec() {
    return EvaluationSpec.builder()
        .networks(NetworksSpec.of(networks))
        .methods(MethodsSpec.of("saliency", "input-x-gradient", "random"))
        .perturbation(PerturbationSpec.builder().mode(Mode.PAPER).iterations(STEPS).build());
  }

  private long bytes(EvaluationSpec.Builder spec) {
    return NetworkPlanner.of(spec.build()).among(records).plan().bytesOfRecord();
  }

  @Test
  void heatmapsAndCurvesCountWhereTheyAreWritten() {
    assertThat(bytes(spec())).isEqualTo(SIGNAL);
    assertThat(bytes(spec().heatmaps(true))).isEqualTo(2L * 2 * 3 * SIGNAL);
    long curve = (STEPS + 1L) * (Integer.BYTES + Double.BYTES);
    assertThat(bytes(spec().recordCurves(true))).isEqualTo(2 * 2 * 3 * curve);
  }
}
