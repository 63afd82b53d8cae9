package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlankingTest {
  @TempDir Path folder;

  private Result evaluate(String... more) throws Exception {
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of(
                "--model=" + TestNetworks.residualSmall(),
                "--records=" + folder.resolve("records"),
                "--label=0=R",
                "--methods=saliency",
                "--iterations=2",
                "--repeats=1",
                "--out=" + folder.resolve("evaluated")));
    arguments.addAll(List.of(more));
    return Commands.run(new EvaluateJob(), arguments.toArray(String[]::new));
  }

  private List<Row> table(String name) {
    return SparkSessions.local()
        .read()
        .parquet(folder.resolve("evaluated").resolve(name).toString())
        .collectAsList();
  }

  /** The network's output follows R, so that it falls when QRS is gone and hardly without P. */
  @Test
  void theWaveThatIsReadMattersMost() throws Exception {
    Commands.run(new SynthJob(), "--records=12", "--seed=2", "--out=" + folder.resolve("records"));
    Result result = evaluate("--checks=blanking");
    assertThat(String.join("\n", result.lines())).contains("QRS        12 ");
    List<Row> rows = table("blanking");
    double p = change(rows, "P");
    double qrs = change(rows, "QRS");
    assertThat(qrs).isGreaterThan(3 * p);

    List<Row> records =
        table("blanked").stream().filter(row -> row.getAs("wave").equals("QRS")).toList();
    double mean =
        records.stream()
            .mapToDouble(row -> Math.abs(row.<Double>getAs("blanked") - row.<Double>getAs("label")))
            .average()
            .orElseThrow();
    Row qrsRow =
        rows.stream().filter(row -> row.getAs("wave").equals("QRS")).findFirst().orElseThrow();
    assertThat(qrsRow.<Double>getAs("blanked_error")).isCloseTo(mean, within(1e-9 * mean));
    assertThat(qrsRow.<Long>getAs("n")).isEqualTo(12);
  }

  private static double change(List<Row> rows, String wave) {
    return rows.stream()
        .filter(row -> row.getAs("wave").equals(wave))
        .mapToDouble(row -> row.<Double>getAs("change"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void otherChecksAreRefused() {
    assertThatThrownBy(() -> evaluate("--checks=blankin"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("blanking");
  }
}
