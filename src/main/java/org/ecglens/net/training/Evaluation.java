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
 * @param loss mean squared error in the unit of its training
 * @param targets one per output
 */
public record Evaluation(double loss, List<TargetError> targets) {

  /**
   * The error of one target, in its unit; NaN where no record has it.
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

  /** Copies the list. */
  public Evaluation {
    targets = List.copyOf(targets);
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
      return of(running, network.scaling(), examples, recipe.batch());
    }
  }

  static Evaluation of(ResidualNetwork network, Scaling scaling, Examples examples, int size) {
    int outputs = examples.targets().size();
    Batches batches = new Batches(examples, scaling, size);
    int[] order = new int[examples.count()];
    Arrays.setAll(order, i -> i);
    Sums[] sums = new Sums[outputs];
    Arrays.setAll(sums, o -> new Sums());
    double squares = 0;
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
          double error = predictions[i] * factor + scaling.offsets()[o] - label;
          sums[o].add(label, error);
          squares += error / factor * (error / factor);
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
    return new Evaluation(squares / labels, errors);
  }

  private static final class Sums {
    private int count;
    private double absolute;
    private double squares;
    private double mean;
    private double deviations;

    void add(double label, double error) {
      count++;
      absolute += Math.abs(error);
      squares += error * error;
      double before = label - mean;
      mean += before / count;
      deviations += before * (label - mean);
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
