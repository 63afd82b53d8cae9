package org.ecglens.net.training;

import java.io.Serializable;
import java.util.Objects;
import org.ecglens.error.UserException;
import org.ecglens.net.convolution.ConvolutionChoice;

/**
 * How a network is trained: by default with the mean squared error, Adam, and a learning rate that
 * falls when the validation loss does not.
 *
 * @param seed of the first weights and of the order of the examples
 * @param loss what is made small
 * @param epochs at most
 * @param batch examples in a step
 * @param rate learning rate at the start
 * @param rateFactor what the rate is multiplied by
 * @param ratePatience epochs without a lower validation loss that are borne before it is
 * @param standardise whether targets are trained as (target − mean) / standard deviation of the
 *     training examples; the finished network gives the targets' own unit either way
 * @param clipNorm Euclidean length that gradients are cut to; 0 for none
 * @param stopPatience epochs without a lower validation loss that end the training; 0 for none
 * @param bestEpoch whether the weights of the epoch with the lowest validation loss are kept, not
 *     those of the last
 * @param device {@code cpu} or {@code gpuN}
 * @param convolution how long kernels are convolved
 */
public record Recipe(
    long seed,
    Loss loss,
    int epochs,
    int batch,
    double rate,
    double rateFactor,
    int ratePatience,
    boolean standardise,
    double clipNorm,
    int stopPatience,
    boolean bestEpoch,
    String device,
    ConvolutionChoice convolution)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The reference work's recipe. */
  public static final Recipe PAPER =
      new Recipe(
          1, Loss.MSE, 100, 32, 0.008, 0.5, 10, false, 0, 0, false, "cpu", ConvolutionChoice.AUTO);

  /**
   * Checks the ranges.
   *
   * @throws UserException if a value is outside of its range
   */
  public Recipe {
    Objects.requireNonNull(loss, "loss");
    check("epochs", epochs, epochs >= 1, "at least 1");
    check("batch", batch, batch >= 1, "at least 1");
    check("rate", rate, rate > 0 && rate < 100, "above 0 and below 100");
    check("rate factor", rateFactor, rateFactor > 0 && rateFactor <= 1, "above 0 and at most 1");
    check("rate patience", ratePatience, ratePatience >= 0, "at least 0");
    check("clip norm", clipNorm, clipNorm >= 0, "at least 0");
    check("stop patience", stopPatience, stopPatience >= 0, "at least 0");
  }

  private static void check(String name, Object value, boolean good, String range) {
    if (!good) {
      throw new UserException("recipe: " + name + " is " + value + ", must be " + range + ".");
    }
  }

  /** A copy to change. */
  public Changes with() {
    return new Changes(this);
  }

  /** Changes to a recipe; named like its parts. */
  public static final class Changes {
    private long seed;
    private Loss loss;
    private int epochs;
    private int batch;
    private double rate;
    private double rateFactor;
    private int ratePatience;
    private boolean standardise;
    private double clipNorm;
    private int stopPatience;
    private boolean bestEpoch;
    private String device;
    private ConvolutionChoice convolution;

    private Changes(Recipe recipe) {
      seed = recipe.seed;
      loss = recipe.loss;
      epochs = recipe.epochs;
      batch = recipe.batch;
      rate = recipe.rate;
      rateFactor = recipe.rateFactor;
      ratePatience = recipe.ratePatience;
      standardise = recipe.standardise;
      clipNorm = recipe.clipNorm;
      stopPatience = recipe.stopPatience;
      bestEpoch = recipe.bestEpoch;
      device = recipe.device;
      convolution = recipe.convolution;
    }

    /** See {@link Recipe#seed}. */
    public Changes seed(long value) {
      seed = value;
      return this;
    }

    /** See {@link Recipe#loss}. */
    public Changes loss(Loss value) {
      loss = value;
      return this;
    }

    /** See {@link Recipe#epochs}. */
    public Changes epochs(int value) {
      epochs = value;
      return this;
    }

    /** See {@link Recipe#batch}. */
    public Changes batch(int value) {
      batch = value;
      return this;
    }

    /** See {@link Recipe#rate}. */
    public Changes rate(double value) {
      rate = value;
      return this;
    }

    /** See {@link Recipe#rateFactor}. */
    public Changes rateFactor(double value) {
      rateFactor = value;
      return this;
    }

    /** See {@link Recipe#ratePatience}. */
    public Changes ratePatience(int value) {
      ratePatience = value;
      return this;
    }

    /** See {@link Recipe#standardise}. */
    public Changes standardise(boolean value) {
      standardise = value;
      return this;
    }

    /** See {@link Recipe#clipNorm}. */
    public Changes clipNorm(double value) {
      clipNorm = value;
      return this;
    }

    /** See {@link Recipe#stopPatience}. */
    public Changes stopPatience(int value) {
      stopPatience = value;
      return this;
    }

    /** See {@link Recipe#bestEpoch}. */
    public Changes bestEpoch(boolean value) {
      bestEpoch = value;
      return this;
    }

    /** See {@link Recipe#device}. */
    public Changes device(String value) {
      device = value;
      return this;
    }

    /** See {@link Recipe#convolution}. */
    public Changes convolution(ConvolutionChoice value) {
      convolution = value;
      return this;
    }

    /** The changed recipe. */
    public Recipe done() {
      return new Recipe(
          seed,
          loss,
          epochs,
          batch,
          rate,
          rateFactor,
          ratePatience,
          standardise,
          clipNorm,
          stopPatience,
          bestEpoch,
          device,
          convolution);
    }
  }
}
