package org.ecglens.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.net.training.CheckpointStore;
import org.ecglens.run.RunFolder;
import org.ecglens.testing.KilledStorage;
import org.ecglens.testing.Kills;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last two checkpoints of a network, whatever ends the process that writes a third. */
class HadoopCheckpointsTest {
  @TempDir Path folder;
  private final Configuration conf = new Configuration();

  @AfterEach
  void revive() {
    Kills.revive();
  }

  private HadoopCheckpoints store(Path run) {
    KilledStorage.register(conf);
    return HadoopCheckpoints.of(
        new TrainingFolder(new RunFolder("kill://" + run.toAbsolutePath())), "QT-1", conf);
  }

  @Test
  void theLastTwoAreKept() throws IOException {
    HadoopCheckpoints store = store(folder);
    assertThat(contents(store)).isEmpty();
    for (int epoch = 1; epoch <= 12; epoch++) {
      add(store, "epoch " + epoch);
    }
    assertThat(contents(store)).containsExactly("epoch 12", "epoch 11");
    store.remove();
    assertThat(contents(store)).isEmpty();
  }

  /** Another network's name may begin like this one's. */
  @Test
  void networksDoNotShareThem() throws IOException {
    TrainingFolder run = new TrainingFolder(new RunFolder(folder.toString()));
    HadoopCheckpoints one = HadoopCheckpoints.of(run, "QT", conf);
    HadoopCheckpoints two = HadoopCheckpoints.of(run, "QT.checkpoint-1", conf);
    add(two, "two");
    assertThat(contents(one)).isEmpty();
    add(one, "one");
    one.remove();
    assertThat(contents(two)).containsExactly("two");
  }

  @Test
  void killedAfterEachChangeThereIsAWholeOneAndTheOneBefore() throws IOException {
    int changes = 0;
    boolean killed = true;
    while (killed) {
      Path run = Files.createDirectory(folder.resolve("run-" + changes));
      HadoopCheckpoints store = store(run);
      add(store, "epoch 1");
      add(store, "epoch 2");
      Kills.after(changes);
      try {
        add(store, "epoch 3");
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("killed");
      }
      killed = Kills.happened();
      Kills.revive();
      List<String> kept = contents(store(run));
      assertThat(kept.size()).as("after %d changes", changes).isGreaterThanOrEqualTo(2);
      assertThat(List.of("epoch 3", "epoch 2", "epoch 1")).containsSubsequence(kept);
      // Whoever goes on leaves two again.
      add(store(run), "epoch 4");
      assertThat(contents(store(run))).hasSize(2).startsWith("epoch 4");
      changes++;
    }
    assertThat(changes).isGreaterThan(3);
  }

  private static void add(CheckpointStore store, String text) throws IOException {
    store.add(stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> contents(CheckpointStore store) throws IOException {
    List<String> contents = new ArrayList<>();
    for (CheckpointStore.Kept kept : store.newestFirst()) {
      try (InputStream in = kept.open()) {
        contents.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return contents;
  }
}
