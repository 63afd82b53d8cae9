package org.ecglens.net.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.ecglens.error.UserException;
import org.ecglens.net.EngineSettings;
import org.ecglens.net.MemoryShortage;
import org.ecglens.net.convolution.ConvolutionChoice;
import org.ecglens.random.Draws;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains one network on the calling thread. Where the checkpoint store holds a checkpoint of the
 * same training, it goes on from there; the result is that of an undisturbed run up to the rounding
 * of float32.
 */
public final class Trainer {
  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  private final Architecture architecture;
  private final Recipe recipe;
  private final Examples training;
  private final Examples validation;
  private final CheckpointStore store;
  private final TrainingListener listener;

  /**
   * Checks that everything fits.
   *
   * @param training what weights are changed for
   * @param validation what decides the rate, the end and the best epoch
   * @param store where checkpoints are kept after each epoch
   * @param listener hears of every step and epoch
   * @throws UserException if examples do not fit the network or are too few
   */
  public Trainer(
      Architecture architecture,
      Recipe recipe,
      Examples training,
      Examples validation,
      CheckpointStore store,
      TrainingListener listener) {
    this.architecture = architecture;
    this.recipe = recipe;
    this.training = training;
    this.validation = validation;
    this.store = store;
    this.listener = listener;
    checkShapes(architecture, training);
    checkShapes(architecture, validation);
    if (training.count() < recipe.batch()) {
      throw new UserException(
          "there are "
              + training.count()
              + " records for training "
              + String.join(", ", training.targets())
              + ", fewer than one batch of "
              + recipe.batch()
              + "; take more records with this label, or a smaller batch.");
    }
    if (validation.count() == 0) {
      throw new UserException(
          "there are no records for validation of "
              + String.join(", ", validation.targets())
              + "; take more records with this label, or a larger share for validation.");
    }
  }

  static void checkShapes(Architecture architecture, Examples examples) {
    if (examples.leads() != architecture.leads() || examples.samples() != architecture.samples()) {
      throw new UserException(
          ("the records have %d leads of %d samples, but the network takes %d of %d; change the"
                  + " architecture or the records.")
              .formatted(
                  examples.leads(),
                  examples.samples(),
                  architecture.leads(),
                  architecture.samples()));
    }
    if (examples.targets().size() != architecture.outputs()) {
      throw new UserException(
          "the network has "
              + architecture.outputs()
              + " outputs for the targets "
              + String.join(", ", examples.targets())
              + "; it needs one for each.");
    }
  }

  /** A network in the memory of the recipe's device. */
  static ResidualNetwork open(Architecture architecture, NetworkState state, Recipe recipe) {
    EngineSettings.beforeLoading();
    Engine engine = Engine.getEngine("PyTorch");
    EngineSettings.onThisThread();
    Device device = Device.fromName(recipe.device(), engine);
    return new ResidualNetwork(
        architecture,
        state,
        recipe.convolution(),
        NDManager.newBaseManager(device, "PyTorch"),
        DataType.FLOAT32);
  }

  /**
   * Trains to the end.
   *
   * @throws UserException if a target is constant, the loss is no longer a number, the checkpoint
   *     is of another training, it cannot be read or written, or memory is short
   * @throws CancellationException if the listener asked for the end; the last checkpoint stays
   */
  public TrainedNetwork run() {
    Checkpoint state = begin();
    try (ResidualNetwork network = open(architecture, state.network(), recipe)) {
      Adam adam = new Adam(state.moments(), network.memory(), DataType.FLOAT32);
      while (!finished(state)) {
        state = epoch(state, network, adam);
        save(state);
        listener.epoch(state.history().get(state.epochs() - 1));
      }
    } catch (EngineException e) {
      if (!MemoryShortage.caused(e)) {
        throw e;
      }
      throw new UserException(
          "a batch of "
              + recipe.batch()
              + " records does not fit into the memory of the "
              + recipe.device()
              + "; take a smaller --batch, a smaller network or a device with more.",
          e);
    }
    boolean last = state.best().network() == null;
    return new TrainedNetwork(
        architecture,
        last ? state.network() : state.best().network(),
        state.scaling(),
        last ? state.epochs() : state.best().epoch(),
        state.history());
  }

  private boolean finished(Checkpoint state) {
    return state.epochs() >= recipe.epochs()
        || (recipe.stopPatience() > 0
            && state.epochs() - state.best().epoch() >= recipe.stopPatience()
            && state.epochs() > 0);
  }

  /** Names what a checkpoint must agree with. More epochs are a continuation. */
  private String plan() {
    Recipe same =
        recipe
            .with()
            .epochs(1)
            .stopPatience(0)
            .device("any")
            .convolution(ConvolutionChoice.AUTO)
            .done();
    return "%s, %s, targets %s, %d records for training and %d for validation"
        .formatted(architecture, same, training.targets(), training.count(), validation.count());
  }

  private Checkpoint begin() {
    Checkpoint kept = kept();
    if (kept != null) {
      LOG.info("going on after epoch {} of {}", kept.epochs(), recipe.epochs());
      return kept;
    }
    Scaling measured = Scaling.standardising(training);
    if (recipe.loss().isOfClasses()) {
      checkClasses(training);
      checkClasses(validation);
    }
    NetworkState initial = NetworkState.initial(architecture, recipe.seed());
    return new Checkpoint(
        plan(),
        0,
        Plateau.start(recipe.rate()),
        initial,
        Adam.Moments.none(initial.parameters().length),
        recipe.standardise() ? measured : Scaling.none(architecture.outputs()),
        Checkpoint.Best.NONE,
        List.of());
  }

