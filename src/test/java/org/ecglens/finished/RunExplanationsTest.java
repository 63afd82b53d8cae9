package org.ecglens.finished;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.job.EvaluateJob;
import org.ecglens.report.paper.Case;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.testing.Commands;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps made again are those that the run had. */
class RunExplanationsTest {
  private static final List<String> METHODS = List.of("saliency", "input-x-gradient", "random");
  private static final String MODEL = "residual-small";

  @TempDir Path folder;

  /** The run predicted a probability, and explained and perturbed its logit. */
  @Test
  void aClassIsExplainedAgainByItsLogit() throws Exception {
    Path model =
        OnnxModels.model(17)
            .input("x", "n", 12, 600)
            .node("Flatten", "x -> f")
            .weights("w", 7200, 1)
            .scalar("small", 1e-4)
            .node("MatMul", "f, w -> z")
            .node("Mul", "z, small -> s")
            .node("Sigmoid", "s -> y")
            .output("y")
            .write(folder.resolve(MODEL + ".onnx"));
    Path records = Records.write(folder.resolve("records"), Records.noise(4), 1);
    Path run = folder.resolve("run");
    Commands.run(
        new EvaluateJob(),
        "--model=" + model,
        "--records=" + records,
        "--methods=saliency,random",
        "--checks=none",
        "--operator=zero@point",
        "--iterations=3",
        "--repeats=1",
        "--out=" + run);
    ExplainedEcg again =
        explanations(run)
            .explain(List.of(new Case("record-1", MODEL, "0")), List.of(), true)
            .get(0);
    Row row =
        read(run, "predictions").stream()
            .filter(one -> one.getAs("record_id").equals("record-1"))
            .findFirst()
            .orElseThrow();
    double p = row.<Double>getAs("prediction");
    assertThat(again.prediction()).isCloseTo(Math.log(p / (1 - p)), within(1e-4));
    assertThat(again.unit()).isEqualTo("logit");
  }

  @Test
  void mapsAndCurvesAreThoseOfTheRun() throws Exception {
    List<Ecg> ecgs = new ArrayList<>(Records.noise(4));
    ecgs.add(Records.notANumber("broken"));
    Path model = folder.resolve(MODEL + ".onnx");
    Files.copy(TestNetworks.residualSmall(), model);
    Path records = Records.write(folder.resolve("records"), ecgs, 1);
    Path run = folder.resolve("run");
    Commands.run(
        new EvaluateJob(),
        "--model=" + model,
        "--records=" + records,
        "--methods=" + String.join(",", METHODS),
        "--checks=none",
        "--heatmaps",
        "--record-curves",
        "--operator=add-noise",
        "--iterations=7",
        "--repeats=2",
        "--out=" + run);

    Row target =
        read(run, "predictions").stream()
            .filter(row -> row.getAs("record_id").equals("record-2"))
            .findFirst()
            .orElseThrow();
    Case wanted = new Case("record-2", MODEL, target.getAs("target"));
    Case other = new Case("record-0", MODEL, target.getAs("target"));
    RunExplanations explanations = explanations(run);
    List<ExplainedEcg> explained = explanations.explain(List.of(wanted, other), List.of(), true);
    assertThat(explained)
        .extracting(one -> one.ecg().recordId())
        .containsExactly("record-2", "record-0");
    ExplainedEcg first = explained.get(0);
    // Batches of another size round otherwise, on some processors.
    assertThat(first.prediction())
        .isCloseTo(target.<Double>getAs("prediction"), withinPercentage(1e-3));
    assertThat(first.ecg().signal()).isEqualTo(ecgs.get(2).signal());
    assertThat(first.maps()).extracting(MethodMap::method).containsExactlyElementsOf(METHODS);
    for (MethodMap map : first.maps()) {
      check(map, wanted, run);
    }
    assertThat(
            explanations.explain(List.of(wanted), List.of("input-x-gradient"), false).get(0).maps())
        .singleElement()
        .satisfies(
            map -> {
              assertAlike(map.attribution(), first.maps().get(1).attribution());
              assertThat(map.track()).isNull();
            });

    Case broken = new Case("broken", MODEL, wanted.target());
    assertThatThrownBy(() -> explanations.explain(List.of(broken), List.of(), true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'broken' is in the run's quarantine (input, not-finite");
    Case nobody = new Case("nobody", MODEL, wanted.target());
    assertThatThrownBy(() -> explanations.explain(List.of(nobody), List.of(), true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no prediction of record 'nobody'")
        .hasMessageContaining("record-0");
    assertThatThrownBy(() -> explanations.explain(List.of(wanted), List.of("input-gradient"), true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("input-x-gradient");
    Files.copy(TestNetworks.maxPool(), model, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> explanations.explain(List.of(wanted), List.of(), true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is not the one that " + run + " was made with");
  }

  private static void check(MethodMap map, Case wanted, Path run) {
    List<Float> then =
        read(run, "attributions").stream()
            .filter(row -> row.getAs("record_id").equals(wanted.recordId()))
            .filter(row -> row.getAs("method").equals(map.method()))
            .findFirst()
            .orElseThrow()
            .getList(5);
    // Batches of another size round otherwise.
    float most = (float) then.stream().mapToDouble(Math::abs).max().orElseThrow();
    for (int point = 0; point < then.size(); point++) {
      assertThat(map.attribution()[point]).isCloseTo(then.get(point), within(1e-5f * most));
    }
    List<Integer> points =
        IntStream.range(0, map.attribution().length)
            .boxed()
            .sorted(Comparator.comparing((Integer point) -> -Math.abs(map.attribution()[point])))
            .limit(7)
            .toList();
    assertThat(map.track().points()).containsExactly(points.toArray(Integer[]::new));
    assertThat(map.track().ends()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    List<List<Double>> curves =
        read(run, "record_curves").stream()
            .filter(row -> row.getAs("record_id").equals(wanted.recordId()))
            .filter(row -> row.getAs("method").equals(map.method()))
            .filter(row -> row.getAs("order").equals("morf"))
            .map(row -> row.<Double>getList(10))
            .toList();
    assertThat(curves).hasSize(2);
    for (int step = 0; step < 8; step++) {
      assertThat(map.track().predictions()[step])
          .isCloseTo(
              (curves.get(0).get(step) + curves.get(1).get(step)) / 2, withinPercentage(1e-3));
    }
  }

  /** Equal but for the rounding of batches of another size. */
  private static void assertAlike(float[] map, float[] other) {
    assertThat(map).hasSameSizeAs(other);
    double most =
        IntStream.range(0, other.length).mapToDouble(i -> Math.abs(other[i])).max().orElseThrow();
    for (int point = 0; point < map.length; point++) {
      assertThat(map[point]).isCloseTo(other[point], within((float) (1e-5 * most)));
    }
  }

  private static RunExplanations explanations(Path run) {
    return new RunExplanations(
        SparkSessions.local(), FinishedRun.open(SparkSessions.local(), run.toString()));
  }

  private static List<Row> read(Path run, String table) {
    return SparkSessions.local().read().parquet(run.resolve(table).toString()).collectAsList();
  }
}
