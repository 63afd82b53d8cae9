package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controls beside the methods of a run. */
class ControlsRunTest {
  private static final List<String> CONTROLS =
      List.of("random", "amplitude", "slope", "population:saliency", "smoothed:saliency");

  private static final String SHARDLESS = "method in ('amplitude', 'slope', 'population:saliency')";

  @TempDir Path folder;

  @Test
  void medianBeatsHaveAllControlsWhateverTheShards() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(5), 2);
    String checks = "--checks=agreement,localisation,complexity";
    Path one = evaluate(records, "one", "--shard-size=100", "--heatmaps", checks, "--repeats=1");
    Path four = evaluate(records, "four", "--shard-size=2", "--heatmaps", checks, "--repeats=1");
    assertThat(methods(one, "scores", "order = 'morf' and metric = 'aopc' and value is not null"))
        .containsExactlyInAnyOrderElementsOf(with("saliency", CONTROLS));
    assertThat(methods(one, "ranking", "true"))
        .containsExactlyInAnyOrderElementsOf(with("saliency", CONTROLS));
    // Gradients round differently in other batches; these controls have none of the shard's.
    assertThat(rows(four, "scores", SHARDLESS)).isEqualTo(rows(one, "scores", SHARDLESS));
    // Maps are written of what is named; checks see methods that explain, and random.
    assertThat(methods(one, "attributions", "true")).containsExactly("saliency");
    for (String table : List.of("agreement", "localisation")) {
      assertThat(methods(one, table, "true")).as(table).isSubsetOf("saliency", "random");
    }
    assertThat(methods(one, "scores", "metric = 'gini'"))
        .containsExactlyInAnyOrder("saliency", "random");
    assertThat(methods(one, "cost", "forwards = 0 and backwards = 0"))
        .containsExactlyInAnyOrder("random", "amplitude", "slope");
    JsonNode manifest = new ObjectMapper().readTree(one.resolve("manifest.json").toFile());
    assertThat(manifest.at("/models/0/controls"))
        .extracting(JsonNode::asText)
        .containsExactly("random", "amplitude", "slope", "population", "smoothed");
    assertThat(manifest.at("/counts/control~1residual-small~1population").asInt()).isEqualTo(5);
  }

  @Test
  void otherRecordsHaveNoPopulationAndTheManifestSaysWhy() throws Exception {
    List<Ecg> rhythms = Records.noise(4).stream().map(ControlsRunTest::rhythm).toList();
    Path records = Records.write(folder.resolve("records"), rhythms, 1);
    Path run = evaluate(records, "run", "--repeats=1");
    assertThat(methods(run, "ranking", "true"))
        .containsExactlyInAnyOrder("saliency", "random", "amplitude", "slope", "smoothed:saliency");
    JsonNode manifest = new ObjectMapper().readTree(run.resolve("manifest.json").toFile());
    assertThat(
            manifest
                .path("counts")
                .path("without-control/residual-small/population/the record is no aligned beat")
                .asInt())
        .isEqualTo(4);
  }

  @Test
  void paperModeHasNoControlsButThoseThatAreNamed() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(2), 1);
    Path run = evaluate(records, "run", "--mode=paper");
    assertThat(methods(run, "scores", "true")).containsExactly("saliency");
    assertThatThrownBy(() -> evaluate(records, "other", "--mode=paper", "--controls=slope"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--controls slope: --mode paper has no controls of its own");
    assertThatThrownBy(() -> evaluate(records, "other", "--controls=slop"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Did you mean 'slope'?");
  }

  @Test
  void controlsCanBeChosen() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(3), 1);
    Path run = evaluate(records, "run", "--controls=population,slope", "--repeats=1");
    assertThat(methods(run, "ranking", "true"))
        .containsExactlyInAnyOrder("saliency", "slope", "population:saliency");
  }

  private static Ecg rhythm(Ecg ecg) {
    return new Ecg(
        ecg.recordId(),
        ecg.subject(),
        ecg.source(),
        Ecg.Kind.RHYTHM,
        ecg.leads(),
        ecg.sampleRateHz(),
        ecg.unit(),
        ecg.signal(),
        ecg.labels(),
        ecg.waves());
  }

  private Path evaluate(Path records, String out, String... more) throws Exception {
    Path run = folder.resolve(out);
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--model=" + TestNetworks.residualSmall());
    arguments.add("--records=" + records);
    arguments.add("--methods=saliency");
    arguments.add("--iterations=5");
    arguments.add("--out=" + run);
    Commands.run(new EvaluateJob(), arguments.toArray(String[]::new));
    return run;
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }

  private static Dataset<Row> read(Path run, String table) {
    return SparkSessions.local().read().parquet(run.resolve(table).toString());
  }

  private static List<String> methods(Path run, String table, String where) {
    return read(run, table).where(where).select("method").distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> rows(Path run, String table, String where) {
    return read(run, table).where(where).toJSON().collectAsList().stream().sorted().toList();
  }
}
