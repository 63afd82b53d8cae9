package org.ecglens.job.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Cost;
import org.ecglens.attribution.Explanation;
import org.ecglens.attribution.NetworkBatch;
import org.ecglens.attribution.RecordContext;
import org.ecglens.attribution.ReferencedMethod;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.model.ModelCard;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.Networks;
import org.ecglens.random.Draws;

/** What methods take to explain one output of a network, tried on a record of noise. */
public final class MethodPasses {
  /** Of the noise, in the unit of the record. */
  private static final float SIZE = 100;

  private MethodPasses() {}

  /**
   * A line for each method: passes, which depend on it alone, and time on this machine; or why it
   * cannot be tried.
   *
   * @param card that may name the leads and the rate
   */
  public static List<String> of(Graph graph, ModelCard card, List<AttributionMethod> methods) {
    int samples = Collections.max(graph.inputShape().dims());
    int leads = (int) (graph.inputShape().size() / samples);
    double[] noise = new double[leads * samples];
    Draws.of(0, "describe").gaussians(0, noise);
    float[] signal = new float[noise.length];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) (SIZE * noise[i]);
    }
    RecordContext context = context(card, leads);
    List<String> lines = new ArrayList<>();
    lines.add(line("method", "forwards", "backwards", "ms a record"));
    try (Network network = Networks.open(graph, NetworkOptions.DEFAULT)) {
      for (AttributionMethod asked : methods) {
        AttributionMethod method = withReferences(asked, signal);
        Cost cost;
        try {
          explain(network, leads, samples, signal, context, method);
          cost = explain(network, leads, samples, signal, context, method);
        } catch (UserException e) {
          lines.add("  %-24s %s".formatted(method.name(), e.getMessage()));
          continue;
        }
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

  /** Records have names of leads, also where the card has none. */
  private static RecordContext context(ModelCard card, int leads) {
    ModelCard.Input input = card.input();
    List<String> names =
        input.leads() != null
            ? input.leads()
            : IntStream.rangeClosed(1, leads).mapToObj(lead -> "lead " + lead).toList();
    return new RecordContext(
        names,
        input.sampleRateHz() == null ? Double.NaN : input.sampleRateHz(),
        RecordContext.UNKNOWN.waves());
  }

  /** The record stands for the records of a run that a method compares with. */
  private static AttributionMethod withReferences(AttributionMethod method, float[] signal) {
    if (!(method instanceof ReferencedMethod referenced) || referenced.asked().isEmpty()) {
      return method;
    }
    int count =
        switch (referenced.asked().get()) {
          case RECORDS -> referenced.count();
          case MEAN_RECORD -> 1;
          // The records of the class that is explained, and those of none.
          case CLASS_MEANS -> 2;
        };
    return referenced.with(Collections.nCopies(count, signal));
  }

  private static Cost explain(
      Network network,
      int leads,
      int samples,
      float[] signal,
      RecordContext context,
      AttributionMethod method) {
    NetworkBatch batch =
        new NetworkBatch(
            network,
            "describe",
            0,
            leads,
            samples,
            new int[] {0},
            List.of("noise"),
            List.of(signal),
            List.of(context));
    batch.predictions();
    return Explanation.of(batch, method).cost();
  }

  private static String line(String method, String forwards, String backwards, String ms) {
    return String.format(Locale.ROOT, "  %-24s %9s %10s %12s", method, forwards, backwards, ms);
  }
}
