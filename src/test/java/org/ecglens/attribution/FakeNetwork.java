package org.ecglens.attribution;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.graph.MappedLayer;
import org.ecglens.net.Network;
import org.ecglens.net.kernel.BackwardRule;
import org.ecglens.net.kernel.RelevanceRules;

/**
 * A network written down in double. Rows go through in micro-batches of three, and within one the
 * targets come one after the other, as an engine with a backward pass per target tells them.
 */
abstract class FakeNetwork implements Network {
  private static final int MICRO_BATCH = 3;

  private final int leads;
  private final int samples;
  private final int outputs;
  int forwardRows;
  int gradientRows;
  int gradientCalls;

  FakeNetwork(int leads, int samples, int outputs) {
    this.leads = leads;
    this.samples = samples;
    this.outputs = outputs;
  }

  abstract double value(double[] x, int output);

  abstract double[] gradient(double[] x, int output, BackwardRule rule);

  double[] multipliers(double[] x, double[] reference, int output) {
    throw new UnsupportedOperationException();
  }

  double[] activation(double[] x) {
    throw new UnsupportedOperationException();
  }

  double[] activationGradient(double[] x, int output) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int inputSize() {
    return leads * samples;
  }

  @Override
  public List<Integer> inputShape() {
    return List.of(leads, samples);
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public MappedLayer mappedLayer(String node) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedLayer lastLayer() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void predict(int rows, RowSource inputs, PredictionSink sink) {
    micro(
        rows,
        inputs,
        new int[1],
        (row, target, x) -> {
          forwardRows++;
          float[] values = new float[outputs];
          for (int output = 0; output < outputs; output++) {
            values[output] = (float) value(x, output);
          }
          sink.accept(row, values);
        });
  }

  @Override
  public void gradients(
      int rows, RowSource inputs, int[] targets, BackwardRule rule, GradientSink sink) {
    gradientCalls++;
    gradientRows += rows;
    micro(
        rows,
        inputs,
        targets,
        (row, target, x) ->
            sink.accept(
                row,
                target,
                floats(gradient(x, targets[target], rule)),
                (float) value(x, targets[target])));
  }

  @Override
  public void multipliers(
      int rows, RowSource inputs, float[] baseline, int[] targets, MultiplierSink sink) {
    multipliers(
        rows,
        inputs,
        (row, values, offset) -> System.arraycopy(baseline, 0, values, offset, baseline.length),
        targets,
        sink);
  }

  @Override
  public void multipliers(
      int rows, RowSource inputs, RowSource baselines, int[] targets, MultiplierSink sink) {
    double[][] references = new double[rows][];
    for (int row = 0; row < rows; row++) {
      references[row] = read(baselines, row);
    }
    micro(
        rows,
        inputs,
        targets,
        (row, target, x) ->
            sink.accept(
                row,
                target,
                floats(multipliers(x, references[row], targets[target])),
                (float) value(x, targets[target]),
                (float) value(references[row], targets[target])));
  }

  /** With the ε rule, ε = 0 and no biases, relevance is input times gradient. */
  @Override
  public void relevances(
      int rows, RowSource inputs, int[] targets, RelevanceRules rules, GradientSink sink) {
    micro(
        rows,
        inputs,
        targets,
        (row, target, x) -> {
          double[] relevance = gradient(x, targets[target], BackwardRule.GRADIENT);
          for (int i = 0; i < relevance.length; i++) {
            relevance[i] *= x[i];
          }
          sink.accept(row, target, floats(relevance), (float) value(x, targets[target]));
        });
  }

  @Override
  public void activations(int rows, RowSource inputs, String layer, PredictionSink sink) {
    micro(rows, inputs, new int[1], (row, target, x) -> sink.accept(row, floats(activation(x))));
  }

  @Override
  public void layer(int rows, RowSource inputs, int[] targets, String layer, LayerSink sink) {
    micro(
        rows,
        inputs,
        targets,
        (row, target, x) ->
            sink.accept(
                row,
                target,
                floats(activation(x)),
                floats(activationGradient(x, targets[target]))));
  }

  @Override
  public long keptBytes() {
    return 0;
  }

  @Override
  public void close() {}

  private interface Visitor {
    void visit(int row, int target, double[] x);
  }

  private void micro(int rows, RowSource inputs, int[] targets, Visitor visitor) {
    for (int start = 0; start < rows; start += MICRO_BATCH) {
      int end = Math.min(rows, start + MICRO_BATCH);
      double[][] xs = new double[end - start][];
      for (int row = start; row < end; row++) {
        xs[row - start] = read(inputs, row);
      }
      for (int target = 0; target < targets.length; target++) {
        for (int row = start; row < end; row++) {
          visitor.visit(row, target, xs[row - start]);
        }
      }
    }
  }

  private double[] read(RowSource source, int row) {
    // An offset and a border of NaN show a source that writes elsewhere.
    float[] values = new float[inputSize() + 2];
    values[0] = Float.NaN;
    values[inputSize() + 1] = Float.NaN;
    source.write(row, values, 1);
    double[] x = new double[inputSize()];
    for (int i = 0; i < x.length; i++) {
      x[i] = values[i + 1];
    }
    return x;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** F(x) = x'Qx + b'x with a symmetric Q; output o is (o + 1) times that. */
  static final class Quadratic extends FakeNetwork {
    final double[][] q;
    final double[] b;

    Quadratic(int leads, int samples, int outputs) {
      super(leads, samples, outputs);
      int size = leads * samples;
      q = new double[size][size];
      b = new double[size];
      for (int i = 0; i < size; i++) {
        b[i] = Math.cos(i + 1);
        for (int j = 0; j < size; j++) {
          q[i][j] = Math.sin(1.0 + i * j + i + j);
        }
      }
    }

    @Override
    double value(double[] x, int output) {
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * (b[i] + product(x, i));
      }
      return (output + 1) * sum;
    }

    @Override
    double[] gradient(double[] x, int output, BackwardRule rule) {
      double[] gradient = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        gradient[i] = (output + 1) * (2 * product(x, i) + b[i]);
      }
      return gradient;
    }

    /** (Qx)_i. */
    double product(double[] x, int i) {
      double sum = 0;
      for (int j = 0; j < x.length; j++) {
        sum += q[i][j] * x[j];
      }
      return sum;
    }
  }

