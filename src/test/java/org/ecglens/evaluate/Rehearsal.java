package org.ecglens.evaluate;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.records.RecordTable;
import org.ecglens.run.Destination;
import org.ecglens.run.RunResult;
import org.ecglens.summary.RunSummary;

/**
 * An evaluation of records with {@link StubTask} in the place of the arithmetic, and what it takes:
 * everything but the work in the shards is that of a real run.
 */
final class Rehearsal {
  private final SparkSession spark;
  private final Destination destination;

  Rehearsal(SparkSession spark, Path folder) {
    this.spark = spark;
    this.destination = Destination.of(folder.toString());
  }

  /**
   * What a run took.
   *
   * @param seconds of wall time
   * @param processor seconds of all cores
   * @param heap bytes that were in use after a collection, at most; driver and executors are one
   *     process
   * @param jobs number of Spark's jobs
   * @param shuffled bytes that tasks wrote for others
   * @param stages seconds of Spark's jobs by what they were for, in their order
   * @param files in the folder of the run
   */
  record Measured(
      double seconds,
      double processor,
      long heap,
      long jobs,
      long shuffled,
      Map<String, Double> stages,
      long files,
      RunResult<RunSummary> result) {

    /** A line for docs/reliability.md, and one for each of the stages. */
    String text(long records) {
      StringBuilder text =
          new StringBuilder(
              String.format(
                  Locale.ROOT,
                  "%d records: %.0f s, %.0f s of processors, heap after collections %d MB, %d files, %d jobs, %d MB"
                      + " shuffled%n",
                  records,
                  seconds,
                  processor,
                  heap >> 20,
                  files,
                  jobs,
                  shuffled >> 20));
      stages.forEach(
          (what, time) -> text.append(String.format(Locale.ROOT, "%8.1f s  %s%n", time, what)));
      return text.toString();
    }
  }

  /** Runs, or continues. */
  Measured run(EvaluationSpec spec, RecordTable records) throws Exception {
    Jobs jobs = new Jobs();
    AtomicLong heap = new AtomicLong();
    NotificationListener collections =
        (notification, any) -> {
          long used =
              GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                  .getGcInfo()
                  .getMemoryUsageAfterGc()
                  .values()
                  .stream()
                  .mapToLong(MemoryUsage::getUsed)
                  .sum();
          heap.accumulateAndGet(used, Math::max);
        };
    List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    collectors.forEach(
        one -> ((NotificationEmitter) one).addNotificationListener(collections, null, null));
    spark.sparkContext().addSparkListener(jobs);
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long start = System.nanoTime();
    long worked = system.getProcessCpuTime();
    try {
      RunResult<RunSummary> result =
          new NetworkCommand(() -> spark, spec).into(destination, records, StubTask::new);
      double seconds = (System.nanoTime() - start) / 1e9;
      double processor = (system.getProcessCpuTime() - worked) / 1e9;
      spark.sparkContext().listenerBus().waitUntilEmpty();
      return new Measured(
          seconds, processor, heap.get(), jobs.count, jobs.shuffled, jobs.seconds, files(), result);
    } finally {
      spark.sparkContext().removeSparkListener(jobs);
      for (GarbageCollectorMXBean one : collectors) {
        ((NotificationEmitter) one).removeNotificationListener(collections);
      }
    }
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of(destination.folder()))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .count();
    }
  }

  /** Counts Spark's jobs; the bus calls it from one thread. */
  private static final class Jobs extends SparkListener {
    private final Map<Integer, String> descriptions = new ConcurrentHashMap<>();
    private final Map<Integer, Long> begun = new ConcurrentHashMap<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long count;
    private long shuffled;

    @Override
    public void onJobStart(SparkListenerJobStart start) {
      count++;
      String description = start.properties().getProperty("spark.job.description");
      descriptions.put(start.jobId(), String.valueOf(description));
      begun.put(start.jobId(), start.time());
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd end) {
      seconds.merge(
          descriptions.get(end.jobId()), (end.time() - begun.get(end.jobId())) / 1e3, Double::sum);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.taskMetrics() != null) {
        shuffled += end.taskMetrics().shuffleWriteMetrics().bytesWritten();
      }
    }
  }
}
