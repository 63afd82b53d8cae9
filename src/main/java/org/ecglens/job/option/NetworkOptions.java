package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.plan.NetworksSpec;
import picocli.CommandLine.Option;

/** Which networks, and which of their outputs. */
public final class NetworkOptions {
  @Option(
      names = "--model",
      split = ",",
      paramLabel = "FILE",
      description = "ONNX files, folders of them or globs; a card NAME.card.json may lie beside")
  private List<String> model = new ArrayList<>();

  @Option(
      names = "--outputs",
      split = ",",
      paramLabel = "LIST",
      description =
          "names or indexes of the outputs to look at, or all (default: all, where a network has at"
              + " most 20)")
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--label",
      split = ",",
      paramLabel = "OUTPUT=LABEL",
      description = "label of the records that an output is compared with, as 0=QT")
  private Map<String, String> label = new LinkedHashMap<>();

  @Option(
      names = "--explain",
      split = ",",
      paramLabel = "WHAT",
      description =
          "what of a class is explained: logit, probability, or logit:A-B, the logit of output A less"
              + " that of B, a target of its own (default: the card's, else the logit, found before a"
              + " final sigmoid or softmax)")
  private List<String> explain = new ArrayList<>();

  @Option(
      names = "--adapt",
      split = ",",
      paramLabel = "LIST",
      description =
          "steps that may bring a record to the card's input: leads, unit, resample, crop, pad"
              + " (default: the card's); attributions are of the adapted input")
  private List<String> adapt;

  /** Whether any is named. */
  public boolean isGiven() {
    return !model.isEmpty();
  }

  /** The networks that are named. */
  public NetworksSpec spec() {
    return spec(model);
  }

  /** Other networks with the outputs, labels and steps of these options. */
  public NetworksSpec spec(List<String> paths) {
    return NetworksSpec.builder()
        .paths(paths)
        .outputs(outputs)
        .labels(label)
        .explain(explain)
        .adapt(adapt)
        .build();
  }
}
