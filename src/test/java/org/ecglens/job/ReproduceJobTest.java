package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.net.training.Split;
import org.ecglens.testing.Commands;
import org.ecglens.testing.SharedFolder;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ReproduceJobTest {
  @TempDir Path folder;

  private Result reproduce(Path generator, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--generator=" + generator,
                "--records=60",
                "--targets=QRS,R",
                "--seeds=1,2",
                "--stem=6x5",
                "--blocks=1",
                "--inner-width=4",
                "--kernel=17",
                "--epochs=2",
                "--standardise",
                "--methods=saliency,grad-cam,random",
                "--sample=3",
                "--out=" + folder.resolve("paper")));
    words.addAll(List.of(more));
    return Commands.run(new ReproduceJob(), words.toArray(String[]::new));
  }

  private Dataset<Row> table(String path) {
    return SparkSessions.local().read().parquet(folder.resolve("paper").resolve(path).toString());
  }

  @Test
  void goesFromGeneratedRecordsToAPlaceForEachMethod() throws Exception {
    Result result = reproduce(SharedFolder.path("models/pulse2pulse.onnx"));
    List<Row> predictions = table("evaluated/predictions").collectAsList();
    assertThat(predictions)
        .hasSize(12)
        .allMatch(row -> Split.PAPER.part(row.getAs("record_id")) == Split.Part.TEST);
    assertThat(
            table("evaluated/summary").select("mode").distinct().collectAsList().stream()
                .map(row -> row.getString(0)))
        .containsExactly("paper");
    assertThat(table("networks/test_errors").count()).isEqualTo(4);
    assertThat(table("evaluated/blanking").count()).isPositive();
    assertThat(String.join("\n", result.lines()))
        .containsPattern("method +QRS +R +mean")
        .containsPattern("grad-cam +[123] +[123] +[123]\\.[05]");
  }

  @Test
  void mistakesAreSaidBeforeAnythingIsMade() {
    Path generator = folder.resolve("generator.onnx");
    assertThatThrownBy(() -> reproduce(generator, "--methods=salience"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("saliency");
    assertThatThrownBy(() -> reproduce(generator, "--mode=papr"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("paper");
    assertThatThrownBy(() -> reproduce(generator))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("generator.onnx")
        .hasMessageContaining("python/generator/README.md");
    assertThat(folder.resolve("paper")).doesNotExist();
  }
}
