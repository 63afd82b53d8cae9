package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.model.ModelCard;
import org.ecglens.model.ModelFile;
import picocli.CommandLine.Option;

/** Which explanations. */
public final class AttributionOptions {
  private static final String LAYER = "grad-cam.layer";
  private static final String LAST = "last";

  @Option(
      names = "--methods",
      defaultValue = "all",
      split = ",",
      paramLabel = "LIST",
      description = "attribution methods, or all (default: ${DEFAULT-VALUE})")
  List<String> methods = new ArrayList<>();

  @Option(
      names = "--preset",
      defaultValue = "paper",
      description = "constants of the methods: paper or captum (default: ${DEFAULT-VALUE})")
  public String preset;

  @Option(
      names = "--option",
      split = ",",
      paramLabel = "METHOD.KEY=VALUE",
      description = "a constant of a method, as integrated-gradients.steps=50; can be repeated")
  Map<String, String> option = new LinkedHashMap<>();

  /** The methods for a model. */
  public List<AttributionMethod> methods(ModelCard card) {
    return Methods.of(methods, Preset.of(preset), options(card));
  }

  /** Every constant in force for a model, by {@code method.option}. */
  public Map<String, String> settings(ModelCard card) {
    Map<String, String> settings = new TreeMap<>();
    for (AttributionMethod method : methods(card)) {
      Methods.settings(method.name(), Preset.of(preset), options(card))
          .forEach((name, value) -> settings.put(method.name() + "." + name, value));
    }
    return settings;
  }

  /**
   * Checks that Grad-CAM's layer exists.
   *
   * @throws UserException naming the layers that do
   */
  public void checkLayers(ModelFile file, Graph graph) {
    settings(file.card())
        .forEach(
            (name, layer) -> {
              if (name.endsWith(LAYER)
                  && !layer.equals(LAST)
                  && !graph.convolutions().contains(layer)) {
                throw new UserException(
                    name
                        + "="
                        + layer
                        + ": "
                        + file.path()
                        + " has no such convolution. Known: "
                        + String.join(", ", graph.convolutions())
                        + ".");
              }
            });
  }

  private Map<String, String> options(ModelCard card) {
    Map<String, String> options = new LinkedHashMap<>(option);
    if (card.gradCamLayer() != null) {
      options.putIfAbsent(LAYER, card.gradCamLayer());
      options.putIfAbsent("guided-" + LAYER, card.gradCamLayer());
    }
    return options;
  }
}
