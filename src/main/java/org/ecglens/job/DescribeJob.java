package org.ecglens.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecglens.error.ExitCode;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Node;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.onnx.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Says what a model file holds and whether it can be explained; every node that stands in the way
 * is named.
 */
@Command(
    name = "describe",
    description = {
      "Say what a model file holds: inputs, outputs, operations, parameters, and the layers that"
          + " Grad-CAM can look at.",
      "Exit code 2 if the model cannot be explained; every node that stands in the way is named."
    },
    footer = {"", "Example: jobs/submit describe --model model.onnx --shape 12,600"})
public final class DescribeJob implements Job {
  @Option(names = "--model", required = true, paramLabel = "FILE", description = "ONNX model file.")
  private Path model;

  @Option(
      names = "--shape",
      split = ",",
      paramLabel = "N",
      description =
          "Axis lengths of one record without the batch axis, for example 12,600. Needed where the"
              + " file leaves lengths open.")
  private List<Integer> shape;

  @Override
  public Result run(JobContext context) {
    if (shape != null && shape.stream().anyMatch(length -> length < 1)) {
      throw new UserException("--shape " + shape + ": axis lengths must be at least 1.");
    }
    OnnxModel onnx = OnnxModel.read(model);
    List<String> lines = new ArrayList<>(facts(onnx));
    Optional<List<Integer>> dims = recordDims(onnx);
    if (dims.isEmpty()) {
      lines.add(
          row(
              "explainable",
              "not known: the file leaves axis lengths open. Give those of one record, for example"
                  + " --shape 12,600"));
      return Result.done(lines);
    }
    List<Problem> problems = onnx.problems(dims.get());
    lines.add(row("record", product(dims.get())));
    if (!problems.isEmpty()) {
      lines.add(row("explainable", "no; these nodes are not supported:"));
      problems.forEach(problem -> lines.add("  " + problem));
      return new Result(ExitCode.USER_ERROR, lines);
    }
    lines.addAll(network(onnx.graph(dims.get())));
    return Result.done(lines);
  }

  private List<String> facts(OnnxModel onnx) {
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
        row("card", card().map(Path::toString).orElse("none")),
        row("input", port(onnx.input())),
        row(
            "outputs",
            onnx.outputs().stream().map(DescribeJob::port).collect(Collectors.joining("; "))),
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

  private Optional<List<Integer>> recordDims(OnnxModel onnx) {
    if (shape != null) {
      return Optional.of(shape);
    }
    List<Integer> declared = onnx.recordDims();
    boolean open = declared == null || declared.stream().anyMatch(length -> length == null);
    return open ? Optional.empty() : Optional.of(declared);
  }

  private Optional<Path> card() {
    String name = model.getFileName().toString().replaceFirst("\\.onnx$", "");
    return Optional.of(model.resolveSibling(name + ".card.json")).filter(Files::isRegularFile);
  }

  private static List<String> network(Graph graph) {
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

  private static String product(List<?> lengths) {
    return lengths.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String row(String name, String value) {
    return String.format(Locale.ROOT, "%-12s %s", name, value);
  }
}
