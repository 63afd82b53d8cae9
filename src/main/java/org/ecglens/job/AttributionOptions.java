package org.ecglens.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.model.ModelCard;
import picocli.CommandLine.Option;

/** Which explanations. */
final class AttributionOptions {
  private static final String LAYER = "grad-cam.layer";

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
  String preset;

  @Option(
      names = "--option",
      split = ",",
      paramLabel = "METHOD.KEY=VALUE",
      description = "a constant of a method, as integrated-gradients.steps=50; can be repeated")
  Map<String, String> option = new LinkedHashMap<>();

  /** The methods for a model. */
  List<AttributionMethod> methods(ModelCard card) {
    Map<String, String> options = new LinkedHashMap<>(option);
    if (card.gradCamLayer() != null) {
      options.putIfAbsent(LAYER, card.gradCamLayer());
      options.putIfAbsent("guided-" + LAYER, card.gradCamLayer());
    }
    return Methods.of(methods, Preset.of(preset), options);
  }

  /** Every constant in force for a model, by {@code method.option}. */
  Map<String, String> settings(List<AttributionMethod> chosen) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (AttributionMethod method : chosen) {
      Methods.settings(method.name(), Preset.of(preset), option)
          .forEach((name, value) -> settings.put(method.name() + "." + name, value));
    }
    return settings;
  }
}
