package org.ecglens.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.metric.map.Infidelity;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.perturbation.Signal;
import org.ecglens.random.Draws;

/**
 * Whether a map says what the network answers to slightly different records: infidelity under
 * normal noise of 2 % of the record's range in every point (Yeh et al., Advances in Neural
 * Information Processing Systems 2019;32). Costs {@link #DRAWS} predictions of a record.
 */
final class InfidelityCheck implements Check {
  private static final int DRAWS = 100;
  private static final double SCALE = 0.02;

  private final CheckPlan checks;

  InfidelityCheck(CheckPlan checks) {
    this.checks = checks;
  }

  @Override
  public void look(ExplainedBatch batch, CheckOutput output) throws IOException {
    List<String> methods = List.copyOf(batch.explanations().keySet());
    for (int record : batch.sample(checks)) {
      Trial trial = new Trial(batch, methods, record);
      batch.network().predict(DRAWS, trial::write, trial::accept);
      trial.score(output);
    }
  }

  /** One record's noise, and what it should and does change. */
  private static final class Trial {
    private final ExplainedBatch batch;
    private final List<String> methods;
    private final int record;
    private final float[] signal;
    private final double sd;
    private final Draws draws;
    private final int[] outputs;

    /** {@code [method][target]}, null where a map is not finite. */
    private final List<List<float[]>> maps = new ArrayList<>();

    private final double[][][] promised;
    private final double[][] dropped;

    Trial(ExplainedBatch batch, List<String> methods, int record) {
      this.batch = batch;
      this.methods = methods;
      this.record = record;
      signal = batch.signals().get(record);
      sd = SCALE * new Signal(signal, batch.leads(), batch.samples()).range();
      draws =
          Draws.of(
              batch.seed(), "infidelity", batch.model(), batch.records().get(record).recordId());
      outputs = batch.plan().outputs();
      for (String method : methods) {
        List<float[]> targets = new ArrayList<>();
        for (int target = 0; target < outputs.length; target++) {
          targets.add(batch.map(method, record, target));
        }
        maps.add(targets);
      }
      promised = new double[DRAWS][methods.size()][outputs.length];
      dropped = new double[DRAWS][outputs.length];
    }

    void write(int draw, float[] values, int offset) {
      double[] noise = new double[signal.length];
      draws.gaussians(draw, noise);
      for (int point = 0; point < signal.length; point++) {
        float changed = (float) (signal[point] - sd * noise[point]);
        values[offset + point] = changed;
        // What float32 has left of the noise.
        noise[point] = (double) signal[point] - changed;
      }
      for (int method = 0; method < maps.size(); method++) {
        for (int target = 0; target < outputs.length; target++) {
          float[] map = maps.get(method).get(target);
          double sum = 0;
          for (int point = 0; map != null && point < map.length; point++) {
            sum += noise[point] * map[point];
          }
          promised[draw][method][target] = sum;
        }
      }
    }

    void accept(int draw, float[] predictions) {
      for (int target = 0; target < outputs.length; target++) {
        dropped[draw][target] =
            (double) batch.predictions()[record][target] - predictions[outputs[target]];
      }
    }

    void score(CheckOutput output) throws IOException {
      for (int method = 0; method < maps.size(); method++) {
        for (int target = 0; target < outputs.length; target++) {
          if (maps.get(method).get(target) == null) {
            continue;
          }
          Infidelity infidelity = new Infidelity();
          for (int draw = 0; draw < DRAWS; draw++) {
            infidelity.add(promised[draw][method][target], dropped[draw][target]);
          }
          output.score(
              batch.key(record, target),
              methods.get(method),
              MapMetric.INFIDELITY,
              infidelity.outcome());
        }
      }
    }
  }
}
