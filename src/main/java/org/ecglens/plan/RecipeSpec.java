package org.ecglens.plan;

import java.io.Serializable;
import org.ecglens.error.UserException;
import org.ecglens.net.convolution.ConvolutionChoice;
import org.ecglens.net.training.Loss;
import org.ecglens.net.training.Recipe;

/**
 * How networks are trained; by default as in the reference work.
 *
 * @param loss what is made small
 * @param epochs passes over the records, at most; at least 1
 * @param batch records in a step, at least 1
 * @param rate learning rate at the start, above 0 and below 100
 * @param rateFactor what the rate is multiplied by on a plateau of the validation loss, above 0 and
 *     at most 1
 * @param ratePatience epochs without a lower validation loss before it is, at least 0
 * @param standardise whether targets are trained with mean 0 and standard deviation 1
 * @param clipNorm length that gradients are cut to; 0 for none
 * @param stopPatience epochs without a lower validation loss that end a training; 0 for none
 * @param bestEpoch whether the weights of the epoch with the lowest validation loss are kept, not
 *     the last
 */
public record RecipeSpec(
    @Asked(option = "--loss") Loss loss,
    @Asked(option = "--epochs") int epochs,
    @Asked(option = "--batch") int batch,
    @Asked(option = "--rate") double rate,
    @Asked(option = "--rate-factor") double rateFactor,
    @Asked(option = "--rate-patience") int ratePatience,
    @Asked(option = "--standardise") boolean standardise,
    @Asked(option = "--clip-norm") double clipNorm,
    @Asked(option = "--stop-patience") int stopPatience,
    @Asked(option = "--best-epoch") boolean bestEpoch)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Checks the values.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public RecipeSpec {
    recipe(
        loss,
        epochs,
        batch,
        rate,
        rateFactor,
        ratePatience,
        standardise,
        clipNorm,
        stopPatience,
        bestEpoch);
  }

  /** The defaults, to change. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /** The recipe but for seed and device, which are a network's. */
  public Recipe recipe() {
    return recipe(
        loss,
        epochs,
        batch,
        rate,
        rateFactor,
        ratePatience,
        standardise,
        clipNorm,
        stopPatience,
        bestEpoch);
  }

  private static Recipe recipe(
      Loss loss,
      int epochs,
      int batch,
      double rate,
      double rateFactor,
      int ratePatience,
      boolean standardise,
      double clipNorm,
      int stopPatience,
      boolean bestEpoch) {
    return new Recipe(
        0,
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
        Choice.word(Processor.CPU),
        ConvolutionChoice.AUTO);
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private Loss loss = Recipe.PAPER.loss();
    private int epochs = Recipe.PAPER.epochs();
    private int batch = Recipe.PAPER.batch();
    private double rate = Recipe.PAPER.rate();
    private double rateFactor = Recipe.PAPER.rateFactor();
    private int ratePatience = Recipe.PAPER.ratePatience();
    private boolean standardise = Recipe.PAPER.standardise();
    private double clipNorm = Recipe.PAPER.clipNorm();
    private int stopPatience = Recipe.PAPER.stopPatience();
    private boolean bestEpoch = Recipe.PAPER.bestEpoch();

    private Builder() {}

    private Builder(RecipeSpec spec) {
      loss = spec.loss;
      epochs = spec.epochs;
      batch = spec.batch;
      rate = spec.rate;
      rateFactor = spec.rateFactor;
      ratePatience = spec.ratePatience;
      standardise = spec.standardise;
      clipNorm = spec.clipNorm;
      stopPatience = spec.stopPatience;
      bestEpoch = spec.bestEpoch;
    }

    /** See {@link RecipeSpec#loss}. */
    public Builder loss(Loss value) {
      loss = value;
      return this;
    }

    /** See {@link RecipeSpec#epochs}. */
    public Builder epochs(int value) {
      epochs = value;
      return this;
    }

    /** See {@link RecipeSpec#batch}. */
    public Builder batch(int value) {
      batch = value;
      return this;
    }

    /** See {@link RecipeSpec#rate}. */
    public Builder rate(double value) {
      rate = value;
      return this;
    }

    /** See {@link RecipeSpec#rateFactor}. */
    public Builder rateFactor(double value) {
      rateFactor = value;
      return this;
    }

    /** See {@link RecipeSpec#ratePatience}. */
    public Builder ratePatience(int value) {
      ratePatience = value;
      return this;
    }

    /** See {@link RecipeSpec#standardise}. */
    public Builder standardise(boolean value) {
      standardise = value;
      return this;
    }

    /** See {@link RecipeSpec#clipNorm}. */
    public Builder clipNorm(double value) {
      clipNorm = value;
      return this;
    }

    /** See {@link RecipeSpec#stopPatience}. */
    public Builder stopPatience(int value) {
      stopPatience = value;
      return this;
    }

    /** See {@link RecipeSpec#bestEpoch}. */
    public Builder bestEpoch(boolean value) {
      bestEpoch = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public RecipeSpec build() {
      return new RecipeSpec(
          loss,
          epochs,
          batch,
          rate,
          rateFactor,
          ratePatience,
          standardise,
          clipNorm,
          stopPatience,
          bestEpoch);
    }
  }
}