  /**
   * F_o(x) = Σ_j v_oj relu(h_j), h = Wx + c; the layer {@code hidden} is h in the shape given, of
   * which the first axis counts the channels.
   */
  static final class Hidden extends FakeNetwork {
    private final double[][] w;
    private final double[] c;
    private final double[][] v;
    private final List<Integer> shape;

    Hidden(int leads, int samples, double[][] w, double[] c, double[][] v, List<Integer> shape) {
      super(leads, samples, v.length);
      this.w = w;
      this.c = c;
      this.v = v;
      this.shape = shape;
    }

    @Override
    public MappedLayer mappedLayer(String node) {
      List<Integer> lengths = new ArrayList<>(shape);
      lengths.add(0, 1);
      return new MappedLayer("hidden", lengths, 1, lengths.size() - 1);
    }

    @Override
    public MappedLayer lastLayer() {
      return mappedLayer("hidden");
    }

    @Override
    double value(double[] x, int output) {
      double[] h = activation(x);
      double sum = 0;
      for (int j = 0; j < h.length; j++) {
        sum += v[output][j] * Math.max(0, h[j]);
      }
      return sum;
    }

    @Override
    double[] gradient(double[] x, int output, BackwardRule rule) {
      double[] h = activation(x);
      double[] slopes = new double[h.length];
      for (int j = 0; j < h.length; j++) {
        double g = v[output][j];
        slopes[j] =
            switch (rule) {
              case GRADIENT -> h[j] > 0 ? g : 0;
              case DECONVOLUTION -> Math.max(0, g);
              case GUIDED -> h[j] > 0 ? Math.max(0, g) : 0;
            };
      }
      return back(slopes);
    }

    @Override
    double[] multipliers(double[] x, double[] reference, int output) {
      double[] h = activation(x);
      double[] base = activation(reference);
      double[] slopes = new double[h.length];
      for (int j = 0; j < h.length; j++) {
        double change = h[j] - base[j];
        double multiplier =
            change == 0 ? (h[j] > 0 ? 1 : 0) : (Math.max(0, h[j]) - Math.max(0, base[j])) / change;
        slopes[j] = v[output][j] * multiplier;
      }
      return back(slopes);
    }

    @Override
    double[] activation(double[] x) {
      double[] h = c.clone();
      for (int j = 0; j < h.length; j++) {
        for (int i = 0; i < x.length; i++) {
          h[j] += w[j][i] * x[i];
        }
      }
      return h;
    }

    @Override
    double[] activationGradient(double[] x, int output) {
      double[] h = activation(x);
      double[] gradient = new double[h.length];
      for (int j = 0; j < h.length; j++) {
        gradient[j] = h[j] > 0 ? v[output][j] : 0;
      }
      return gradient;
    }

    private double[] back(double[] slopes) {
      double[] gradient = new double[inputSize()];
      for (int j = 0; j < slopes.length; j++) {
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] += slopes[j] * w[j][i];
        }
      }
      return gradient;
    }
  }
}
