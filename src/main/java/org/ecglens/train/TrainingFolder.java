package org.ecglens.train;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.ecglens.net.training.Split;
import org.ecglens.run.RunFolder;

/**
 * The files that a training stores in the folder of its run in addition to tables: examples until
 * all networks are trained, and the progress of each network.
 */
record TrainingFolder(RunFolder run) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String EXAMPLES = "_examples";
  private static final String STATES = "_training";
  private static final String ENDING = ".json";

  /** Path of a shard's examples of a part. */
  Path examples(Split.Part part, int shard) {
    return new Path(
        new Path(run.file(EXAMPLES), ExampleTask.name(part)), "shard-%05d.f32".formatted(shard));
  }

  boolean hasExamples(Configuration conf) throws IOException {
    return run.has(EXAMPLES, conf);
  }

  void deleteExamples(Configuration conf) throws IOException {
    run.delete(EXAMPLES, conf);
  }

  /** Path of the checkpoint of a network. */
  Path checkpoint(String network) {
    return new Path(run.file(STATES), network + ".checkpoint");
  }

  /** Notes how far the training of a network is. */
  void write(TrainingState state, Configuration conf) throws IOException {
    run.writeJson(STATES + "/" + state.name() + ENDING, state, conf);
  }

  /** How far the training of a network is; null where it has not ended an epoch. */
  TrainingState state(String network, Configuration conf) throws IOException {
    String name = STATES + "/" + network + ENDING;
    return run.has(name, conf) ? run.readJson(name, TrainingState.class, conf) : null;
  }

  /** How far trainings are, by name of the network. */
  Map<String, TrainingState> states(Configuration conf) throws IOException {
    Map<String, TrainingState> states = new TreeMap<>();
    for (String name : run.names(STATES, conf)) {
      if (name.endsWith(ENDING)) {
        TrainingState state = run.readJson(STATES + "/" + name, TrainingState.class, conf);
        states.put(state.name(), state);
      }
    }
    return states;
  }

  /** Whether the file of a network is there. */
  boolean hasNetwork(String network, Configuration conf) throws IOException {
    return run.has(network + ".onnx", conf);
  }
}
