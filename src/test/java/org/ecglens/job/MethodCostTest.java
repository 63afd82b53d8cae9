package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table cost, and windows from the command line to the tables. */
@Tag("slow")
class MethodCostTest {
  @TempDir Path folder;

  private Path run(Job job, String out, String... more) throws Exception {
    Path records = folder.resolve("records");
    if (!Files.exists(records)) {
      Records.write(records, Records.noise(5), 2);
    }
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--model=" + TestNetworks.residualSmall());
    arguments.add("--records=" + records);
    arguments.add("--out=" + folder.resolve(out));
    Commands.run(job, arguments.toArray(String[]::new));
    return folder.resolve(out);
  }

  private static List<Row> read(Path table, String order, String... columns) {
    return SparkSessions.local()
        .read()
        .parquet(table.toString())
        .selectExpr(columns)
        .orderBy(order)
        .collectAsList();
  }

  @Test
  void evaluationsDependOnNeitherShardsNorMicroBatches() throws Exception {
    String methods = "--methods=saliency,smoothgrad,guided-grad-cam,deeplift,random";
    String draws = "--option=smoothgrad.draws=3";
    Path whole =
        run(new AttributeJob(), "whole", methods, draws, "--shard-size=100", "--micro-batch=64");
    Path cut = run(new AttributeJob(), "cut", methods, draws, "--shard-size=2", "--micro-batch=3");
    String[] columns = {"model", "method", "preset", "n", "forwards", "backwards"};
    List<Row> rows = read(whole.resolve("cost"), "method", columns);
    assertThat(rows.stream().map(row -> row.mkString(" ")))
        .containsExactly(
            "residual-small deeplift paper 5 1.0 1.0",
            "residual-small guided-grad-cam paper 5 2.0 2.0",
            "residual-small random paper 5 0.0 0.0",
            "residual-small saliency paper 5 1.0 1.0",
            "residual-small smoothgrad paper 5 3.0 3.0");
    assertThat(read(cut.resolve("cost"), "method", columns)).isEqualTo(rows);
    boolean linux = Files.isWritable(Path.of("/proc/self/clear_refs"));
    for (Row row :
        read(cut.resolve("cost"), "method", "milliseconds", "peak_memory_mb", "method")) {
      assertThat(row.getDouble(0)).isPositive().isFinite();
      assertThat(row.isNullAt(1)).isNotEqualTo(linux);
      // A Java process with a network in it has some tens of megabytes at least.
      assertThat(linux ? row.getDouble(1) : 50).isBetween(50.0, 1e6);
    }
  }

  @Test
  void windowsAreCountedBySteps() throws Exception {
    Path out = evaluate("--operator=add-noise@50", "--window-leads=all");
    assertThat(out.resolve("cost")).isDirectory();
    // 600 samples in windows of 50 make 12 steps after the unperturbed record.
    assertThat(read(out.resolve("record_curves"), "n", "size(steps) AS n"))
        .isNotEmpty()
        .allMatch(row -> row.getInt(0) == 13);
    assertThatThrownBy(() -> evaluate())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another --operator: add-noise@50 there, noisy-linear");
    assertThatThrownBy(() -> evaluate("--operator=add-noise", "--window=50"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another --window-leads: all there, one here");
  }

  private Path evaluate(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--methods=saliency", "--repeats=1", "--record-curves"));
    return run(new EvaluateJob(), "evaluated", arguments.toArray(String[]::new));
  }
}
