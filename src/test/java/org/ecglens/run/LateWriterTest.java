package org.ecglens.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that outlive their run. */
class LateWriterTest {
  private static final List<SetAside> ROWS = List.of(new SetAside("/a.parquet", "empty", "empty"));

  @TempDir Path place;
  private final Configuration conf = new Configuration();
  private Path run;
  private RunFolder folder;

  @BeforeEach
  void begin() throws IOException {
    run = place.resolve("run");
    folder = new RunFolder(run.toString());
    folder.writeJson(RunFolder.CONFIG, Map.of(RunConfig.RUN, "one"), conf);
  }

  @Test
  void aShardOfTheRunCounts() throws IOException {
    try (ParquetShardOutput output = new ParquetShardOutput(folder, conf, 0, "a")) {
      SetAside.write(ROWS, output);
      assertThat(output.commit(1, "one").totals().rows()).containsEntry("quarantine", 1L);
    }
  }

  @Test
  void aFolderThatWasRemovedDoesNotComeBack() throws IOException {
    try (ParquetShardOutput output = new ParquetShardOutput(folder, conf, 0, "a")) {
      removeRun();
      SetAside.write(ROWS, output);
      assertThatThrownBy(() -> output.commit(1, "one"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(run + " holds this run no longer");
    }
    assertThat(run).doesNotExist();
  }

  @Test
  void aRunInTheSameFolderIsLeftAlone() throws IOException {
    try (ParquetShardOutput output = new ParquetShardOutput(folder, conf, 0, "a")) {
      SetAside.write(ROWS, output);
      removeRun();
      folder.writeJson(RunFolder.CONFIG, Map.of(RunConfig.RUN, "two"), conf);
      assertThatThrownBy(() -> output.commit(1, "one")).isInstanceOf(IOException.class);
    }
    try (Stream<Path> found = Files.walk(run)) {
      assertThat(found.filter(Files::isRegularFile)).containsExactly(run.resolve(RunFolder.CONFIG));
    }
  }

  private void removeRun() throws IOException {
    try (Stream<Path> found = Files.walk(run)) {
      for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
