package org.ecglens.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.MappedLayer;
import org.ecglens.graph.ScaleFolding;
import org.ecglens.graph.UpsamplingFolding;
import org.ecglens.net.convolution.ConvolutionChoice;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.net.kernel.RelevanceKernel;
import org.ecglens.net.kernel.RelevanceKernels;
import org.ecglens.net.kernel.RelevanceRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Graph} run by DJL's PyTorch engine in micro-batches. */
final class GraphNetwork implements Network {
  private static final Logger LOG = LoggerFactory.getLogger(GraphNetwork.class);

  private final Graph graph;
  private final NetworkOptions options;
  private final NDManager memory;
  private final NDManager weights;
  private final Program program;
  private final Shape rowShape;
  private final Map<String, MappedLayer> layers = new ConcurrentHashMap<>();
  private final Map<RelevanceRules, Map<String, RelevanceKernel>> relevanceKernels =
      new HashMap<>();
  private final MicroBatches batches;
  private MappedLayer lastLayer;
  private Program layerProgram;
  private Program directProgram;
  private SharedReference sharedReference;

  /** The pass of a baseline that all rows share. */
  @SuppressWarnings("ArrayRecordComponent")
  private record SharedReference(float[] baseline, Program.Tape tape, float[] prediction) {}

  GraphNetwork(Graph graph, NetworkOptions options) {
    this.graph = graph;
    this.options = options;
    EngineSettings.beforeLoading();
    Engine engine = Engine.getEngine("PyTorch");
    EngineSettings.onThisThread();
    Device device = Device.fromName(options.device(), engine);
    int rows = RowMemory.rows(graph, options.microBatch(), device);
    LOG.info("micro-batches of {} rows, about {} kB each", rows, RowMemory.bytes(graph) / 1000);
    memory = NDManager.newBaseManager(device, "PyTorch");
    weights = memory.newSubManager();
    rowShape =
        new Shape(graph.inputShape().dims().stream().mapToLong(Integer::longValue).toArray());
    batches = new MicroBatches(memory, rowShape, rows);
    program = compile(UpsamplingFolding.fold(ScaleFolding.fold(graph)), options);
  }

  private Program compile(Graph toRun, NetworkOptions how) {
    return new Program(
        toRun, weights, new ConvolutionChoices(how.withMicroBatch(batches.size()), weights));
  }

  @Override
  public int inputSize() {
    return Math.toIntExact(rowShape.size());
  }

  @Override
  public List<Integer> inputShape() {
    return graph.inputShape().dims();
  }

  @Override
  public int outputs() {
    return graph.outputSize();
  }

  @Override
  public MappedLayer mappedLayer(String node) {
    return layers.computeIfAbsent(
        node,
        name -> {
          MappedLayer layer = MappedLayer.of(graph, name);
          if (layer == null) {
            throw new UserException(
                "the network has no node '%s' whose output has channels and runs over time; those that do: %s"
                    .formatted(name, String.join(", ", MappedLayer.names(graph))));
          }
          return layer;
        });
  }

  @Override
  public synchronized MappedLayer lastLayer() {
    if (lastLayer == null) {
      lastLayer = MappedLayer.last(graph);
    }
    if (lastLayer == null) {
      throw Networks.withoutLayer();
    }
    return lastLayer;
  }

  @Override
  public void predict(int rows, RowSource inputs, PredictionSink sink) {
    batches.each(
        rows,
        inputs,
        null,
        batch -> {
          float[][] predictions =
              program.predictions(program.forward(batch.input()), batch.count());
          for (int row = 0; row < batch.count(); row++) {
            sink.accept(batch.first() + row, predictions[row]);
          }
        });
  }

  @Override
  public void gradients(
      int rows, RowSource inputs, int[] targets, BackwardRule rule, GradientSink sink) {
    maps(rows, inputs, targets, (tape, target) -> program.gradient(tape, target, rule), sink);
  }

  @Override
  public void relevances(
      int rows, RowSource inputs, int[] targets, RelevanceRules rules, GradientSink sink) {
    Map<String, RelevanceKernel> kernels = relevanceKernels(rules);
    maps(rows, inputs, targets, (tape, target) -> program.relevance(tape, target, kernels), sink);
  }

  private synchronized Map<String, RelevanceKernel> relevanceKernels(RelevanceRules rules) {
    Map<String, RelevanceKernel> kernels = relevanceKernels.get(rules);
    if (kernels == null) {
      EngineSettings.onThisThread();
      kernels =
          RelevanceKernels.of(
              program.graph(),
              rules,
              program.kernels(),
              weights,
              new ConvolutionChoices(options.withMicroBatch(batches.size()), weights));
      relevanceKernels.put(rules, kernels);
    }
    return kernels;
  }

  /** A pass back from one target to the input. */
  private interface PassBack {
    NDArray from(Program.Tape tape, int target);
  }

  private void maps(int rows, RowSource inputs, int[] targets, PassBack back, GradientSink sink) {
    batches.each(
        rows,
        inputs,
        null,
        batch -> {
          Program.Tape tape = program.record(batch.input());
          float[][] predictions = program.predictions(tape, batch.count());
          float[] one = new float[inputSize()];
          batch
              .targets()
              .each(
                  targets.length,
                  t -> {
                    float[] gradients = values(back.from(tape, targets[t]));
                    for (int row = 0; row < batch.count(); row++) {
                      System.arraycopy(gradients, row * one.length, one, 0, one.length);
                      sink.accept(batch.first() + row, t, one, predictions[row][targets[t]]);
                    }
                  });
        });
  }

