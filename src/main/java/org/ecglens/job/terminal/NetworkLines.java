package org.ecglens.job.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecglens.graph.Graph;
import org.ecglens.graph.MappedLayer;
import org.ecglens.graph.Node;
import org.ecglens.model.AttributionsOf;
import org.ecglens.model.ModelCard;
import org.ecglens.model.ModelFile;
import org.ecglens.model.Target;
import org.ecglens.model.TargetChoice;
import org.ecglens.onnx.OnnxModel;
import org.ecglens.preprocess.SignalForm;

/** What a network's file holds, for the terminal. */
public final class NetworkLines {
  private NetworkLines() {}

  /** The description of a model file and its card. */
  public static List<String> facts(ModelFile file) {
    OnnxModel onnx = file.model();
    List<String> lines = new ArrayList<>();
    lines.add(row("model", onnx.name()));
    lines.add(row("size", number(onnx.size()) + " bytes, SHA-256 " + onnx.sha256()));
    lines.add(
        row(
            "format",
            "ONNX IR "
                + onnx.irVersion()
                + ", opset "
                + onnx.opset()
                + (onnx.producer().isEmpty() ? "" : ", written by " + onnx.producer())));
    lines.add(row("card", card(file)));
    lines.addAll(preprocessing(file));
    lines.add(row("input", port(onnx.input())));
    lines.addAll(contents(onnx));
    return lines;
  }

  /** What a record goes through, step by step; none if nothing is done to it. */
  private static List<String> preprocessing(ModelFile file) {
    List<String> steps = file.card().preprocessingTexts();
    if (steps.isEmpty()) {
      return List.of();
    }
    int[] shape = file.declaredShape();
    String forms = "the card leaves input.leads or input.samples open";
    if (shape != null) {
      SignalForm form = file.prepared(shape[0], shape[1]);
      forms =
          "a record of %d x %d becomes %s%d x %d"
              .formatted(
                  shape[0],
                  shape[1],
                  form.windows() == 1 ? "" : form.windows() + " windows of ",
                  form.leads(),
                  form.samples());
    }
    if (file.card().attributionsOf() == AttributionsOf.NETWORK_INPUT) {
      forms += ", which is explained";
    }
    List<String> lines = new ArrayList<>(List.of(row("preprocessed", forms)));
    for (int i = 0; i < steps.size(); i++) {
      lines.add("  %d. %s".formatted(i + 1, steps.get(i)));
    }
    return lines;
  }

  private static List<String> contents(OnnxModel onnx) {
    return List.of(
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

  private static String card(ModelFile file) {
    if (file.cardPath().isEmpty()) {
      return file.misnamedCard()
          .map(
              other ->
                  "none; did you mean "
                      + other
                      + " to be one? It must be named "
                      + other.getFileName().toString().replaceFirst("\\.json$", ModelFile.CARD))
          .orElse("none");
    }
    ModelCard.Input input = file.card().input();
    List<String> says = new ArrayList<>();
    String shape =
        Stream.of(
                input.leads() == null ? null : input.leads().size() + " leads",
                input.samples() == null ? null : input.samples() + " samples")
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" × "));
    if (!shape.isEmpty()) {
      says.add(shape);
    }
    if (input.sampleRateHz() != null) {
      says.add(plain(input.sampleRateHz()) + " Hz");
    }
    Stream.of(input.unit(), input.kind()).filter(Objects::nonNull).forEach(says::add);
    if (input.layout() != null) {
      says.add("layout " + input.layout());
    }
    if (!file.card().adapt().isEmpty()) {
      says.add("adapt " + String.join(" ", file.card().adapt()));
    }
    return file.cardPath().get() + (says.isEmpty() ? "" : ": " + String.join(", ", says));
  }

  /** What the outputs stand for: as the card names them, else where they are in the file. */
  private static String targets(ModelFile file, Graph graph) {
    List<Target> targets = file.targets(graph, TargetChoice.USUAL);
    if (!file.card().targets().isEmpty()) {
      return targets.stream()
          .map(
              target ->
                  target.name()
                      + (target.unit() == null ? "" : " (" + target.unit() + ")")
                      + ", label "
                      + target.label()
                      + kind(target))
          .collect(Collectors.joining("; "));
    }
    List<String> names = new ArrayList<>();
    long first = 0;
    for (String output : graph.outputs()) {
      long size = graph.shape(output).size();
      names.add(
          (size == 1 ? "output " + first : "outputs " + first + " to " + (first + size - 1))
              + " ('"
              + output
              + "')");
      first += size;
    }
    return String.join("; ", names)
        + (file.cardPath().isEmpty() ? ", no card" : ", not in the card")
        + targets.stream().map(NetworkLines::kind).distinct().collect(Collectors.joining(" or"));
  }

  /** Of a class, what kind of number it is and what of it is explained. */
  private static String kind(Target target) {
    return target.isClass()
        ? ", %s, %s is explained"
            .formatted(
                target.kind().code(),
                target.explain() == target.kind() ? "itself" : "its " + target.explain().code())
        : "";
  }

  /** Of the network's input, Hz; null where it is not that of the record. */
  private static Double rate(ModelFile file) {
    return file.card().preprocessingTexts().isEmpty() ? file.card().input().sampleRateHz() : null;
  }

  /** What can be explained in it, and what its outputs stand for. */
  public static List<String> of(ModelFile file, Graph graph) {
    List<String> lines = new ArrayList<>();
    lines.add(row("targets", targets(file, graph)));
    lines.add(row("explainable", "yes"));
    lines.addAll(NetworkWork.lines(graph, rate(file)));
    List<Node> convolutions =
        graph.nodes().stream().filter(node -> graph.convolutions().contains(node.name())).toList();
    MappedLayer last = MappedLayer.last(graph);
    lines.add(
        row(
            "layers",
            last == null
                ? "none runs over time: the methods of the group cam do not apply"
                : "for grad-cam and its relatives any that runs over time, by default "
                    + last.node()));
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

  /** Whole rates without decimals. */
  private static String plain(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  public static String row(String name, String value) {
    return String.format(Locale.ROOT, "%-12s %s", name, value);
  }
}
