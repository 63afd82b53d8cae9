package org.ecglens.train;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.net.training.EpochReport;
import org.ecglens.net.training.Evaluation;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.table.EpochRow;
import org.ecglens.table.PerformanceRow;
import org.ecglens.table.TestErrorRow;

/**
 * The progress of a network's training, as stored in the run's folder.
 *
 * @param name of the network
 * @param targets that it learns
 * @param seed of the network
 * @param history of the epochs done
 * @param sha256 of its file, or null while it is trained
 * @param epoch whose weights it has, or 0
 * @param errors on the records of the test, of quantities
 * @param performance on the records of the test, of classes
 */
public record TrainingState(
    String name,
    List<String> targets,
    long seed,
    List<EpochReport> history,
    String sha256,
    int epoch,
    List<Evaluation.TargetError> errors,
    List<PerformanceRow> performance) {
  /** Copies the lists; states of earlier trainings have no performance. */
  public TrainingState {
    targets = List.copyOf(targets);
    history = List.copyOf(history);
    errors = List.copyOf(errors);
    performance = performance == null ? List.of() : List.copyOf(performance);
  }

  static TrainingState begun(TrainingSpec.Network network, List<EpochReport> history) {
    return new TrainingState(
        network.name(), network.targets(), network.seed(), history, null, 0, List.of(), List.of());
  }

  boolean finished() {
    return sha256 != null;
  }

  /** With an epoch more; what was known of it and of later ones is forgotten. */
  TrainingState with(EpochReport report) {
    List<EpochReport> longer = new ArrayList<>();
    for (EpochReport earlier : history) {
      if (earlier.epoch() < report.epoch()) {
        longer.add(earlier);
      }
    }
    longer.add(report);
    return new TrainingState(name, targets, seed, longer, null, 0, List.of(), List.of());
  }

  TrainingState finished(
      List<EpochReport> all,
      String fileSha256,
      int bestEpoch,
      List<Evaluation.TargetError> test,
      List<PerformanceRow> classes) {
    return new TrainingState(name, targets, seed, all, fileSha256, bestEpoch, test, classes);
  }

  List<EpochRow> epochRows() {
    List<EpochRow> rows = new ArrayList<>();
    for (EpochReport report : history) {
      for (int t = 0; t < targets.size(); t++) {
        double error = report.validationErrors().get(t);
        rows.add(
            new EpochRow(
                name,
                targets.get(t),
                seed,
                report.epoch(),
                report.trainingLoss(),
                report.validationLoss(),
                Double.isNaN(error) ? null : error,
                report.rate(),
                report.seconds(),
                report.examplesPerSecond()));
      }
    }
    return rows;
  }

  List<TestErrorRow> errorRows() {
    return errors.stream()
        .filter(error -> error.count() > 0)
        .map(
            error ->
                new TestErrorRow(
                    name,
                    error.target(),
                    seed,
                    epoch,
                    error.count(),
                    error.meanAbsolute(),
                    error.rootMeanSquare(),
                    error.labelDeviation()))
        .toList();
  }
}
