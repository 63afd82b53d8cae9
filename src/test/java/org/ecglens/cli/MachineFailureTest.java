package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineFailureTest {
  /** As Spark and the system say it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "java.io.IOException: No space left on device | a disk is full",
        "java.io.IOException: File too large | larger than the system allows",
        "java.io.IOException: /runs/one holds this run no longer: it was removed or replaced. "
            + "| removed or replaced while it ran",
        "java.nio.file.AccessDeniedException: /runs/one/scores | may not be read or written",
        "Total size of serialized results of 9 tasks (1025.0 MiB) is bigger than"
            + " spark.driver.maxResultSize 1024.0 MiB | more than it may hold",
        "[INVALID_DRIVER_MEMORY] System memory 123 must be at least 471859200. "
            + "| too little memory to begin with",
        "java.lang.OutOfMemoryError: Java heap space | the memory is full",
        "ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: "
            + "Container from a bad node. Exit status: 137. | more memory than it may",
        "ExecutorLostFailure (executor 1 exited caused by one of the running tasks) Reason: "
            + "Executor heartbeat timed out after 143000 ms | executors were lost",
        "ai.djl.engine.EngineException: CUDA out of memory. Tried to allocate 2 GiB "
            + "| a graphics card has too little memory",
        "CUDA error: no kernel image is available for execution | a graphics card cannot be used",
        "[enforce fail at alloc_cpu.cpp:114] DefaultCPUAllocator: not enough memory: you tried to"
            + " allocate 40000000000 bytes. | the memory is full",
        "All masters are unresponsive! Giving up. | the cluster gives no executors",
        "Job 3 cancelled because SparkContext was shut down | Spark was stopped",
        "java.net.UnknownHostException: namenode | a machine cannot be reached"
      })
  void whatFailedIsSaid(String text, String what) {
    SparkException failure =
        new SparkException(
            "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent"
                + " failure: Lost task 0.3 in stage 3.0 (TID 3) (10.0.0.7 executor 1): "
                + text
                + "\n\tat org.ecglens.run.ShardExecution.call(ShardExecution.java:12)");
    assertThat(MachineFailure.of(failure))
        .hasValueSatisfying(
            found ->
                assertThat(found.message(Optional.empty()))
                    .contains(what, "The same command goes on.")
                    .doesNotContain("\n"));
  }

  /** What Spark and Java wrap around a sentence is of no use, but where it was said. */
  @Test
  void theDetailIsTheSentenceAndItsPlace() {
    String text =
        "Job aborted due to stage failure: Task 0 in stage 0.0 failed 1 times, most recent failure:"
            + " Lost task 0.0 in stage 0.0 (TID 0) (%s executor %s): java.io.IOException:"
            + " /runs/one/records/shard-00001.parquet cannot be written: No space left on device";
    String sentence =
        "/runs/one/records/shard-00001.parquet cannot be written: No space left on device";
    assertThat(MachineFailure.of(new SparkException(text.formatted("10.0.0.7", "3"))))
        .hasValueSatisfying(
            found -> assertThat(found.detail()).isEqualTo(sentence + "; executor 3 on 10.0.0.7"));
    assertThat(MachineFailure.of(new SparkException(text.formatted("localhost", "driver"))))
        .hasValueSatisfying(found -> assertThat(found.detail()).isEqualTo(sentence));
  }

  @Test
  void causesAreLookedThrough() {
    IOException failure =
        new IOException("reading failed", new ConnectException("Connection refused"));
    assertThat(MachineFailure.of(failure))
        .hasValueSatisfying(found -> assertThat(found.detail()).contains("Connection refused"));
  }

  /** Paths are the user's, but that nobody answers is not. */
  @Test
  void anInputThatNobodyAnswersForIsNoMistake() {
    assertThat(
            MachineFailure.behind(
                new UserException(
                    "--records hdfs://namenode/x cannot be read: Call failed",
                    new IOException("Call failed", new ConnectException("Connection refused")))))
        .hasValueSatisfying(
            found -> assertThat(found.what()).isEqualTo("a machine cannot be reached"));
    assertThat(
            MachineFailure.behind(
                new UserException("no rights", new IOException("/out (Permission denied)"))))
        .isEmpty();
    assertThat(MachineFailure.behind(new UserException("No space left on device"))).isEmpty();
  }

  @Test
  void bugsAreNone() {
    assertThat(MachineFailure.of(new NullPointerException("space is null"))).isEmpty();
    assertThat(MachineFailure.of(new IllegalStateException("a layer has no weights"))).isEmpty();
  }
}
