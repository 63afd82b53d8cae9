package org.ecglens.job.option;

import java.util.List;
import org.ecglens.net.training.Loss;
import org.ecglens.net.training.Split;
import org.ecglens.plan.Choice;
import org.ecglens.plan.Processor;
import org.ecglens.plan.RecipeSpec;
import picocli.CommandLine.Option;

/** How networks are trained; by default as in the reference work. */
public final class RecipeOptions {
  @Option(
      names = "--loss",
      defaultValue = "mse",
      description =
          "mse, the squared error, or bce, the binary cross-entropy of classes, whose labels are 0"
              + " and 1 (default: ${DEFAULT-VALUE})")
  private String loss;

  @Option(
      names = "--epochs",
      defaultValue = "100",
      paramLabel = "N",
      description = "passes over the records, at most (default: ${DEFAULT-VALUE})")
  private int epochs;

  @Option(
      names = "--batch",
      defaultValue = "32",
      paramLabel = "N",
      description = "records in a step (default: ${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--rate",
      defaultValue = "0.008",
      description = "learning rate of Adam at the start (default: ${DEFAULT-VALUE})")
  private double rate;

  @Option(
      names = "--rate-factor",
      defaultValue = "0.5",
      description =
          "what the rate is multiplied by on a plateau of the validation loss (default:"
              + " ${DEFAULT-VALUE})")
  private double rateFactor;

  @Option(
      names = "--rate-patience",
      defaultValue = "10",
      paramLabel = "EPOCHS",
      description =
          "epochs without a lower validation loss before it is (default: ${DEFAULT-VALUE})")
  private int ratePatience;

  @Option(
      names = "--standardise",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "train on targets of mean 0 and standard deviation 1; outputs keep their unit")
  private boolean standardise;

  @Option(
      names = "--clip-norm",
      defaultValue = "0",
      paramLabel = "LENGTH",
      description = "length that gradients are cut to; 0 for none (default: ${DEFAULT-VALUE})")
  private double clipNorm;

  @Option(
      names = "--stop-patience",
      defaultValue = "0",
      paramLabel = "EPOCHS",
      description =
          "epochs without a lower validation loss that end a training; 0 for none (default:"
              + " ${DEFAULT-VALUE})")
  private int stopPatience;

  @Option(
      names = "--best-epoch",
      defaultValue = "false",
      fallbackValue = "true",
      arity = "0..1",
      description = "keep the weights of the epoch with the lowest validation loss, not the last")
  private boolean bestEpoch;

  @Option(
      names = "--split-seed",
      defaultValue = "123",
      description =
          "seed of the division of records, which depends on nothing but it and the record's id"
              + " (default: ${DEFAULT-VALUE})")
  private long splitSeed;

  @Option(
      names = "--training-share",
      defaultValue = "0.6",
      paramLabel = "SHARE",
      description = "share of the records that weights learn from (default: ${DEFAULT-VALUE})")
  private double trainingShare;

  @Option(
      names = "--validation-share",
      defaultValue = "0.2",
      paramLabel = "SHARE",
      description =
          "share that decides rate and end; the rest is the test (default: ${DEFAULT-VALUE})")
  private double validationShare;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "cpu or gpu (default: ${DEFAULT-VALUE})")
  private String device;

  /** The recipe that the options request. */
  public RecipeSpec spec() {
    return RecipeSpec.builder()
        .loss(Choice.ofAnyCase("--loss", loss, List.of(Loss.values())))
        .epochs(epochs)
        .batch(batch)
        .rate(rate)
        .rateFactor(rateFactor)
        .ratePatience(ratePatience)
        .standardise(standardise)
        .clipNorm(clipNorm)
        .stopPatience(stopPatience)
        .bestEpoch(bestEpoch)
        .build();
  }

  /** How records are divided. */
  public Split split() {
    return new Split(splitSeed, trainingShare, validationShare);
  }

  /** What networks are trained on. */
  public Processor device() {
    return Choice.ofAnyCase("--device", device, List.of(Processor.values()));
  }
}
