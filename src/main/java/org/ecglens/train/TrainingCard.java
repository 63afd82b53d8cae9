package org.ecglens.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Labels;
import org.ecglens.model.InputRequirement;
import org.ecglens.model.ModelCard;
import org.ecglens.model.ModelTraining;
import org.ecglens.model.Target;
import org.ecglens.net.training.Evaluation;
import org.ecglens.net.training.Examples;
import org.ecglens.net.training.Recipe;
import org.ecglens.net.training.Split;
import org.ecglens.net.training.TrainedNetwork;
import org.ecglens.plan.TrainingSpec;

/** The card of a network that was trained here. */
final class TrainingCard {
  private TrainingCard() {}

  /**
   * Says all that is known.
   *
   * @param parts examples that have the network's targets
   * @param errors on the records of the test
   * @param sha256 of the network's file
   */
  static ModelCard of(
      TrainingPlan plan,
      TrainingSpec.Network network,
      TrainedNetwork trained,
      Map<Split.Part, Examples> parts,
      List<Evaluation.TargetError> errors,
      String sha256) {
    InputRequirement input = plan.input();
    List<Target> targets = new ArrayList<>();
    for (String target : network.targets()) {
      targets.add(new Target(targets.size(), target, Labels.unit(target), target));
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
        null,
        training);
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