  private static void checkClasses(Examples examples) {
    int outputs = examples.targets().size();
    float[] targets = new float[outputs];
    for (int i = 0; i < examples.count(); i++) {
      examples.read(new int[] {i}, 1, null, targets);
      for (int o = 0; o < outputs; o++) {
        if (!Float.isNaN(targets[o]) && targets[o] != 0 && targets[o] != 1) {
          throw new UserException(
              "the label '"
                  + examples.targets().get(o)
                  + "' is "
                  + targets[o]
                  + " in a record; the binary cross-entropy is of classes, whose labels are 0 and 1:"
                  + " choose another target, or --loss mse for a quantity.");
        }
      }
    }
  }

  /** The newest checkpoint that is whole; null where there is none at all. */
  private Checkpoint kept() {
    Checkpoint.Damage newest = null;
    try {
      for (CheckpointStore.Kept one : store.newestFirst()) {
        try (InputStream stream = one.open()) {
          return Checkpoint.read(stream, plan(), architecture);
        } catch (Checkpoint.Damage e) {
          LOG.warn("{} The one before it is looked at.", e.getMessage());
          newest = newest == null ? e : newest;
        }
      }
    } catch (IOException e) {
      throw new UserException("the checkpoint cannot be read: " + e + ".", e);
    }
    if (newest != null) {
      throw newest;
    }
    return null;
  }

  private void save(Checkpoint state) {
    try {
      store.add(state::write);
    } catch (IOException e) {
      throw new UserException(
          "the checkpoint cannot be written: "
              + e
              + "; check that its folder exists, is writable and has room.",
          e);
    }
  }

  private Checkpoint epoch(Checkpoint state, ResidualNetwork network, Adam adam) {
    int epoch = state.epochs() + 1;
    long began = System.nanoTime();
    double trainingLoss = steps(state, epoch, network, adam);
    double seconds = (System.nanoTime() - began) / 1e9;
    Evaluation evaluation = Evaluation.of(network, state.scaling(), validation, recipe);
    if (!Double.isFinite(evaluation.loss())) {
      throw diverged("validation loss", evaluation.loss(), "after epoch " + epoch, state.rate());
    }
    List<EpochReport> history = new ArrayList<>(state.history());
    history.add(
        new EpochReport(
            epoch,
            trainingLoss,
            evaluation.loss(),
            evaluation.targets().stream().map(Evaluation.TargetError::meanAbsolute).toList(),
            state.rate().rate(),
            (System.nanoTime() - began) / 1e9,
            training.count() / seconds));
    NetworkState now = network.state();
    boolean better = evaluation.loss() < state.best().loss();
    return new Checkpoint(
        state.plan(),
        epoch,
        state.rate().after(evaluation.loss(), recipe.rateFactor(), recipe.ratePatience()),
        now,
        adam.moments(),
        state.scaling(),
        better
            ? new Checkpoint.Best(epoch, evaluation.loss(), recipe.bestEpoch() ? now : null)
            : state.best(),
        history);
  }

  /** All steps of an epoch; gives the mean loss. */
  private double steps(Checkpoint state, int epoch, ResidualNetwork network, Adam adam) {
    Batches batches = new Batches(training, state.scaling(), recipe.batch());
    int[] order = Draws.of(recipe.seed(), "order").permutation(training.count(), epoch);
    double sum = 0;
    long labels = 0;
    for (int b = 0; b < batches.number(); b++) {
      if (listener.cancelled()) {
        throw new CancellationException("training was cancelled in epoch " + epoch);
      }
      batches.read(b, order);
      if (batches.labels() == 0) {
        continue;
      }
      double loss = step(batches, network, adam, state.rate().rate());
      if (!Double.isFinite(loss)) {
        String place = "in epoch %d, batch %d of %d".formatted(epoch, b + 1, batches.number());
        throw diverged("loss", loss, place, state.rate());
      }
      sum += loss * batches.labels();
      labels += batches.labels();
      listener.batch(epoch, b + 1, batches.number(), loss);
    }
    return sum / labels;
  }

  private double step(Batches batches, ResidualNetwork network, Adam adam, double rate) {
    try (NDManager scratch = network.memory().newSubManager()) {
      ResidualNetwork.Step step =
          network.step(
              batches.signals(scratch),
              batches.targets(scratch),
              batches.weights(scratch),
              recipe.loss());
      if (recipe.clipNorm() > 0) {
        clip(step.gradient());
      }
      adam.step(network.parameters(), step.gradient(), rate);
      network.refresh();
      return step.loss();
    }
  }

  /** Shortens a gradient that is longer than the recipe allows. */
  private void clip(NDArray gradient) {
    try (NDArray squares = gradient.mul(gradient);
        NDArray sum = squares.sum()) {
      double norm = Math.sqrt(sum.getFloat());
      if (norm > recipe.clipNorm()) {
        gradient.muli(recipe.clipNorm() / norm);
      }
    }
  }

  private static UserException diverged(String what, double value, String place, Plateau rate) {
    return new UserException(
        ("the %s is %s %s, at a learning rate of %s: lower the rate, clip gradients (clip norm, for"
                + " example 1) or standardise the targets.")
            .formatted(what, value, place, rate.rate()));
  }
}
