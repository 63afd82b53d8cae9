package org.ecglens.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Tells the user how far a job is: a bar on a terminal, else a line every ten per cent. */
public final class Progress {
  private static final int POLL_MILLISECONDS = 500;
  private static final int LINES = 10;

  private final String name;
  private final PrintWriter out;
  private final boolean interactive;

  /** Progress of a job. */
  public Progress(String name, PrintWriter out, boolean interactive) {
    this.name = name;
    this.out = out;
    this.interactive = interactive;
  }

  /** What is shown until it is closed. */
  public interface Bar extends AutoCloseable {
    /** All is done, whatever was counted last. */
    void finish();

    @Override
    void close();
  }

  /**
   * Starts to show.
   *
   * @param total what {@code done} will be at the end; retries may count twice and are cut off
   */
  public Bar start(long total, LongSupplier done) {
    Display display = interactive ? new Moving(name, total) : new Lines(name, total, out);
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ecglens-progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        timer.scheduleAtFixedRate(
            () -> display.show(Math.min(total, done.getAsLong())),
            POLL_MILLISECONDS,
            POLL_MILLISECONDS,
            TimeUnit.MILLISECONDS);
    return new Bar() {
      @Override
      public void finish() {
        display.show(total);
      }

      @Override
      public void close() {
        timer.shutdownNow();
        display.close();
      }
    };
  }

  private interface Display {
    void show(long done);

    void close();
  }

  private static final class Moving implements Display {
    private final ProgressBar bar;

    Moving(String name, long total) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(total)
              .setUnit(" records", 1)
              .showSpeed()
              .build();
    }

    @Override
    public void show(long done) {
      bar.stepTo(done);
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private static final class Lines implements Display {
    private final String name;
    private final long total;
    private final PrintWriter out;
    private final Instant start = Instant.now();
    private long shown;

    Lines(String name, long total, PrintWriter out) {
      this.name = name;
      this.total = total;
      this.out = out;
    }

    @Override
    public synchronized void show(long done) {
      long tenth = total == 0 ? LINES : done * LINES / total;
      if (tenth > shown) {
        shown = tenth;
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        out.printf("%s: %d of %d records, %d s%n", name, done, total, seconds);
        out.flush();
      }
    }

    @Override
    public void close() {}
  }
}
