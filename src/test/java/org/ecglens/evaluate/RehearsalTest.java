package org.ecglens.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.ecglens.metric.Scoring;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Order;
import org.ecglens.plan.ChecksSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.records.RecordTable;
import org.ecglens.table.SummaryRow;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of three networks and eleven methods from the plan to the manifest, without the arithmetic
 * in the shards. How it grows:
 *
 * <pre>
 * mvn -q test -Dtest=RehearsalTest -Decglens.rehearsal.records=100000
 * </pre>
 */
@Tag("slow")
class RehearsalTest {
  private static final long RECORDS = Long.getLong("ecglens.rehearsal.records", 300);
  private static final Mode MODE =
      Mode.of(System.getProperty("ecglens.rehearsal.mode", Mode.PAPER.label()));
  private static final int NETWORKS = 3;
  private static final int SAMPLES = 8;
  private static final String[] METHODS = {
    "saliency",
    "input-x-gradient",
    "smoothgrad",
    "integrated-gradients",
    "gradient-shap",
    "deeplift",
    "deconvolution",
    "guided-backprop",
    "grad-cam",
    "guided-grad-cam",
    "random"
  };

  @TempDir Path temporary;

  /** Where the run is left, to compare it with another; a temporary folder if it is not named. */
  private Path folder() throws IOException {
    String named = System.getProperty("ecglens.rehearsal.folder");
    return named == null ? temporary : Files.createDirectories(Path.of(named));
  }

  @Test
  void runOfAsManyRecordsAsAreAskedFor() throws Exception {
    SparkSession spark = SparkSessions.local();
    RecordTable records = RecordTable.open(spark, records(spark, folder().resolve("records")));
    Rehearsal.Measured measured =
        new Rehearsal(spark, folder().resolve("run")).run(spec(), records);
    System.out.print(measured.text(RECORDS));

    assertThat(measured.result().outcome().records()).isEqualTo(RECORDS);
    List<SummaryRow> summary = measured.result().made().summary();
    int metrics = 0;
    for (Order order : MODE.orders()) {
      metrics += order == Order.RANDOM ? 0 : Scoring.of(MODE).metrics(order).size();
    }
    assertThat(summary.stream().map(SummaryRow::method).distinct().count())
        .isGreaterThanOrEqualTo(METHODS.length);
    assertThat(summary.stream().filter(row -> row.method().equals("saliency")))
        .hasSize(NETWORKS * metrics * spec().perturbation().panel(0).size());
    String first = Scoring.of(MODE).metrics(Order.MORF).get(0).name();
    SummaryRow row =
        summary.stream()
            .filter(one -> one.model().equals("network-1") && one.method().equals("saliency"))
            .filter(one -> one.metric().equals(first) && one.order().equals("morf"))
            .findFirst()
            .orElseThrow();
    double mean =
        LongStream.range(0, RECORDS)
            .mapToDouble(i -> StubTask.value(id(i), "network-1", "saliency", 0))
            .average()
            .orElseThrow();
    assertThat(row.n()).isEqualTo(RECORDS);
    assertThat(row.mean()).isCloseTo(mean, within(1e-12));
    assertThat(measured.result().made().verdict().targets()).hasSize(1);
    assertThat(folder().resolve("run/manifest.json")).exists();
  }

  private EvaluationSpec spec() throws IOException {
    List<String> networks = new ArrayList<>();
    for (int i = 0; i < NETWORKS; i++) {
      float[] weights = new float[SAMPLES];
      weights[i] = 1;
      networks.add(
          OnnxModels.model(17)
              .input("x", "batch", 1, SAMPLES)
              .constant("k", new float[] {1, 0, 0}, 1, 1, 3)
              .node("Conv", "x, k -> c", "pads", new int[] {1, 1})
              .node("Relu", "c -> r")
              .node("Flatten", "r -> f")
              .constant("w", weights, SAMPLES, 1)
              .node("MatMul", "f, w -> z")
              .output("z")
              .write(folder().resolve("network-" + i + ".onnx"))
              .toString());
    }
    return EvaluationSpec.builder()
        .networks(NetworksSpec.of(networks.toArray(String[]::new)))
        .methods(MethodsSpec.of(METHODS))
        .perturbation(PerturbationSpec.builder().mode(MODE).build())
        .checks(ChecksSpec.builder().names(List.of(ChecksSpec.NONE)).build())
        .build();
  }

  private static String id(long i) {
    return String.format("r%07d", i);
  }

  /** Records of one lead, three of each person, in files of many; none twice. */
  private static String records(SparkSession spark, Path path) {
    if (!Files.exists(path)) {
      spark
          .range(0, RECORDS, 1, (int) Math.max(2, RECORDS / 50_000))
          .selectExpr(
              "format_string('r%07d', id) as record_id",
              "format_string('p%07d', id div 3) as subject",
              "'median' as kind",
              "array('I') as leads",
              "500.0d as sample_rate_hz",
              SAMPLES + " as samples",
              "'uV' as unit",
              "transform(sequence(1, %d), k -> cast(id %% 1000 * k + id / 1000 as float)) as signal"
                  .formatted(SAMPLES),
              "map('0', cast(id %% 977 as double)) as labels".replace("%%", "%"))
          .write()
          .parquet(path.toString());
    }
    return path.toString();
  }
}
