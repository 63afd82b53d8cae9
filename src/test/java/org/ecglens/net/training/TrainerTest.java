package org.ecglens.net.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.random.Draws;
import org.ecglens.testing.OnnxRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  private static final Architecture SMALL =
      new Architecture(2, 60, List.of(new Architecture.Stem(8, 5)), 2, 1, 8, 16, 2);

  private static final Recipe QUICK =
      Recipe.PAPER.with().epochs(6).batch(16).rate(0.01).standardise(true).done();

  /** Keeps the last checkpoint in memory, and the one before it. */
  private static final class Memory implements CheckpointStore {
    private byte[] bytes;
    private byte[] before;

    @Override
    public List<Kept> newestFirst() {
      return Stream.of(bytes, before)
          .filter(Objects::nonNull)
          .<Kept>map(kept -> () -> new ByteArrayInputStream(kept))
          .toList();
    }

    @Override
    public void add(Content content) throws IOException {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      content.writeTo(stream);
      before = bytes;
      bytes = stream.toByteArray();
    }
  }

  /** A bump of random height in noise; the targets are its height and, in half, minus twice it. */
  private static ArrayExamples bumps(int count, String purpose) {
    float[] signals = new float[count * 2 * 60];
    float[] targets = new float[count * 2];
    Draws draws = Draws.of(7, purpose);
    for (int i = 0; i < count; i++) {
      double height = 100 + 50 * draws.gaussian(i, 1000);
      for (int j = 0; j < 120; j++) {
        double t = j % 60;
        double bump = height * Math.exp(-(t - 30) * (t - 30) / 20) * (j < 60 ? 1 : 0.5);
        signals[i * 120 + j] = (float) (bump + draws.gaussian(i, j));
      }
      targets[2 * i] = (float) height;
      targets[2 * i + 1] = i % 2 == 0 ? Float.NaN : (float) (-2 * height);
    }
    return new ArrayExamples(2, 60, List.of("height", "depth"), signals, targets);
  }

  private static TrainedNetwork train(Recipe recipe, CheckpointStore store) {
    return new Trainer(
            SMALL, recipe, bumps(200, "train"), bumps(40, "validate"), store, TrainingListener.NONE)
        .run();
  }

  @Test
  void learnsWhatThereIsToLearn() {
    List<EpochReport> heard = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void epoch(EpochReport report) {
            heard.add(report);
          }
        };
    TrainedNetwork network =
        new Trainer(
                SMALL,
                QUICK.with().epochs(25).bestEpoch(true).done(),
                bumps(200, "train"),
                bumps(40, "validate"),
                CheckpointStore.NONE,
                listener)
            .run();

    Evaluation test = Evaluation.of(network, bumps(100, "test"), QUICK);

    assertThat(test.targets()).extracting(Evaluation.TargetError::count).containsExactly(100, 50);
    for (Evaluation.TargetError error : test.targets()) {
      assertThat(error.rootMeanSquare()).isLessThan(error.labelDeviation() / 5);
      assertThat(error.meanAbsolute()).isLessThanOrEqualTo(error.rootMeanSquare());
    }
    assertThat(heard).hasSize(25).isEqualTo(network.history());
    assertThat(heard.get(network.epoch() - 1).validationLoss())
        .isEqualTo(heard.stream().mapToDouble(EpochReport::validationLoss).min().getAsDouble());
  }

  @Test
  void goesOnFromACheckpointAsIfNothingHadHappened() {
    TrainedNetwork straight = train(QUICK, CheckpointStore.NONE);
    Memory store = new Memory();
    train(QUICK.with().epochs(3).done(), store);
    TrainedNetwork continued = train(QUICK, store);

    assertThat(continued.history()).hasSize(6);
    assertThat(continued.history().get(5).validationLoss())
        .isCloseTo(straight.history().get(5).validationLoss(), within(1e-5));
    assertThat(continued.state().parameters())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(straight.state().parameters());
    assertThat(continued.state().statistics())
        .usingComparatorWithPrecision(1e-2f)
        .containsExactly(straight.state().statistics());
  }

  @Test
  void seedsDecide() {
    Recipe one = QUICK.with().epochs(1).done();
    float[] first = train(one, CheckpointStore.NONE).state().parameters();
    assertThat(train(one, CheckpointStore.NONE).state().parameters())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(first);
    assertThat(train(one.with().seed(2).done(), CheckpointStore.NONE).state().parameters()[0])
        .isNotEqualTo(first[0]);
  }

  @Test
  void networksTrainSideBySideInOneProcess() {
    Recipe recipe = QUICK.with().epochs(2).done();
    float[] alone = train(recipe, CheckpointStore.NONE).state().parameters();
    List<CompletableFuture<float[]>> both =
        IntStream.range(0, 2)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> train(recipe, CheckpointStore.NONE).state().parameters(),
                        task -> new Thread(task).start()))
            .toList();
    for (CompletableFuture<float[]> one : both) {
      assertThat(one.join()).usingComparatorWithPrecision(1e-5f).containsExactly(alone);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itsFileGivesTheSameInBothRuntimes(boolean folded) {
    TrainedNetwork network = train(QUICK.with().epochs(1).done(), CheckpointStore.NONE);
    byte[] file = network.onnx("bumps", folded, Loss.MSE);
    int rows = 3;
    float[] signals = new float[rows * 120];
    float[] targets = new float[rows * 2];
    bumps(rows, "test").read(new int[] {0, 1, 2}, rows, signals, targets);

    float[] reference = OnnxRuntime.run(file, "ecg", signals, rows, 2, 60).get(0).toArray();
    OnnxModel model = OnnxModel.parse("bumps.onnx", file, null);
    assertThat(model.operators().containsKey("BatchNormalization")).isEqualTo(!folded);
    Graph graph = model.graph(List.of(2, 60));
    float[] own = new float[rows * 2];
    try (Network running = Networks.open(graph, NetworkOptions.DEFAULT)) {
      running.predict(
          rows,
          (row, target, offset) -> System.arraycopy(signals, row * 120, target, offset, 120),
          (row, outputs) -> System.arraycopy(outputs, 0, own, row * 2, 2));
    }
    assertThat(own).usingComparatorWithPrecision(2e-3f).containsExactly(reference);

    // The trainer's own forward pass, through the errors that it measures.
    ArrayExamples predicted =
        new ArrayExamples(2, 60, List.of("height", "depth"), signals, reference);
    for (Evaluation.TargetError error : Evaluation.of(network, predicted, QUICK).targets()) {
      assertThat(error.meanAbsolute()).isLessThan(2e-3);
    }
  }

  @Test
  void stopsEarly() {
    TrainedNetwork network =
        train(QUICK.with().rate(1e-12).epochs(30).stopPatience(2).done(), CheckpointStore.NONE);

    assertThat(network.history().size()).isLessThan(30);
    assertThat(network.epoch()).isEqualTo(network.history().size());
  }

  @Test
  void clipsGradients() {
    TrainedNetwork clipped =
        train(
            QUICK.with().standardise(false).epochs(1).clipNorm(1e-12).done(), CheckpointStore.NONE);
    TrainedNetwork free =
        train(QUICK.with().standardise(false).epochs(1).done(), CheckpointStore.NONE);

    float[] initial = NetworkState.initial(SMALL, 1).parameters();
    // Gradients far below Adam's epsilon move next to nothing.
    assertThat(largestChange(initial, clipped)).isLessThan(1e-4);
    assertThat(largestChange(initial, free)).isGreaterThan(1e-2);
  }

  private static double largestChange(float[] initial, TrainedNetwork network) {
    double largest = 0;
    for (int i = 0; i < initial.length; i++) {
      largest = Math.max(largest, Math.abs(initial[i] - network.state().parameters()[i]));
    }
    return largest;
  }

  @Test
  void endsWhenAskedTo() {
    Memory store = new Memory();
    TrainingListener listener =
        new TrainingListener() {
          private int steps;

          @Override
          public boolean cancelled() {
            return steps > 15;
          }

          @Override
          public void batch(int epoch, int batch, int batches, double loss) {
            steps++;
          }
        };
    Trainer trainer =
        new Trainer(SMALL, QUICK, bumps(200, "train"), bumps(40, "validate"), store, listener);

    assertThatThrownBy(trainer::run).isInstanceOf(CancellationException.class);
    assertThat(train(QUICK, store).state().parameters())
        .usingComparatorWithPrecision(1e-4f)
        .containsExactly(train(QUICK, CheckpointStore.NONE).state().parameters());
  }

  @Test
  void aLossThatIsNoNumberIsNamedWithItsPlace() {
    ArrayExamples examples = bumps(200, "train");
    float[] signals = new float[200 * 120];
    float[] targets = new float[400];
    int[] all = new int[200];
    Arrays.setAll(all, i -> i);
    examples.read(all, 200, signals, targets);
    for (int i = 0; i < targets.length; i++) {
      targets[i] *= 1e30f;
    }
    ArrayExamples huge = new ArrayExamples(2, 60, examples.targets(), signals, targets);

    assertThatThrownBy(
            () ->
                new Trainer(
                        SMALL,
                        QUICK.with().standardise(false).done(),
                        huge,
                        huge,
                        CheckpointStore.NONE,
                        TrainingListener.NONE)
                    .run())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("in epoch 1, batch 1 of 13")
        .hasMessageContaining("lower the rate");
  }

  @Test
  void refusesWhatCannotBeTrained() throws IOException {
    float[] signals = new float[200 * 120];
    float[] constant = new float[400];
    Arrays.fill(constant, 400);
    ArrayExamples flat = new ArrayExamples(2, 60, List.of("QT", "PR"), signals, constant);
    assertThatThrownBy(() -> trainer(SMALL, QUICK, flat).run())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'QT' is 400.0 in all 200 records");

    Arrays.fill(constant, Float.NaN);
    assertThatThrownBy(() -> trainer(SMALL, QUICK, flat).run())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has the label 'QT'");

    assertThatThrownBy(() -> trainer(SMALL, QUICK.with().batch(201).done(), flat))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("200 records for training QT, PR, fewer than one batch of 201");

    assertThatThrownBy(() -> trainer(Architecture.PAPER, QUICK, flat))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("2 leads of 60 samples, but the network takes 12 of 600");

    ArrayExamples broken = bumps(200, "train");
    float[] values = new float[200 * 120];
    values[5 * 120 + 70] = Float.NaN;
    float[] targets = new float[400];
    broken.read(new int[200], 200, new float[200 * 120], targets);
    for (int i = 0; i < 400; i++) {
      targets[i] = i;
    }
    ArrayExamples invalid = new ArrayExamples(2, 60, broken.targets(), values, targets);
    assertThatThrownBy(() -> trainer(SMALL, QUICK, invalid).run())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("example 5 has the value NaN in lead 1");
  }

  private static Trainer trainer(Architecture architecture, Recipe recipe, Examples examples) {
    return new Trainer(
        architecture, recipe, examples, examples, CheckpointStore.NONE, TrainingListener.NONE);
  }

  @Test
  void checkpointsOfOtherTrainingsOrDamagedOnesAreRefused(@TempDir Path folder) {
    Memory store = new Memory();
    train(QUICK.with().epochs(1).done(), store);
    assertThatThrownBy(() -> train(QUICK.with().seed(2).done(), store))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("belongs to another training");

    byte[] whole = store.bytes;
    store.bytes = Arrays.copyOf(whole, whole.length - 100);
    assertThatThrownBy(() -> train(QUICK, store))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cut off");

    store.bytes = whole.clone();
    store.bytes[whole.length / 2] ^= 1;
    assertThatThrownBy(() -> train(QUICK, store))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("checksum");

    assertThatThrownBy(() -> train(QUICK, new FileCheckpoints(folder.resolve("absent/checkpoint"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cannot be written")
        .hasMessageContaining("absent");
  }

  @Test
  void aDamagedCheckpointIsOneEpochLost() {
    Memory store = new Memory();
    Recipe recipe = QUICK.with().epochs(3).done();
    float[] undisturbed = train(recipe, store).state().parameters();
    store.bytes = Arrays.copyOf(store.bytes, store.bytes.length / 2);
    assertThat(train(recipe, store).state().parameters()).isEqualTo(undisturbed);
  }

  @Test
  void checkpointsInAFileAndExamplesInAFile(@TempDir Path folder) throws IOException {
    ArrayExamples memory = bumps(200, "train");
    MappedExamples mapped;
    try (MappedExamples.Writer writer =
        new MappedExamples.Writer(folder.resolve("examples"), 2, 60, memory.targets())) {
      float[] signal = new float[120];
      float[] targets = new float[2];
      for (int i = 0; i < memory.count(); i++) {
        memory.read(new int[] {i}, 1, signal, targets);
        writer.add(signal, targets);
      }
      mapped = writer.finish();
    }
    FileCheckpoints store = new FileCheckpoints(folder.resolve("checkpoint"));
    Recipe recipe = QUICK.with().epochs(2).done();
    TrainedNetwork fromFile =
        new Trainer(SMALL, recipe, mapped, bumps(40, "validate"), store, TrainingListener.NONE)
            .run();
    assertThat(fromFile.state().parameters())
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(train(recipe, CheckpointStore.NONE).state().parameters());
    assertThat(train(recipe, store).history()).isEqualTo(fromFile.history());
  }
}
