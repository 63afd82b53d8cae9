package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkException;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final String TASK_FAILED =
      """
      Job aborted due to stage failure: Task 0 in stage 3.0 failed 1 times, most recent failure: \
      Lost task 0.0 in stage 3.0 (TID 3) (10.0.0.7 executor 1): %s
      \tat org.ecglens.run.Shards.call(Shards.java:12)
      \tat java.base/java.lang.Thread.run(Thread.java:840)

      Driver stacktrace:""";

  @Test
  void findsTheMistakeUnderWhatSparkWrapsAroundIt() {
    Throwable wrapped =
        new SparkException(
            "Job aborted", new RuntimeException(new UserException("record 7 has no lead V5")));
    assertThat(Failures.userMessage(wrapped)).contains("record 7 has no lead V5");
  }

  @Test
  void readsTheMistakeWhereOnlyTextSurvives() {
    Throwable text =
        new SparkException(
            TASK_FAILED.formatted("org.ecglens.error.UserException: record 7\nhas no lead V5"));
    assertThat(Failures.userMessage(text)).contains("record 7\nhas no lead V5");
  }

  @Test
  void takesNoOtherExceptionForAMistake() {
    assertThat(Failures.userMessage(new IllegalStateException("org.ecglens.cli.Main: x")))
        .isEmpty();
    assertThat(
            Failures.userMessage(
                new SparkException(
                    TASK_FAILED.formatted("java.lang.NullPointerException: org.ecglens is null"))))
        .isEmpty();
    assertThat(Failures.userMessage(new RuntimeException((String) null))).isEmpty();
  }

  /** As Spark says it of a table that a manifest vouches for. */
  @Test
  void aDamagedFileIsNamed() {
    String text =
        "[FAILED_READ_FILE.NO_HINT] Encountered error while reading file"
            + " file:///runs/one/records/shard-00001-ab.parquet. SQLSTATE: KD001";
    assertThat(
            Failures.userMessage(
                new SparkException(
                    text, new IOException("could not verify page integrity, CRC checksum failed"))))
        .hasValueSatisfying(
            message ->
                assertThat(message)
                    .contains(
                        "The file file:///runs/one/records/shard-00001-ab.parquet is damaged",
                        "start the command that wrote it again"));
    assertThat(Failures.userMessage(new SparkException(text, new IOException("Connection reset"))))
        .isEmpty();
  }

  /** A storage that Spark brings no connector for is chosen by the user, who can bring it. */
  @Test
  void aMissingConnectorIsNamedWithTheWayToIt() {
    Throwable noScheme =
        new UserException(
            "--records gs://bucket/x cannot be read",
            new UnsupportedFileSystemException("No FileSystem for scheme \"gs\""));
    assertThat(Failures.userMessage(noScheme))
        .hasValueSatisfying(
            message ->
                assertThat(message).contains("No FileSystem for scheme \"gs\"", "--packages"));
    Throwable noClass =
        new RuntimeException(
            new ClassNotFoundException("Class org.apache.hadoop.fs.s3a.S3AFileSystem not found"));
    assertThat(Failures.userMessage(noClass))
        .hasValueSatisfying(
            message ->
                assertThat(message)
                    .contains("S3AFileSystem not found", "org.apache.hadoop:hadoop-aws:3.5"));
    NoClassDefFoundError halfOfIt =
        new NoClassDefFoundError("org/apache/http/protocol/HttpContext");
    halfOfIt.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.apache.hadoop.fs.s3a.S3AFileSystem", "initialize", null, 1)
        });
    assertThat(Failures.userMessage(halfOfIt))
        .hasValueSatisfying(
            message -> assertThat(message).contains("class org/apache/http/protocol/HttpContext"));
    assertThat(Failures.userMessage(new NoClassDefFoundError("org/ecglens/x/Y"))).isEmpty();
  }
}
