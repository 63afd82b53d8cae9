package org.ecglens.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * All rows of a run's tables, as any Parquet reader finds them in its folders, whatever a manifest
 * says.
 *
 * @param tables name of a table to the text of its rows, sorted
 */
public record RunRows(Map<String, List<String>> tables) {
  /** Measured times differ from run to run. */
  private static final String TIMES = "cost";

  /** Reads a run on any file system that Hadoop knows. */
  public static RunRows of(SparkSession spark, String run) throws IOException {
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(run);
    org.apache.hadoop.fs.FileSystem files =
        root.getFileSystem(spark.sparkContext().hadoopConfiguration());
    Map<String, List<String>> tables = new TreeMap<>();
    for (org.apache.hadoop.fs.FileStatus status : files.listStatus(root)) {
      String name = status.getPath().getName();
      if (status.isDirectory() && !name.startsWith("_") && !name.equals(TIMES)) {
        List<String> rows = new ArrayList<>();
        // A run that was killed may leave a folder without a file.
        if (files.listStatus(status.getPath(), RunRows::isVisible).length > 0) {
          for (Row row : spark.read().parquet(status.getPath().toString()).collectAsList()) {
            rows.add(row.toString());
          }
        }
        Collections.sort(rows);
        tables.put(name, List.copyOf(rows));
      }
    }
    return new RunRows(Collections.unmodifiableMap(tables));
  }

  /** Number of rows of all tables. */
  public long count() {
    return tables.values().stream().mapToLong(List::size).sum();
  }

  /**
   * How another run's rows differ from these.
   *
   * @param lost rows of which the other has fewer
   * @param doubled rows of these of which the other has more
   * @param foreign rows that these do not have
   */
  public record Difference(long lost, long doubled, long foreign) {
    /** No difference. */
    public static final Difference NONE = new Difference(0, 0, 0);

    /** Both together. */
    public Difference plus(Difference other) {
      return new Difference(lost + other.lost, doubled + other.doubled, foreign + other.foreign);
    }
  }

  /** Compares another run with this one. */
  public Difference difference(RunRows other) {
    Map<String, Long> wanted = counts();
    Map<String, Long> found = other.counts();
    long lost = 0;
    long doubled = 0;
    for (Map.Entry<String, Long> row : wanted.entrySet()) {
      long more = found.getOrDefault(row.getKey(), 0L) - row.getValue();
      lost += Math.max(0, -more);
      doubled += Math.max(0, more);
    }
    long foreign =
        found.entrySet().stream()
            .filter(row -> !wanted.containsKey(row.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return new Difference(lost, doubled, foreign);
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    tables.forEach(
        (table, rows) -> rows.forEach(row -> counts.merge(table + ": " + row, 1L, Long::sum)));
    return counts;
  }

  private static boolean isVisible(org.apache.hadoop.fs.Path file) {
    return !file.getName().startsWith(".") && !file.getName().startsWith("_");
  }
}
