package org.ecglens.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ecglens.graph.Function;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;
import org.ecglens.net.convolution.ConvolutionChoice;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.random.Draws;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of the reference work's whole residual network on 64 rows, forward and with gradients, by
 * the way in which it convolves. Run with one thread:
 *
 * <pre>{@code
 * OMP_NUM_THREADS=1 mvn -q -Pjmh test-compile exec:exec -Djmh.args=NetworkBenchmark
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class NetworkBenchmark {
  private static final int ROWS = 64;

  @Param({"DIRECT", "SPECTRAL", "AUTO"})
  public ConvolutionChoice choice;

  @Param({"16", "32", "64"})
  public int microBatch;

  private Network network;
  private float[] signal;

  @Setup(Level.Trial)
  public void open() {
    network =
        Networks.open(
            residual(), NetworkOptions.DEFAULT.withMicroBatch(microBatch).withConvolution(choice));
    signal = values("signal", network.inputSize(), 300);
  }

  @TearDown(Level.Trial)
  public void close() {
    network.close();
  }

  @Benchmark
  public float predict() {
    float[] last = new float[1];
    network.predict(ROWS, this::row, (row, outputs) -> last[0] = outputs[0]);
    return last[0];
  }

  @Benchmark
  public float gradients() {
    float[] last = new float[1];
    network.gradients(
        ROWS,
        this::row,
        new int[] {0},
        BackwardRule.GRADIENT,
        (row, target, gradient, prediction) -> last[0] = gradient[0]);
    return last[0];
  }

  private void row(int row, float[] target, int offset) {
    System.arraycopy(signal, 0, target, offset, signal.length);
  }

  private static Graph residual() {
    Builder builder = new Builder();
    String value = builder.block("x", 12, 64, 8, 600);
    value = builder.block(value, 64, 32, 3, 600);
    Tensor divisor = Tensor.of(constant(300, 2), 300);
    value =
        builder.add(
            new Operation.AveragePool(
                List.of(2), List.of(2), List.of(0), List.of(0), List.of(1), divisor),
            Shape.of(32, 300),
            value);
    for (int block = 0; block < 8; block++) {
      String inner = builder.block(value, 32, 64, 50, 300);
      inner = builder.block(inner, 64, 32, 50, 300);
      value = builder.add(new Operation.Add(), Shape.of(32, 300), inner, value);
    }
    value = builder.add(new Operation.ReduceMean(List.of(2), false), Shape.of(32), value);
    value =
        builder.add(
            new Operation.Linear(1, Tensor.of(values("head", 32, 1), 1, 32), null),
            Shape.of(1),
            value);
    return new Graph("x", builder.nodes, List.of(value), builder.shapes);
  }

  private static float[] constant(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return values;
  }

  private static float[] values(String purpose, int size, double scale) {
    double[] draws = new double[size];
    Draws.of(1, purpose).gaussians(0, draws);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (scale * draws[i]);
    }
    return values;
  }

  private static final class Builder {
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>(Map.of("x", Shape.of(12, 600)));

    String add(Operation operation, Shape shape, String... inputs) {
      String output = "v" + nodes.size();
      nodes.add(
          new Node(
              output, operation.getClass().getSimpleName(), operation, List.of(inputs), output));
      shapes.put(output, shape);
      return output;
    }

    /** Convolution that keeps the length, and ReLU. */
    String block(String input, int in, int out, int taps, int length) {
      float[] weight = values(input, in * out * taps, 1 / Math.sqrt(in * taps));
      Operation convolution =
          new Operation.Convolution(
              Tensor.of(weight, out, in, taps),
              Tensor.of(values(input + " bias", out, 0.1), out),
              List.of(1),
              List.of((taps - 1) / 2),
              List.of(taps / 2),
              List.of(1),
              1);
      String convolved = add(convolution, Shape.of(out, length), input);
      return add(new Operation.Elementwise(Function.RELU, 0, 0), Shape.of(out, length), convolved);
    }
  }
}
