package org.ecglens.job.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Cost;
import org.ecglens.attribution.Explanation;
import org.ecglens.attribution.NetworkBatch;
import org.ecglens.graph.Graph;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.random.Draws;

/** What methods take to explain one output of a network, tried on a record of noise. */
public final class MethodPasses {
  /** Of the noise, in the unit of the record. */
  private static final float SIZE = 100;

  private MethodPasses() {}

  /** A line for each method: passes, which depend on it alone, and time on this machine. */
  public static List<String> of(Graph graph, List<AttributionMethod> methods) {
    int samples = graph.inputShape().dim(graph.inputShape().rank() - 1);
    int leads = (int) (graph.inputShape().size() / samples);
    double[] noise = new double[leads * samples];
    Draws.of(0, "describe").gaussians(0, noise);
    float[] signal = new float[noise.length];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) (SIZE * noise[i]);
    }
    List<String> lines = new ArrayList<>();
    lines.add(line("method", "forwards", "backwards", "ms a record"));
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      for (AttributionMethod method : methods) {
        explain(network, leads, samples, signal, method);
        Cost cost = explain(network, leads, samples, signal, method);
        lines.add(
            line(
                method.name(),
                String.valueOf(cost.forwards()),
                String.valueOf(cost.backwards()),
                String.format(Locale.ROOT, "%.0f", cost.nanoseconds() / 1e6)));
      }
    }
    return lines;
  }

  private static Cost explain(
      Network network, int leads, int samples, float[] signal, AttributionMethod method) {
    NetworkBatch batch =
        new NetworkBatch(
            network,
            "describe",
            0,
            leads,
            samples,
            new int[] {0},
            List.of("noise"),
            List.of(signal));
    batch.predictions();
    return Explanation.of(batch, method).cost();
  }

  private static String line(String method, String forwards, String backwards, String ms) {
    return String.format(Locale.ROOT, "  %-24s %9s %10s %12s", method, forwards, backwards, ms);
  }
}
