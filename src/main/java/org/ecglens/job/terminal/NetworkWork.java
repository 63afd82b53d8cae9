package org.ecglens.job.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ecglens.graph.Graph;
import org.ecglens.graph.MappedLayer;
import org.ecglens.graph.MultiplyAdds;
import org.ecglens.graph.Node;
import org.ecglens.graph.Operation;
import org.ecglens.graph.ReceptiveField;
import org.ecglens.net.Networks;

/** What a network looks at, computes and keeps for a record, and what of it takes long. */
final class NetworkWork {
  private static final int NAMED = 3;

  /** Fewer are not worth a word. */
  private static final int MANY_STEPS = 500;

  private static final int MANY_POSITIONS = 1000;

  private NetworkWork() {}

  /** Lines for the terminal. */
  static List<String> lines(Graph graph, Double sampleRateHz) {
    List<String> lines = new ArrayList<>();
    MappedLayer last = MappedLayer.last(graph);
    if (last != null) {
      lines.add(NetworkLines.row("sees", view(ReceptiveField.of(graph, last), last, sampleRateHz)));
    }
    lines.add(NetworkLines.row("work", work(graph)));
    lines.add(
        NetworkLines.row(
            "memory",
            "about %s a record and pass, beside the weights"
                .formatted(bytes(Networks.bytesOfRow(graph)))));
    slow(graph).forEach(reason -> lines.add(NetworkLines.row("slow", reason)));
    return lines;
  }

  private static String view(ReceptiveField field, MappedLayer layer, Double rate) {
    String samples =
        field.samples() == field.of()
            ? "the whole record"
            : "up to %d of %d samples%s"
                .formatted(
                    field.samples(),
                    field.of(),
                    rate == null
                        ? ""
                        : String.format(Locale.ROOT, " (%.0f ms)", 1000 * field.samples() / rate));
    return "%s from each of the %d positions of %s"
        .formatted(samples, field.positions(), layer.node());
  }

  private static String work(Graph graph) {
    List<MultiplyAdds.Share> shares = MultiplyAdds.of(graph);
    long all = shares.stream().mapToLong(MultiplyAdds.Share::count).sum();
    return all == 0
        ? "no convolutions or products"
        : count(all)
            + " multiplications and additions a pass; most in "
            + shares.stream()
                .limit(NAMED)
                .map(
                    share ->
                        "%s (%d %%)"
                            .formatted(
                                share.node().name(), Math.round(100.0 * share.count() / all)))
                .collect(Collectors.joining(", "));
  }

  /** What takes longer than its arithmetic says. */
  private static List<String> slow(Graph graph) {
    List<String> reasons = new ArrayList<>();
    for (Node node : graph.nodes()) {
      int rank = graph.shape(node.output()).rank();
      if (node.operation() instanceof Operation.Recurrent) {
        int steps = graph.shape(node.output()).dim(rank - 2);
        if (steps >= MANY_STEPS) {
          reasons.add(
              "%s takes %,d steps one after the other, forward and back"
                  .formatted(node.name(), steps));
        }
      } else if (node.operation() instanceof Operation.Softmax own && own.axis() >= 1) {
        int positions = graph.shape(node.output()).dim(own.axis());
        if (positions >= MANY_POSITIONS) {
          reasons.add(
              "%s compares %,d positions with each other, %s values"
                  .formatted(node.name(), positions, count(graph.shape(node.output()).size())));
        }
      }
    }
    return reasons;
  }

  private static String count(long number) {
    return number >= 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f thousand million", number / 1e9)
        : number >= 1_000_000
            ? String.format(Locale.ROOT, "%.1f million", number / 1e6)
            : String.format(Locale.ROOT, "%,d", number);
  }

  private static String bytes(long bytes) {
    return bytes >= 1_000_000
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
  }
}
