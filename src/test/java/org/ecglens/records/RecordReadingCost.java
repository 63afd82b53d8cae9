package org.ecglens.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.Ecg;
import org.ecglens.random.Draws;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it takes to bring records of ten seconds at 500 Hz to the tasks: the figures of {@code
 * docs/reliability.md}. Runs only when it is named:
 *
 * <pre>
 * mvn -q test -Dtest=RecordReadingCost
 * </pre>
 */
class RecordReadingCost {
  private static final int RECORDS = Integer.getInteger("ecglens.reading.records", 1000);
  private static final int LEADS = 12;
  private static final int SAMPLES = 5000;
  private static final int ROUNDS = 5;

  @TempDir private Path folder;

  private interface Work {
    long count();
  }

  @Test
  void millisecondsForARecord() throws Exception {
    SparkSession spark = SparkSessions.local();
    Path table = folder.resolve("records");
    Records.write(table, records(), 8);
    RecordTable records = RecordTable.open(spark, table.toString());
    List<Double> decoded = new ArrayList<>();
    List<Double> arrays = new ArrayList<>();
    List<Double> shuffled = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      decoded.add(milliseconds(() -> records.rows().where("signal[59999] < 1e9").count()));
      arrays.add(
          milliseconds(
              () ->
                  records
                      .rows()
                      .toJavaRDD()
                      .mapPartitions(RecordReadingCost::read)
                      .collect()
                      .stream()
                      .mapToLong(Long::longValue)
                      .sum()));
      shuffled.add(milliseconds(() -> records.items(64, Set.of()).count()));
    }
    System.out.printf(
        Locale.ROOT,
        "%d records of %d × %d, milliseconds a record, medians of %d rounds: decoded %.2f,"
            + " as arrays %.2f, shuffled to shards and as arrays %.2f%n",
        RECORDS,
        LEADS,
        SAMPLES,
        ROUNDS,
        median(decoded),
        median(arrays),
        median(shuffled));
  }

  private static Iterator<Long> read(Iterator<Row> rows) {
    long count = 0;
    while (rows.hasNext()) {
      count += RecordRows.record(rows.next()).signal().length / (LEADS * SAMPLES);
    }
    return List.of(count).iterator();
  }

  private static double milliseconds(Work work) {
    long start = System.nanoTime();
    assertThat(work.count()).isEqualTo(RECORDS);
    return (System.nanoTime() - start) / 1e6 / RECORDS;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static List<Ecg> records() {
    List<Ecg> records = new ArrayList<>();
    double[] values = new double[LEADS * SAMPLES];
    for (int record = 0; record < RECORDS; record++) {
      Draws.of(1, "record-" + record).gaussians(0, values);
      float[] signal = new float[values.length];
      for (int i = 0; i < signal.length; i++) {
        signal[i] = Math.round(100 * values[i]);
      }
      records.add(Records.of("record-" + record, LEADS, signal));
    }
    return records;
  }
}
