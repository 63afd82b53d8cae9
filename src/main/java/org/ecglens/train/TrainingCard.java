package org.ecglens.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ecglens.ecg.Labels;
import org.ecglens.model.InputRequirement;
import org.ecglens.model.ModelCard;
import org.ecglens.model.ModelTraining;
import org.ecglens.model.Target;
import org.ecglens.model.TargetKind;
import org.ecglens.net.training.Evaluation;
import org.ecglens.net.training.Examples;
import org.ecglens.net.training.Loss;
import org.ecglens.net.training.Recipe;
import org.ecglens.net.training.Split;
import org.ecglens.net.training.TrainedNetwork;
import org.ecglens.plan.TrainingSpec;
import org.ecglens.table.PerformanceRow;

/** The card of a network that was trained here. */
final class TrainingCard {
  private TrainingCard() {}

  /**
   * Says all that is known.
   *
   * @param parts examples that have the network's targets
   * @param errors on the records of the test, of quantities
   * @param performance on the records of the test, of classes
   * @param sha256 of the network's file
   */
  static ModelCard of(
      TrainingPlan plan,
      TrainingSpec.Network network,
      TrainedNetwork trained,
      Map<Split.Part, Examples> parts,
      List<Evaluation.TargetError> errors,
      List<PerformanceRow> performance,
      String sha256) {
    InputRequirement input = plan.input();
    List<Target> targets = new ArrayList<>();
    for (String target : network.targets()) {
      targets.add(target(targets.size(), target, plan.recipe().loss().isOfClasses()));
    }
    Map<String, Integer> records = new LinkedHashMap<>();
    parts.forEach((part, examples) -> records.put(ExampleTask.name(part), examples.count()));
    Split split = plan.split();
    ModelTraining training =
        new ModelTraining(
            plan.data(),
            records,
            new ModelTraining.Split(split.seed(), split.trainingShare(), split.validationShare()),
            network.seed(),
            trained.history().size(),
            trained.epoch(),
            trained.architecture().toString(),
            settings(plan.recipe()),
            errors.stream().filter(error -> error.count() > 0).map(TrainingCard::error).toList(),
            classes(performance),
            plan.versions(),
            sha256);
    return new ModelCard(
        network.name(),
        new ModelCard.Input(
            input.names(),
            input.sampleRateHz(),
            input.samples(),
            input.unit(),
            input.kind(),
            "NCL"),
        targets,
        input.adapt(),
        List.of(),
        null,
        null,
        training);
  }

  /** An output of a network that is trained here. */
  static Target target(int output, String name, boolean isClass) {
    return isClass
        ? new Target(output, name, null, name, TargetKind.PROBABILITY, null, null, null, null, null)
        : new Target(output, name, Labels.unit(name), name);
  }

  /** By target, the metrics that have a value. */
  private static List<ModelTraining.ClassTest> classes(List<PerformanceRow> rows) {
    Map<String, Map<String, Double>> values = new LinkedHashMap<>();
    Map<String, PerformanceRow> first = new LinkedHashMap<>();
    for (PerformanceRow row : rows) {
      first.putIfAbsent(row.target(), row);
      values
          .computeIfAbsent(row.target(), any -> new LinkedHashMap<>())
          .put(row.metric().replace('-', '_'), row.value());
    }
    List<ModelTraining.ClassTest> tests = new ArrayList<>();
    first.forEach(
        (target, row) -> {
          values.get(target).values().removeIf(Objects::isNull);
          tests.add(
              new ModelTraining.ClassTest(target, row.n(), row.positives(), values.get(target)));
        });
    return tests;
  }

  private static ModelTraining.TestError error(Evaluation.TargetError error) {
    return new ModelTraining.TestError(
        error.target(),
        error.count(),
        error.meanAbsolute(),
        error.rootMeanSquare(),
        error.labelDeviation());
  }

  private static Map<String, String> settings(Recipe recipe) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (recipe.loss() != Loss.MSE) {
      settings.put("loss", recipe.loss().name().toLowerCase(Locale.ROOT));
    }
    settings.put("epochs", Integer.toString(recipe.epochs()));
    settings.put("batch", Integer.toString(recipe.batch()));
    settings.put("rate", Double.toString(recipe.rate()));
    settings.put("rate_factor", Double.toString(recipe.rateFactor()));
    settings.put("rate_patience", Integer.toString(recipe.ratePatience()));
    settings.put("standardise", Boolean.toString(recipe.standardise()));
    settings.put("clip_norm", Double.toString(recipe.clipNorm()));
    settings.put("stop_patience", Integer.toString(recipe.stopPatience()));
    settings.put("best_epoch", Boolean.toString(recipe.bestEpoch()));
    return settings;
  }
}
