package org.ecglens.ingest;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.ecglens.ecg.Ecg;
import org.ecglens.executor.NetworkPool;
import org.ecglens.graph.Graph;
import org.ecglens.net.NetworkOptions;
import org.ecglens.run.ShardOutput;
import org.ecglens.run.ShardTask;
import org.ecglens.synth.GeneratedEcg;
import org.ecglens.table.RecordRow;

/** Makes the records of a shard, by their numbers, with a generative network. */
public record GeneratorTask(Broadcast<Plan> plan) implements ShardTask<Long> {
  private static final long serialVersionUID = 1L;

  private static final NetworkOptions OPTIONS =
      NetworkOptions.DEFAULT.withMicroBatch(GeneratedEcg.BLOCK);

  /**
   * What executors need.
   *
   * @param seed of the run
   * @param sha256 of the network's file
   * @param graph that {@link GeneratedEcg#check} accepts
   */
  public record Plan(long seed, String sha256, Graph graph) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void run(List<Long> items, ShardOutput output) throws IOException {
    List<Long> numbers = items.stream().sorted().toList();
    try (NetworkPool.Lease lease =
        NetworkPool.take(plan.value().sha256(), plan.value().graph(), OPTIONS)) {
      new GeneratedEcg(plan.value().seed(), lease.network())
          .records(numbers, ecg -> write(ecg, output));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(Ecg ecg, ShardOutput output) {
    try {
      for (float value : ecg.signal()) {
        if (!Float.isFinite(value)) {
          output.quarantine(
              ecg.recordId(),
              null,
              "generate",
              "not-finite",
              "the generator's output holds " + value);
          return;
        }
      }
      output.write(RecordRow.of(ecg));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