  @Override
  public void multipliers(
      int rows, RowSource inputs, float[] baseline, int[] targets, MultiplierSink sink) {
    SharedReference reference = sharedReference(baseline);
    if (!Arrays.equals(reference.baseline(), baseline)) {
      RowSource repeated =
          (row, target, offset) -> System.arraycopy(baseline, 0, target, offset, baseline.length);
      multipliers(rows, inputs, repeated, targets, sink);
      return;
    }
    batches.each(
        rows,
        inputs,
        null,
        batch -> {
          float[][] references = new float[batch.count()][];
          Arrays.fill(references, reference.prediction());
          multipliers(batch, reference.tape(), references, targets, sink);
        });
  }

  @Override
  public void multipliers(
      int rows, RowSource inputs, RowSource baselines, int[] targets, MultiplierSink sink) {
    Program direct = directProgram();
    batches.each(
        rows,
        inputs,
        baselines,
        batch -> {
          Program.Tape reference = direct.record(batch.second());
          float[][] references = direct.predictions(reference, batch.count());
          multipliers(batch, reference, references, targets, sink);
        });
  }

  private void multipliers(
      MicroBatches.MicroBatch batch,
      Program.Tape reference,
      float[][] referencePredictions,
      int[] targets,
      MultiplierSink sink) {
    Program.Tape tape = program.record(batch.input());
    float[][] predictions = program.predictions(tape, batch.count());
    float[] one = new float[inputSize()];
    batch
        .targets()
        .each(
            targets.length,
            t -> {
              float[] multipliers = values(program.multipliers(tape, reference, targets[t]));
              for (int row = 0; row < batch.count(); row++) {
                System.arraycopy(multipliers, row * one.length, one, 0, one.length);
                sink.accept(
                    batch.first() + row,
                    t,
                    one,
                    predictions[row][targets[t]],
                    referencePredictions[row][targets[t]]);
              }
            });
  }

  @Override
  public void activations(int rows, RowSource inputs, String layer, PredictionSink sink) {
    int size = layerSize(layer);
    Program unfolded = layerProgram();
    batches.each(
        rows,
        inputs,
        null,
        batch -> {
          float[] activations =
              unfolded.value(unfolded.record(batch.input()), layer).toFloatArray();
          float[] activation = new float[size];
          for (int row = 0; row < batch.count(); row++) {
            System.arraycopy(activations, row * size, activation, 0, size);
            sink.accept(batch.first() + row, activation);
          }
        });
  }

  private int layerSize(String layer) {
    return mappedLayer(layer).shape().stream()
        .mapToInt(Integer::intValue)
        .reduce(1, Math::multiplyExact);
  }

  @Override
  public void layer(int rows, RowSource inputs, int[] targets, String layer, LayerSink sink) {
    int size = layerSize(layer);
    Program unfolded = layerProgram();
    batches.each(
        rows,
        inputs,
        null,
        batch -> {
          Program.Tape tape = unfolded.record(batch.input());
          float[] activations = unfolded.value(tape, layer).toFloatArray();
          float[] activation = new float[size];
          float[] gradient = new float[size];
          batch
              .targets()
              .each(
                  targets.length,
                  t -> {
                    float[] gradients = values(unfolded.gradientAt(tape, targets[t], layer));
                    for (int row = 0; row < batch.count(); row++) {
                      System.arraycopy(activations, row * size, activation, 0, size);
                      System.arraycopy(gradients, row * size, gradient, 0, size);
                      sink.accept(batch.first() + row, t, activation, gradient);
                    }
                  });
        });
  }

  /** The numbers of an array that nobody needs afterwards. */
  private static float[] values(NDArray array) {
    try (array) {
      return array.toFloatArray();
    }
  }

  /**
   * Folding a normalisation or an upsampling into a convolution changes the convolution's output,
   * which is what a layer's reader asks for; so where anything was folded, layers are read from a
   * second program.
   */
  private synchronized Program layerProgram() {
    if (layerProgram == null) {
      layerProgram = program.graph().equals(graph) ? program : compile(graph, options);
    }
    return layerProgram;
  }

  /**
   * References are run without the rounding noise of the frequency domain, which would choose among
   * equal maxima.
   */
  private synchronized Program directProgram() {
    if (directProgram == null) {
      directProgram = compile(program.graph(), options.withConvolution(ConvolutionChoice.DIRECT));
    }
    return directProgram;
  }

  /** The pass of the first baseline that was asked for, which is kept. */
  private synchronized SharedReference sharedReference(float[] baseline) {
    if (sharedReference == null) {
      EngineSettings.onThisThread();
      NDArray input = weights.create(baseline, new Shape(1).addAll(rowShape));
      Program.Tape tape = directProgram().record(input);
      float[] prediction = directProgram().predictions(tape, 1)[0];
      sharedReference = new SharedReference(baseline.clone(), tape, prediction);
    }
    return sharedReference;
  }

  /** How many arrays live as long as the network: not more after many batches than after one. */
  int kept() {
    return memory.getManagedArrays().size() + weights.getManagedArrays().size();
  }

  @Override
  public long keptBytes() {
    return weights.getManagedArrays().stream().mapToLong(GraphNetwork::bytes).sum();
  }

  private static long bytes(NDArray array) {
    return array.size() * array.getDataType().getNumOfBytes();
  }

  @Override
  public void close() {
    memory.close();
  }
}
