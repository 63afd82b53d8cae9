package org.ecglens.job.terminal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.onnx.OnnxModel;

/** What a network's file holds, for the terminal. */
public final class NetworkLines {
  private NetworkLines() {}

  /**
   * The description of a model file.
   *
   * @param card of the model file
   */
  public static List<String> facts(OnnxModel onnx, Optional<Path> card) {
    return List.of(
        row("model", onnx.name()),
        row("size", number(onnx.size()) + " bytes, SHA-256 " + onnx.sha256()),
        row(
            "format",
            "ONNX IR "
                + onnx.irVersion()
                + ", opset "
                + onnx.opset()
                + (onnx.producer().isEmpty() ? "" : ", written by " + onnx.producer())),
        row("card", card.map(Path::toString).orElse("none")),
        row("input", port(onnx.input())),
        row(
            "outputs",
            onnx.outputs().stream().map(NetworkLines::port).collect(Collectors.joining("; "))),
        row("parameters", number(onnx.parameters())),
        row(
            "operations",
            onnx.operators().entrySet().stream()
                .sorted(
                    Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "))));
  }

  /** What can be explained in it. */
  public static List<String> of(Graph graph) {
    List<String> lines = new ArrayList<>();
    int targets = graph.outputSize();
    lines.add(row("targets", targets == 1 ? "0" : "0 to " + (targets - 1)));
    lines.add(row("explainable", "yes"));
    List<Node> convolutions =
        graph.nodes().stream().filter(node -> graph.convolutions().contains(node.name())).toList();
    lines.add(
        row(
            "layers",
            convolutions.isEmpty()
                ? "no convolution: grad-cam and guided-grad-cam do not apply"
                : "for grad-cam, the last one by default"));
    int width = convolutions.stream().mapToInt(node -> node.name().length()).max().orElse(0);
    for (Node node : convolutions) {
      lines.add(
          "  "
              + node.name()
              + " ".repeat(width - node.name().length() + 2)
              + product(graph.shape(node.output()).dims()));
    }
    return lines;
  }

  private static String port(OnnxModel.Port port) {
    return port.name()
        + " "
        + (port.dims() == null ? "of any shape" : product(port.dims()) + " (batch first)");
  }

  public static String product(List<?> lengths) {
    return lengths.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  public static String row(String name, String value) {
    return String.format(Locale.ROOT, "%-12s %s", name, value);
  }
}
