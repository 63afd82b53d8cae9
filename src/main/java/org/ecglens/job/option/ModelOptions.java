package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.executor.Device;
import org.ecglens.model.ModelCard;
import org.ecglens.net.NetworkOptions;
import org.ecglens.net.convolution.ConvolutionChoice;
import picocli.CommandLine.Option;

/** Which networks, and how they run. */
public final class ModelOptions {
  @Option(
      names = "--model",
      required = true,
      split = ",",
      paramLabel = "FILE",
      description = "ONNX files, folders of them or globs; a card NAME.card.json may lie beside")
  public List<String> model = new ArrayList<>();

  @Option(
      names = "--outputs",
      split = ",",
      paramLabel = "LIST",
      description = "names or indexes of the outputs to look at (default: all)")
  public List<String> outputs = new ArrayList<>();

  @Option(
      names = "--label",
      split = ",",
      paramLabel = "OUTPUT=LABEL",
      description = "label of the records that an output is compared with, as 0=QT")
  public Map<String, String> label = new LinkedHashMap<>();

  @Option(
      names = "--adapt",
      split = ",",
      paramLabel = "LIST",
      description =
          "steps that may bring a record to the card's input: leads, resample, unit, crop, pad"
              + " (default: the card's); attributions are of the adapted input")
  List<String> adapt;

  @Option(
      names = "--device",
      defaultValue = Device.CPU,
      description = "cpu or gpu (default: ${DEFAULT-VALUE})")
  public String device;

  @Option(
      names = "--micro-batch",
      defaultValue = "32",
      paramLabel = "ROWS",
      description = "rows that go through the network together (default: ${DEFAULT-VALUE})")
  int microBatch;

  @Option(
      names = "--convolution",
      defaultValue = "auto",
      description = "auto, direct or spectral (default: ${DEFAULT-VALUE})")
  String convolution;

  /** How networks run, but for the device of a task. */
  public NetworkOptions network() {
    if (microBatch < 1) {
      throw new UserException("--micro-batch is " + microBatch + "; it must be at least 1.");
    }
    List<String> devices = List.of(Device.CPU, Device.GPU);
    if (!devices.contains(device)) {
      throw Suggestion.unknown("--device", device, devices);
    }
    List<String> choices =
        java.util.Arrays.stream(ConvolutionChoice.values())
            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
            .toList();
    if (!choices.contains(convolution)) {
      throw Suggestion.unknown("--convolution", convolution, choices);
    }
    return new NetworkOptions(
        Device.CPU, microBatch, ConvolutionChoice.valueOf(convolution.toUpperCase(Locale.ROOT)));
  }

  /** The steps that a model's records may take. */
  public List<String> steps(ModelCard card) {
    if (adapt == null) {
      return card.adapt();
    }
    for (String step : adapt) {
      if (!ModelCard.STEPS.contains(step)) {
        throw Suggestion.unknown("step of --adapt", step, ModelCard.STEPS);
      }
    }
    return List.copyOf(adapt);
  }
}
