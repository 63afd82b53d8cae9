package org.ecglens.job.option;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.attribution.Preset;
import org.ecglens.plan.MethodsSpec;
import picocli.CommandLine.Option;

/** Which explanations. */
public final class MethodOptions {
  @Option(
      names = "--methods",
      defaultValue = "paper",
      split = ",",
      paramLabel = "LIST",
      description =
          "attribution methods, or groups of them: paper (those of Storås et al.), gradient, cam,"
              + " perturbation, all; also the controls random (in paper and all), amplitude and"
              + " slope, and a class of your own, as com.example.MyMethod with --jars"
              + " (default: ${DEFAULT-VALUE})")
  private List<String> methods = new ArrayList<>();

  @Option(
      names = "--preset",
      defaultValue = "paper",
      description = "constants of the methods: paper or captum (default: ${DEFAULT-VALUE})")
  private String preset;

  @Option(
      names = "--option",
      split = ",",
      paramLabel = "METHOD.KEY=VALUE",
      description = "a constant of a method, as integrated-gradients.steps=50; can be repeated")
  private Map<String, String> option = new LinkedHashMap<>();

  /** The methods that the options request. */
  public MethodsSpec spec() {
    return MethodsSpec.builder().names(methods).preset(Preset.of(preset)).settings(option).build();
  }
}
