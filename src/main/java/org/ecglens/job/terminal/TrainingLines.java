package org.ecglens.job.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.ecg.Labels;
import org.ecglens.error.UserException;
import org.ecglens.run.RunResult;
import org.ecglens.table.PerformanceRow;
import org.ecglens.table.TestErrorRow;
import org.ecglens.train.TrainedNetworks;

/** The text at the end of a training: the networks and their errors. */
public final class TrainingLines {
  private TrainingLines() {}

  /**
   * Lines for the terminal.
   *
   * @param networks that were to be trained
   * @param folder of the networks
   * @param terminal prints the networks that were trained before the failure of others fails the
   *     job
   * @throws UserException if a network could not be trained
   */
  public static List<String> of(
      RunResult<TrainedNetworks> trained, int networks, String folder, PrintWriter terminal) {
    List<String> lines = new ArrayList<>(OutcomeLines.records(trained.outcome()));
    if (!trained.made().errors().isEmpty() || trained.made().performance().isEmpty()) {
      lines.addAll(errors(trained.made().errors()));
    }
    if (!trained.made().performance().isEmpty()) {
      lines.addAll(classes(trained.made().performance()));
    }
    if (!trained.made().failures().isEmpty()) {
      lines.forEach(terminal::println);
      terminal.flush();
      StringBuilder message =
          new StringBuilder(
              "%d of %d networks could not be trained; the others are in %s."
                  .formatted(trained.made().failures().size(), networks, folder));
      trained
          .made()
          .failures()
          .forEach(
              (name, reason) -> message.append("\n  ").append(name).append(": ").append(reason));
      throw new UserException(message.toString());
    }
    lines.add("Results: " + folder + " (networks, tables epochs, test_errors and performance)");
    return lines;
  }

  private static List<String> errors(List<TestErrorRow> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-18s %-8s %6s %8s %10s %10s",
            "network",
            "target",
            "epoch",
            "tested",
            "MAE",
            "label SD"));
    for (TestErrorRow row : rows) {
      String unit = Labels.unit(row.target());
      lines.add(
          String.format(
              Locale.ROOT,
              "%-18s %-8s %6d %8d %10.4g %10.4g %s",
              row.model(),
              row.target(),
              row.epoch(),
              row.n(),
              row.meanAbsoluteError(),
              row.labelSd(),
              unit == null ? "" : unit));
    }
    return lines;
  }

  private static List<String> classes(List<PerformanceRow> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-18s %-8s %8s %10s %-18s %8s %16s",
            "network",
            "target",
            "tested",
            "with class",
            "metric",
            "value",
            "95 %"));
    for (PerformanceRow row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-18s %-8s %8d %10d %-18s %8s %16s",
              row.model(),
              row.target(),
              row.n(),
              row.positives(),
              row.metric(),
              row.value() == null ? "none" : String.format(Locale.ROOT, "%.3f", row.value()),
              row.ciLow() == null
                  ? ""
                  : String.format(Locale.ROOT, "%.3f to %.3f", row.ciLow(), row.ciHigh())));
    }
    return lines;
  }
}
