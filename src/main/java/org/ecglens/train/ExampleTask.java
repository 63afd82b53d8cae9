package org.ecglens.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.ecg.Adaptation;
import org.ecglens.model.InputRecord;
import org.ecglens.model.Misfit;
import org.ecglens.net.training.Split;
import org.ecglens.run.AtomicFiles;
import org.ecglens.run.ShardOutput;
import org.ecglens.run.ShardTask;

/**
 * Lays the examples of a shard out for training: little-endian float32, for each record the signal
 * {@code [lead][sample]} and all labels, NaN where absent; one file for each part of the split,
 * records in the order of their ids.
 */
record ExampleTask(
    Broadcast<TrainingPlan> work, TrainingFolder folder, SerializableConfiguration conf)
    implements ShardTask<InputRecord> {
  private static final long serialVersionUID = 1L;

  /** Counts of the records of a part begin with it. */
  static final String COUNT = "examples/";

  @Override
  public void run(List<InputRecord> items, ShardOutput output) throws IOException {
    TrainingPlan plan = work.value();
    List<InputRecord> records = new ArrayList<>(items);
    records.sort(Comparator.comparing(InputRecord::recordId));
    Map<Split.Part, List<byte[]>> parts = new EnumMap<>(Split.Part.class);
    for (InputRecord record : records) {
      float[] labels = labels(plan, record);
      if (labels == null) {
        output.quarantine(
            record.recordId(),
            null,
            "train",
            "no-label",
            "has none of the labels " + String.join(", ", plan.targets()));
        continue;
      }
      try {
        Adaptation.Adapted adapted = plan.input().fit(record);
        adapted.steps().forEach(step -> output.count("adapted/" + step, 1));
        parts
            .computeIfAbsent(plan.split().part(record.recordId()), part -> new ArrayList<>())
            .add(bytes(adapted.signal(), labels));
      } catch (Misfit e) {
        output.quarantine(record.recordId(), null, "input", e.reason(), e.getMessage());
      }
    }
    for (Map.Entry<Split.Part, List<byte[]>> part : parts.entrySet()) {
      output.count(COUNT + name(part.getKey()), part.getValue().size());
      Path file = folder.examples(part.getKey(), output.shard());
      AtomicFiles.at(file, conf.value())
          .replace(
              file,
              stream -> {
                for (byte[] example : part.getValue()) {
                  stream.write(example);
                }
              });
    }
  }

  static String name(Split.Part part) {
    return part.name().toLowerCase(Locale.ROOT);
  }

  private static float[] labels(TrainingPlan plan, InputRecord record) {
    float[] labels = new float[plan.targets().size()];
    boolean any = false;
    for (int t = 0; t < labels.length; t++) {
      Double label = record.labels().get(plan.targets().get(t));
      labels[t] = label == null ? Float.NaN : label.floatValue();
      any |= label != null;
    }
    return any ? labels : null;
  }

  private static byte[] bytes(float[] signal, float[] labels) {
    byte[] bytes = new byte[(signal.length + labels.length) * Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(signal).put(labels);
    return bytes;
  }
}
