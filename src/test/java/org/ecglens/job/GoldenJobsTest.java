package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ecglens.testing.Commands;
import org.ecglens.testing.GoldenRecords;
import org.ecglens.testing.Npz;
import org.ecglens.testing.Records;
import org.ecglens.testing.SharedFolder;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs against what PyTorch and Captum say about the same networks and records. */
class GoldenJobsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"maxpool", "residual-small", "wang"})
  void predictionsAreThoseOfPyTorch(String name) throws Exception {
    String out = folder.resolve("predicted").toString();
    Path records = SharedFolder.path("goldens/" + name + ".parquet");
    Commands.run(
        new PredictJob(),
        "--model=" + SharedFolder.path("models/" + name + ".onnx"),
        "--records=" + records,
        "--out=" + out);
    List<Row> rows = SparkSessions.local().read().parquet(out + "/predictions").collectAsList();
    List<String> ids = GoldenRecords.read(records).recordIds();
    try (Npz golden = Npz.open(SharedFolder.path("goldens/" + name + ".npz"))) {
      Npz.Array expected = golden.array("prediction");
      assertThat(rows).hasSize(expected.values().length);
      for (Row row : rows) {
        int record = ids.indexOf(row.<String>getAs("record_id"));
        double value = expected.slice(record)[Integer.parseInt(row.getAs("target"))];
        assertThat(row.<Double>getAs("prediction"))
            .isCloseTo(value, within(1e-4 * Math.max(1, Math.abs(value))));
      }
    }
  }

  @Test
  void attributionsAreThoseOfCaptum() throws Exception {
    String out = folder.resolve("explained").toString();
    Path records = SharedFolder.path("goldens/residual-small.parquet");
    Commands.run(
        new AttributeJob(),
        "--model=" + SharedFolder.path("models/residual-small.onnx"),
        "--records=" + records,
        "--methods=saliency,deeplift,integrated-gradients",
        "--preset=captum",
        "--out=" + out);
    List<Row> rows = SparkSessions.local().read().parquet(out + "/attributions").collectAsList();
    List<String> ids = GoldenRecords.read(records).recordIds();
    assertThat(rows).hasSize(3 * ids.size());
    try (Npz golden = Npz.open(SharedFolder.path("goldens/residual-small.npz"))) {
      for (Row row : rows) {
        double[] expected =
            golden
                .array("captum/" + row.getAs("method") + "/0")
                .slice(ids.indexOf(row.<String>getAs("record_id")));
        List<Float> values = row.getList(row.fieldIndex("attribution"));
        double largest = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
          largest = Math.max(largest, Math.abs(expected[i]));
          error = Math.max(error, Math.abs(expected[i] - values.get(i)));
        }
        assertThat(error).isLessThanOrEqualTo(1e-4 * largest);
      }
    }
  }

  @Test
  void evaluationGivesATableOfMethods() throws Exception {
    String out = folder.resolve("evaluated").toString();
    Result result =
        Commands.run(
            new EvaluateJob(),
            "--model=" + TestNetworks.residualSmall(),
            "--records=" + Records.write(folder.resolve("records"), Records.noise(4), 1),
            "--methods=saliency,random",
            "--operator=add-noise",
            "--controls=none",
            "--iterations=8",
            "--repeats=2",
            "--out=" + out);
    assertThat(String.join("\n", result.lines()))
        .contains("saliency", "random", "aopc", "4 records, 0 of them in quarantine");
    assertThat(SparkSessions.local().read().parquet(out + "/curves").count())
        // random order for all methods; two orders for two methods; steps 0 to 8
        .isEqualTo((1 + 2 * 2) * 9);
  }
}
