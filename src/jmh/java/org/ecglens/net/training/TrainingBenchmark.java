package org.ecglens.net.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.ecglens.net.EngineSettings;
import org.ecglens.net.convolution.ConvolutionChoice;
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
 * Time of one training step of the reference work's network: forward, backward and optimiser, 32
 * examples. Run with one thread, beside {@code python/training/speed.py} for PyTorch's:
 *
 * <pre>{@code
 * OMP_NUM_THREADS=1 mvn -q -Pjmh test-compile exec:exec -Djmh.args=TrainingBenchmark
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class TrainingBenchmark {
  private static final int BATCH = 32;

  @Param({"DIRECT", "SPECTRAL", "AUTO"})
  public ConvolutionChoice choice;

  private ResidualNetwork network;
  private Adam adam;
  private float[] signals;

  @Setup(Level.Trial)
  public void open() {
    EngineSettings.beforeLoading();
    Engine.getEngine("PyTorch");
    EngineSettings.onThisThread();
    NDManager memory = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    NetworkState initial = NetworkState.initial(Architecture.PAPER, 1);
    network = new ResidualNetwork(Architecture.PAPER, initial, choice, memory, DataType.FLOAT32);
    adam = new Adam(Adam.Moments.none(initial.parameters().length), memory, DataType.FLOAT32);
    signals = new float[BATCH * 12 * 600];
    double[] draws = new double[signals.length];
    Draws.of(1, "signals").gaussians(0, draws);
    for (int i = 0; i < draws.length; i++) {
      signals[i] = (float) (300 * draws[i]);
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    network.close();
  }

  @Benchmark
  public double step() {
    float[] shares = new float[BATCH];
    Arrays.fill(shares, 1f / BATCH);
    try (NDManager scratch = network.memory().newSubManager()) {
      NDArray x = scratch.create(signals, new Shape(BATCH, 12, 1, 600));
      NDArray targets = scratch.create(new float[BATCH], new Shape(BATCH, 1));
      NDArray weights = scratch.create(shares, new Shape(BATCH, 1));
      ResidualNetwork.Step step = network.step(x, targets, weights, Loss.MSE);
      adam.step(network.parameters(), step.gradient(), 0.008);
      network.refresh();
      return step.loss();
    }
  }
}
