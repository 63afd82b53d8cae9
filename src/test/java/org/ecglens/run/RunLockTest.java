package org.ecglens.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  private static final RunLock.Timing QUICK =
      new RunLock.Timing(Duration.ofMillis(100), Duration.ofMillis(1500));

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();

  private AtomicFiles files() throws IOException {
    return AtomicFiles.at(path(), new Configuration());
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(folder.toString());
  }

  private org.apache.hadoop.fs.Path file() {
    return new org.apache.hadoop.fs.Path(path(), RunLock.NAME);
  }

  private RunLock take() throws IOException {
    return RunLock.take(files(), path(), "app-2", QUICK, new PrintWriter(out));
  }

  private static RunLock.Owner elsewhere(long beat) {
    return new RunLock.Owner(
        "id", "another-host", "pid:[1]", 4711, "", "app-1", "2026-11-29T10:00:00Z", beat);
  }

  /** A process of this machine that has ended needs no watching. */
  @Test
  void theLockOfADeadProcessIsTakenAtOnce() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    RunLock.Owner self = RunLock.Owner.self("app-1");
    RunLock.Owner owner =
        new RunLock.Owner(
            "id", self.host(), self.processes(), dead.pid(), "", "app-1", self.since(), 3);
    files().create(file(), AtomicFiles.json(owner));
    try (RunLock lock = take()) {
      lock.check();
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aLockThatDoesNotBeatIsTakenOver() throws Exception {
    files().create(file(), AtomicFiles.json(elsewhere(5)));
    try (RunLock lock = take()) {
      lock.check();
    }
    assertThat(out.toString())
        .contains("is locked by application app-1 on another-host (process 4711)", "for 1 s");
  }

  @Test
  void aDamagedLockIsTakenOver() throws Exception {
    files().create(file(), stream -> stream.write(new byte[0]));
    try (RunLock lock = take()) {
      lock.check();
    }
  }

  @Test
  void aLockThatBeatsIsLeftAlone() throws Exception {
    files().create(file(), AtomicFiles.json(elsewhere(5)));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> beating =
          other.submit(
              (Callable<Void>)
                  () -> {
                    Thread.sleep(300);
                    files().replace(file(), AtomicFiles.json(elsewhere(6)));
                    return null;
                  });
      assertThatThrownBy(this::take)
          .isInstanceOf(UserException.class)
          .hasMessageContainingAll("another run is writing there", "another-host", "app-1");
      beating.get();
    } finally {
      other.shutdownNow();
    }
    assertThat(files().read(file(), RunLock.Owner.class)).isEqualTo(elsewhere(6));
  }

  /** A run that was silent for too long learns that it is not alone any more, and writes no end. */
  @Test
  void whoLosesTheLockIsTold() throws Exception {
    RunLock lock = take();
    files().replace(file(), AtomicFiles.json(elsewhere(1)));
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    boolean told = false;
    while (!told && System.nanoTime() < end) {
      Thread.sleep(20);
      try {
        lock.check();
      } catch (UserException e) {
        told = true;
        assertThat(e).hasMessageContaining("it was taken over by application app-1");
      }
    }
    assertThat(told).isTrue();
    lock.close();
    assertThat(files().read(file(), RunLock.Owner.class)).isEqualTo(elsewhere(1));
  }

  /** Of many that come at the same time one gets the lock. */
  @Test
  void oneOfManyGetsIt() throws Exception {
    int many = 8;
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<RunLock>> all = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        all.add(threads.submit((Callable<RunLock>) this::take));
      }
      List<RunLock> taken = new ArrayList<>();
      for (Future<RunLock> one : all) {
        try {
          taken.add(one.get());
        } catch (ExecutionException e) {
          assertThat(e).hasCauseInstanceOf(UserException.class);
        }
      }
      assertThat(taken).hasSize(1);
      taken.get(0).close();
    } finally {
      threads.shutdownNow();
    }
  }
}
