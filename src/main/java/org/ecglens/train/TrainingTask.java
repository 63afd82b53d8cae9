package org.ecglens.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.ecglens.error.UserException;
import org.ecglens.executor.Device;
import org.ecglens.net.EngineSettings;
import org.ecglens.net.training.EpochReport;
import org.ecglens.net.training.Evaluation;
import org.ecglens.net.training.Examples;
import org.ecglens.net.training.LabelledExamples;
import org.ecglens.net.training.Recipe;
import org.ecglens.net.training.Split;
import org.ecglens.net.training.TrainedNetwork;
import org.ecglens.net.training.Trainer;
import org.ecglens.net.training.TrainingListener;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.summary.ClassPerformance;
import org.ecglens.table.PerformanceRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains one network, measures it and writes its file and card. */
record TrainingTask(
    Broadcast<TrainingPlan> work, TrainingFolder folder, SerializableConfiguration conf)
    implements Function<TrainingSpec.Network, TrainingTask.Failure> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(TrainingTask.class);

  /** Why a network could not be trained; null for none. */
  record Failure(String network, String reason) implements java.io.Serializable {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Failure call(TrainingSpec.Network network) throws IOException {
    try {
      train(network);
      return new Failure(network.name(), null);
    } catch (UserException e) {
      LOG.error("{} is not trained: {}", network.name(), e.getMessage());
      return new Failure(network.name(), e.getMessage());
    }
  }

  private void train(TrainingSpec.Network network) throws IOException {
    TrainingPlan plan = work.value();
    TaskContext task = TaskContext.get();
    EngineSettings.threads(task.cpus());
    Map<Split.Part, Examples> parts = new EnumMap<>(Split.Part.class);
    ExampleFiles.local(plan, folder, conf.value())
        .forEach((part, all) -> parts.put(part, new LabelledExamples(all, network.targets())));
    Recipe recipe =
        plan.recipe().with().seed(network.seed()).device(Device.ofTask(plan.device())).done();
    HadoopCheckpoints checkpoints = HadoopCheckpoints.of(folder, network.name(), conf.value());
    Diary diary = new Diary(network, task);
    Trainer trainer =
        new Trainer(
            plan.architecture().withOutputs(network.targets().size()),
            recipe,
            parts.get(Split.Part.TRAINING),
            parts.get(Split.Part.VALIDATION),
            checkpoints,
            diary);
    TrainedNetwork trained = trainer.run();
    Examples test = parts.get(Split.Part.TEST);
    Evaluation evaluation = test.count() == 0 ? null : Evaluation.of(trained, test, recipe);
    boolean classes = recipe.loss().isOfClasses();
    List<Evaluation.TargetError> errors =
        evaluation == null || classes ? List.of() : evaluation.targets();
    List<PerformanceRow> performance =
        evaluation == null || !classes ? List.of() : performance(network, evaluation);
    byte[] onnx = trained.onnx(network.name(), plan.folded(), recipe.loss());
    String sha256 = sha256(onnx);
    byte[] card =
        TrainingCard.of(plan, network, trained, parts, errors, performance, sha256)
            .json()
            .getBytes(StandardCharsets.UTF_8);
    folder.run().write(network.name() + ".onnx", stream -> stream.write(onnx), conf.value());
    folder.run().write(network.name() + ".card.json", stream -> stream.write(card), conf.value());
    folder.write(
        diary.state.finished(trained.history(), sha256, trained.epoch(), errors, performance),
        conf.value());
    checkpoints.remove();
  }

  /** Examples hold no subjects: every record is by itself. */
  private static List<PerformanceRow> performance(
      TrainingSpec.Network network, Evaluation evaluation) {
    List<PerformanceRow> rows = new ArrayList<>();
    for (int t = 0; t < network.targets().size(); t++) {
      Evaluation.Outcomes outcomes = evaluation.outcomes().get(t);
      if (outcomes.labels().length > 0) {
        ClassPerformance performance =
            new ClassPerformance(
                network.name(), TrainingCard.target(t, network.targets().get(t), true));
        for (int i = 0; i < outcomes.labels().length; i++) {
          performance.add(outcomes.probabilities()[i], outcomes.labels()[i], null);
        }
        rows.addAll(performance.rows(network.seed()));
      }
    }
    return rows;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Writes down each epoch, and ends the training when Spark ends its task. */
  private final class Diary implements TrainingListener {
    private final String name;
    private final TaskContext task;
    private TrainingState state;

    Diary(TrainingSpec.Network network, TaskContext task) throws IOException {
      this.name = network.name();
      this.task = task;
      TrainingState earlier = folder.state(name, conf.value());
      this.state = TrainingState.begun(network, earlier == null ? List.of() : earlier.history());
    }

    @Override
    public void epoch(EpochReport report) {
      LOG.debug(
          "{}: epoch {}, loss {}, validation loss {}, mean absolute error {}",
          name,
          report.epoch(),
          report.trainingLoss(),
          report.validationLoss(),
          report.validationErrors());
      state = state.with(report);
      try {
        folder.write(state, conf.value());
      } catch (IOException e) {
        throw new UserException(
            "the epoch cannot be noted in " + folder.run().path() + ": " + e.getMessage(), e);
      }
    }

    @Override
    public boolean cancelled() {
      return task.isInterrupted();
    }
  }
}
