package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ecglens.ecg.Ecg;
import org.ecglens.random.Draws;
import org.ecglens.testing.Launcher;
import org.ecglens.testing.OnnxModels;
import org.ecglens.testing.Records;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether the memory of a run grows with its records: the table of {@code docs/reliability.md}. A
 * network with max pooling is explained by methods of every kind in a JVM whose heap is touched
 * from the beginning, so that what changes of its resident memory lies outside of the heap. Takes
 * long, so it runs only when it is named, with what {@code mvn package} has built, and writes
 * {@code target/memory-soak.md}:
 *
 * <pre>
 * mvn -q -DskipTests package
 * mvn -q test -Dtest=MemorySoak -Decglens.soak.records=200,2000,20000
 * </pre>
 */
class MemorySoak {
  private static final int LEADS = 2;
  private static final int SAMPLES = 250;
  private static final int PARTS = 8;
  private static final String RESIDENT = "VmRSS:";

  private final List<String> lines = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void residentMemoryOfRunsOfSeveralLengths() throws Exception {
    String[] lengths = System.getProperty("ecglens.soak.records", "200,2000").split(",", -1);
    Path model = folder.resolve("pools.onnx");
    Files.write(model, network());
    lines.add("| records | shards | minutes | peak, MB | mean of each eighth of the time, MB |");
    lines.add("|---|---|---|---|---|");
    for (String length : lengths) {
      run(Integer.parseInt(length.strip()), model);
    }
    lines.add("");
    lines.add("%d processors.".formatted(Runtime.getRuntime().availableProcessors()));
    Files.write(Path.of("target/memory-soak.md"), lines);
  }

  private void run(int records, Path model) throws Exception {
    Path table = Files.createDirectories(folder.resolve("records-" + records));
    Records.write(table, records(records), PARTS);
    Path out = folder.resolve("run-" + records);
    long start = System.nanoTime();
    Launcher.Started started =
        new Launcher(folder)
            .start(
                "evaluate",
                "--driver-memory",
                "1g",
                "--conf",
                "spark.driver.extraJavaOptions=-Xms1g -XX:+AlwaysPreTouch",
                "--model",
                model.toString(),
                "--records",
                table.toString(),
                "--methods",
                "saliency,guided-backprop,integrated-gradients,deeplift,grad-cam",
                "--shard-size",
                "16",
                "--out",
                out.toString());
    List<Long> resident = new ArrayList<>();
    while (!started.process().waitFor(2, TimeUnit.SECONDS)) {
      Stream.concat(Stream.of(started.process().toHandle()), started.process().descendants())
          .mapToLong(MemorySoak::resident)
          .max()
          .ifPresent(resident::add);
    }
    Launcher.Outcome outcome = started.outcome();
    assertThat(outcome.exit()).describedAs("%s", outcome).isZero();
    long shards;
    try (Stream<Path> markers = Files.list(out.resolve("_shards"))) {
      shards = markers.count();
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "| %d | %d | %d | %d | %s |",
            records,
            shards,
            TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - start),
            resident.stream().mapToLong(Long::longValue).max().orElse(0),
            eighths(resident)));
    System.out.println(lines.get(lines.size() - 1));
  }

  private static String eighths(List<Long> resident) {
    List<String> means = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      List<Long> some =
          resident.subList(part * resident.size() / PARTS, (part + 1) * resident.size() / PARTS);
      means.add(
          String.format(
              Locale.ROOT, "%.0f", some.stream().mapToLong(Long::longValue).average().orElse(0)));
    }
    return String.join(" ", means);
  }

  /** Megabytes; 0 of a process that has ended. */
  private static long resident(ProcessHandle process) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith(RESIDENT)) {
          return Long.parseLong(line.substring(RESIDENT.length()).strip().split(" ", 2)[0]) / 1000;
        }
      }
      return 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static List<Ecg> records(int count) {
    List<Ecg> records = new ArrayList<>();
    for (int record = 0; record < count; record++) {
      double[] values = new double[LEADS * SAMPLES];
      String id = "record-" + record;
      Draws.of(1, id).gaussians(0, values);
      float[] signal = new float[values.length];
      for (int i = 0; i < signal.length; i++) {
        signal[i] = (float) (100 * values[i]);
      }
      records.add(Records.of(id, LEADS, signal));
    }
    return records;
  }

  /** Three times convolution, ReLU and max pooling; a mean over time; a sum. */
  private static byte[] network() {
    OnnxModels model = OnnxModels.model(17).input("x", "batch", LEADS, SAMPLES);
    String value = "x";
    int channels = LEADS;
    for (int block = 0; block < 3; block++) {
      model
          .weights("w" + block, 8, channels, 5)
          .node("Conv", value + ", w" + block + " -> c" + block, "pads", new int[] {2, 2})
          .node("Relu", "c" + block + " -> r" + block)
          .node(
              "MaxPool",
              "r" + block + " -> p" + block,
              "kernel_shape",
              new int[] {3},
              "strides",
              new int[] {2});
      value = "p" + block;
      channels = 8;
    }
    return model
        .node("ReduceMean", value + " -> m", "axes", new int[] {2}, "keepdims", 0)
        .weights("head", 8, 1)
        .node("MatMul", "m, head -> y")
        .output("y")
        .bytes();
  }
}
