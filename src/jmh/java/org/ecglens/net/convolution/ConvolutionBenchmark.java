package org.ecglens.net.convolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Shape;
import org.ecglens.graph.Tensor;
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
 * Time of one micro-batch through each kind of layer of the residual network. Run with one thread:
 *
 * <pre>{@code
 * OMP_NUM_THREADS=1 mvn -q -Pjmh test-compile exec:exec -Djmh.args=ConvolutionBenchmark
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ConvolutionBenchmark {
  /** In, out, taps, length. */
  @Param({"12,64,8,600", "64,32,3,600", "32,64,50,300", "64,32,50,300"})
  public String layer;

  @Param({"DIRECT", "SPECTRAL"})
  public ConvolutionChoice choice;

  @Param({"16", "32", "64"})
  public int rows;

  private NDManager manager;
  private ConvolutionKernel kernel;
  private NDArray x;
  private NDArray gradient;

  @Setup(Level.Trial)
  public void prepare() {
    List<Integer> sizes = List.of(layer.split(",")).stream().map(Integer::valueOf).toList();
    int in = sizes.get(0);
    int out = sizes.get(1);
    int taps = sizes.get(2);
    int length = sizes.get(3);
    manager = NDManager.newBaseManager("PyTorch");
    Operation.Convolution operation =
        new Operation.Convolution(
            Tensor.of(values(out * in * taps), out, in, taps),
            Tensor.of(values(out), out),
            List.of(1),
            List.of((taps - 1) / 2),
            List.of(taps / 2),
            List.of(1),
            1);
    kernel =
        ConvolutionPlan.of(operation, Shape.of(in, length), rows, manager.getDevice(), choice)
            .kernel(manager);
    x =
        manager.create(
            values(rows * in * length), new ai.djl.ndarray.types.Shape(rows, in, length));
    gradient =
        manager.create(
            values(rows * out * length), new ai.djl.ndarray.types.Shape(rows, out, length));
  }

  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  @Benchmark
  public void forward() {
    kernel.forward(x).close();
  }

  @Benchmark
  public void backward() {
    kernel.backward(gradient).close();
  }

  private static float[] values(int size) {
    Draws draws = Draws.of(1, "benchmark");
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) draws.gaussian(0, i);
    }
    return values;
  }
}
