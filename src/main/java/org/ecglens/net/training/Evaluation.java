package org.ecglens.net.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecglens.error.UserException;

/**
 * How well a network does on examples.
 *
 * @param loss mean over records and targets, in the unit of its training
 * @param targets one per output
 * @param outcomes of classes, one per output: what was said of each record; none of quantities
 */
public record Evaluation(double loss, List<TargetError> targets, List<Outcomes> outcomes) {

  /**
   * What a network says of a class.
   *
   * @param probabilities of each record that has the label
   * @param labels 0 or 1
   */
  @SuppressWarnings("ArrayRecordComponent") // never changed
  public record Outcomes(double[] probabilities, double[] labels) {}

  /**
   * The error of one target, in its unit, of a class that of its probability; NaN where no record
   * has it.
   *
   * @param target its name
   * @param count records that have it
   * @param meanAbsolute mean absolute error
   * @param rootMeanSquare root of the mean squared error
   * @param labelDeviation standard deviation of the label, which is the root mean square error of
   *     always saying its mean
   */
  public record TargetError(
      String target,
      int count,
      double meanAbsolute,
      double rootMeanSquare,
      double labelDeviation) {}

  /** Copies the lists. */
  public Evaluation {
    targets = List.copyOf(targets);
    outcomes = List.copyOf(outcomes);
  }

  /**
   * Runs a finished network.
   *
   * @param recipe says where and in what batches
   * @throws UserException if the examples do not fit the network
   */
  public static Evaluation of(TrainedNetwork network, Examples examples, Recipe recipe) {
    Trainer.checkShapes(network.architecture(), examples);
    try (ResidualNetwork running = Trainer.open(network.architecture(), network.state(), recipe)) {
      return of(running, network.scaling(), examples, recipe);
    }
  }

  static Evaluation of(ResidualNetwork network, Scaling scaling, Examples examples, Recipe recipe) {
    Loss loss = recipe.loss();
    int outputs = examples.targets().size();
    Batches batches = new Batches(examples, scaling, recipe.batch());
    int[] order = new int[examples.count()];
    Arrays.setAll(order, i -> i);
    Sums[] sums = new Sums[outputs];
    Arrays.setAll(sums, o -> new Sums());
    double losses = 0;
    long labels = 0;
    for (int b = 0; b < batches.number(); b++) {
      batches.read(b, order);
      float[] predictions;
      try (NDManager scratch = network.memory().newSubManager();
          NDArray prediction = network.predict(batches.signals(scratch))) {
        predictions = prediction.toFloatArray();
      }
      for (int i = 0; i < predictions.length; i++) {
        int o = i % outputs;
        double label = batches.target(i / outputs, o);
        if (!Double.isNaN(label)) {
          double factor = scaling.factors()[o];
          double offset = scaling.offsets()[o];
          double said =
              loss.isOfClasses()
                  ? 1 / (1 + Math.exp(-predictions[i]))
                  : predictions[i] * factor + offset;
          sums[o].add(label, said);
          losses += loss.of(predictions[i], (label - offset) / factor);
          labels++;
        }
      }
    }
    if (labels == 0) {
      throw new UserException(
          "none of the "
              + examples.count()
              + " records that are to be predicted has a label "
              + String.join(", ", examples.targets())
              + "; take more records.");
    }
    List<TargetError> errors = new ArrayList<>();
    for (int o = 0; o < outputs; o++) {
      errors.add(sums[o].error(examples.targets().get(o)));
    }
    return new Evaluation(
        losses / labels,
        errors,
        loss.isOfClasses() ? Arrays.stream(sums).map(Sums::outcomes).toList() : List.of());
  }

  private static final class Sums {
    private static final int INITIAL = 1024;

    private int count;
    private double absolute;
    private double squares;
    private double mean;
    private double deviations;

    private double[] said = new double[INITIAL];
    private double[] labels = new double[INITIAL];

    void add(double label, double prediction) {
      double error = prediction - label;
      if (count == said.length) {
        said = Arrays.copyOf(said, 2 * count);
        labels = Arrays.copyOf(labels, 2 * count);
      }
      said[count] = prediction;
      labels[count] = label;
      count++;
      absolute += Math.abs(error);
      squares += error * error;
      double before = label - mean;
      mean += before / count;
      deviations += before * (label - mean);
    }

    Outcomes outcomes() {
      return new Outcomes(Arrays.copyOf(said, count), Arrays.copyOf(labels, count));
    }

    TargetError error(String target) {
      if (count == 0) {
        return new TargetError(target, 0, Double.NaN, Double.NaN, Double.NaN);
      }
      return new TargetError(
          target,
          count,
          absolute / count,
          Math.sqrt(squares / count),
          Math.sqrt(deviations / count));
    }
  }
}
