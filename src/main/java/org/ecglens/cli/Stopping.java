package org.ecglens.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.status.StatusLogger;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.ExitCode;
import org.ecglens.run.Unfinished;
import scala.Option;

/**
 * The end of a command by a signal: its jobs are cancelled, so that it gives back its lock and
 * closes its files while Spark and the storage still live, and one line says what is done. The
 * process then ends with the code of the signal.
 */
final class Stopping {
  /** Before Spark's hook (40 in Hadoop's order), which would fail whatever is under way. */
  private static final int PRIORITY = 100;

  /** A cluster kills what has not ended after 30 s. */
  private static final int PATIENCE_SECONDS = 20;

  /** After which whoever waits for something else than Spark is woken. */
  private static final int JOBS_SECONDS = 3;

  private final Thread command;
  private final PrintWriter err;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean asked;
  private volatile int code = ExitCode.BUG;
  private volatile String done;

  private Stopping(Thread command, PrintWriter err) {
    this.command = command;
    this.err = err;
  }

  /** Listens to signals to the command that runs in this thread. */
  static Stopping listen(PrintWriter err) {
    Stopping stopping = new Stopping(Thread.currentThread(), err);
    ShutdownHookManager.get()
        .addShutdownHook(stopping::stop, PRIORITY, 2L * PATIENCE_SECONDS, TimeUnit.SECONDS);
    return stopping;
  }

  /** For commands within another program, which signals are none of. */
  static Stopping never() {
    return new Stopping(Thread.currentThread(), null);
  }

  /** Whether a signal ends the command: what fails from now on is not worth a word. */
  boolean isAsked() {
    return asked;
  }

  /** Notes how far the command was when it failed for the signal. */
  void failed(Throwable failure) {
    done = Unfinished.of(failure).orElse(null);
  }

  /** The command has ended by itself. */
  void over(int exit) {
    code = exit;
    over.countDown();
  }

  private void stop() {
    if (over.getCount() == 0) {
      return;
    }
    asked = true;
    silence();
    boolean ended = false;
    try {
      ended = cancelled();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended || code != ExitCode.DONE) {
      err.println(
          done == null
              ? "ecglens: stopped; the same command goes on."
              : "ecglens: stopped; " + done + ". The same command goes on.");
      err.flush();
    }
  }

  /** What Spark says while it goes down is of no use to anybody. */
  private static void silence() {
    StatusLogger.getLogger().getFallbackListener().setLevel(Level.OFF);
    Configurator.setAllLevels("", Level.OFF);
  }

  private boolean cancelled() throws InterruptedException {
    long start = System.nanoTime();
    boolean began = false;
    boolean woken = false;
    while (true) {
      Option<SparkSession> session = SparkSession.getDefaultSession();
      began |= session.isDefined();
      if (!began) {
        // Nothing runs that would hold a folder.
        return over.await(1, TimeUnit.SECONDS);
      }
      if (session.isDefined() && !session.get().sparkContext().isStopped()) {
        session.get().sparkContext().cancelAllJobs();
      }
      if (over.await(200, TimeUnit.MILLISECONDS)) {
        return true;
      }
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      if (seconds >= PATIENCE_SECONDS) {
        return false;
      }
      if (!woken && seconds >= JOBS_SECONDS) {
        command.interrupt();
        woken = true;
      }
    }
  }
}
