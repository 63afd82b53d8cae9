package org.ecglens.train;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.net.training.EpochReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user of epochs as they end, wherever they are computed. */
final class EpochLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EpochLog.class);
  private static final int POLL_SECONDS = 2;

  private final TrainingFolder folder;
  private final Configuration conf;
  private final int epochs;
  private final PrintWriter out;
  private final Map<String, Integer> told = new HashMap<>();
  private final ScheduledExecutorService timer;

  /** What is known already is not told again. */
  EpochLog(TrainingFolder folder, Configuration conf, TrainingPlan plan, PrintWriter out)
      throws IOException {
    this.folder = folder;
    this.conf = conf;
    this.epochs = plan.recipe().epochs();
    this.out = out;
    folder.states(conf).forEach((name, state) -> told.put(name, state.history().size()));
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ecglens-epochs");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to listen. */
  void start() {
    var unused =
        timer.scheduleWithFixedDelay(this::poll, POLL_SECONDS, POLL_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void poll() {
    try {
      for (TrainingState state : folder.states(conf).values()) {
        int known = told.getOrDefault(state.name(), 0);
        for (EpochReport report : state.history()) {
          if (report.epoch() > known) {
            out.println(line(state, report));
          }
        }
        told.put(state.name(), state.history().size());
      }
      out.flush();
    } catch (IOException e) {
      // A file that is replaced at this moment is read the next time.
      LOG.debug("epochs of {} cannot be read now", folder.run().path(), e);
    }
  }

  private String line(TrainingState state, EpochReport report) {
    List<String> errors = new ArrayList<>();
    for (int t = 0; t < state.targets().size(); t++) {
      errors.add(
          String.format(
              Locale.ROOT, "%s %.3g", state.targets().get(t), report.validationErrors().get(t)));
    }
    return String.format(
        Locale.ROOT,
        "%s: epoch %d of %d, loss %.4g, validation %.4g, mean absolute error %s, rate %.2g, %.0f"
            + " examples/s",
        state.name(),
        report.epoch(),
        epochs,
        report.trainingLoss(),
        report.validationLoss(),
        String.join(", ", errors),
        report.rate(),
        report.examplesPerSecond());
  }

  @Override
  public void close() {
    timer.shutdownNow();
    poll();
  }
}
