package org.ecglens.train;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.ecglens.net.training.Examples;
import org.ecglens.net.training.MappedExamples;
import org.ecglens.net.training.Split;

/**
 * The examples of a run on the local disk of an executor, copied from the run's folder once and
 * shared by all networks that are trained there. Memory holds what the system caches of them.
 */
final class ExampleFiles {
  private static final Map<String, Map<Split.Part, Examples>> COPIES = new HashMap<>();

  private ExampleFiles() {}

  /** The examples of all parts. */
  static synchronized Map<Split.Part, Examples> local(
      TrainingPlan plan, TrainingFolder folder, Configuration conf) throws IOException {
    Map<Split.Part, Examples> parts = COPIES.get(plan.examplesId());
    if (parts == null) {
      parts = new EnumMap<>(Split.Part.class);
      for (Split.Part part : Split.Part.values()) {
        Path file = Files.createTempFile("ecglens-examples-", ".f32");
        try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
          // Recordings of patients: a name is needed no more, and without one nothing stays behind
          // whatever ends the process.
          Files.delete(file);
          copy(folder, part, Channels.newOutputStream(channel), conf);
          parts.put(
              part,
              MappedExamples.open(
                  channel, plan.input().leads(), plan.input().samples(), plan.targets()));
        }
      }
      COPIES.put(plan.examplesId(), parts);
    }
    return parts;
  }

  private static void copy(
      TrainingFolder folder, Split.Part part, OutputStream out, Configuration conf)
      throws IOException {
    org.apache.hadoop.fs.Path source = folder.examples(part, 0).getParent();
    FileSystem files = source.getFileSystem(conf);
    FileStatus[] shards;
    try {
      shards = files.listStatus(source, path -> path.getName().startsWith("shard-"));
    } catch (FileNotFoundException e) {
      // No record fell into this part.
      return;
    }
    Arrays.sort(shards);
    for (FileStatus shard : shards) {
      try (InputStream in = files.open(shard.getPath())) {
        in.transferTo(out);
      }
    }
  }
}
