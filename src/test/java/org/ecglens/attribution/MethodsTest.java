package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodsTest {

  @Test
  void methodsOfThePaperComeInTheOrderOfTheTables() {
    assertThat(Methods.of(List.of("paper"), Preset.PAPER, Map.of()))
        .extracting(AttributionMethod::name)
        .containsExactly(
            "saliency",
            "input-x-gradient",
            "deconvolution",
            "guided-backprop",
            "integrated-gradients",
            "gradient-shap",
            "smoothgrad",
            "deeplift",
            "grad-cam",
            "guided-grad-cam",
            "random")
        .isEqualTo(Methods.paper());
    assertThat(Methods.definitions())
        .filteredOn(MethodDefinition::isControl)
        .extracting(MethodDefinition::name)
        .isEqualTo(Controls.OWN_MAPS);
    assertThat(Methods.of(List.of("random", "paper", "saliency"), Preset.PAPER, Map.of()))
        .extracting(AttributionMethod::name)
        .hasSize(11)
        .startsWith("random", "saliency");
  }

  @Test
  void namesOfGroupsStandForTheirMethods() {
    assertThat(Methods.groupNames())
        .startsWith("all", "paper", "gradient", "cam", "perturbation")
        .doesNotContain("control");
    assertThat(names("cam", "paper")).startsWith("grad-cam", "guided-grad-cam");
    assertThat(names("gradient")).contains("deeplift").doesNotContain("grad-cam", "random");
    assertThat(names("perturbation"))
        .containsExactly("occlusion", "feature-ablation", "rise", "lime", "kernel-shap");
    assertThat(names("all"))
        .containsAll(Methods.paper())
        .isEqualTo(Methods.explaining())
        .doesNotContain(Controls.AMPLITUDE);
  }

  private static List<String> names(String... asked) {
    return Methods.of(List.of(asked), Preset.PAPER, Map.of()).stream()
        .map(AttributionMethod::name)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "salience|''|unknown method 'salience' (did you mean 'saliency'?)",
        "integrated-gradient|''|(did you mean 'integrated-gradients'?): choose from all, paper,",
        "magic|''|unknown method 'magic': choose from all, paper, gradient, cam, perturbation",
        "smoothgrad|smoothgrad.drawz=3|unknown option 'smoothgrad.drawz' (did you mean 'draws'?)",
        "smoothgrad|saliency.abs=true|unknown option 'saliency.abs'",
        "smoothgrad|smoothgrda.draws=3|unknown method 'smoothgrda' (did you mean 'smoothgrad'?)",
        "smoothgrad|draws=3|write METHOD.OPTION=VALUE",
        "smoothgrad|deconvolution.draws=3|deconvolution has no options",
        "smoothgrad|smoothgrad.draws=0|smoothgrad.draws=0: must be a whole number from 1 to 10000",
        "smoothgrad|smoothgrad.draws=many|smoothgrad.draws=many: must be a whole number",
        "smoothgrad|smoothgrad.sigma=-1|smoothgrad.sigma=-1: must be a number that is not negative",
        "smoothgrad|smoothgrad.sigma=NaN|smoothgrad.sigma=NaN: must be",
        "smoothgrad|smoothgrad.signed=yes|smoothgrad.signed=yes: must be true or false",
        "deeplift|deeplift.baseline=median|deeplift.baseline=median: must be zero, mean",
        "grad-cam|grad-cam.interpolation=cubic|must be one of [linear, nearest]",
        "integrated-gradients|integrated-gradients.rule=simpson|[gauss-legendre, trapezoid]",
      })
  void mistakesAreNamed(String method, String option, String message) {
    assertThatThrownBy(() -> Methods.create(method, Preset.PAPER, options(option)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  @Test
  void optionsThatExcludeEachOtherAreRefusedTogether() {
    Map<String, String> both = Map.of("smoothgrad.sigma", "0.1", "smoothgrad.sigma-absolute", "2");
    assertThatThrownBy(() -> Methods.create("smoothgrad", Preset.PAPER, both))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("smoothgrad.sigma and smoothgrad.sigma-absolute are both set");
    Map<String, String> single =
        Map.of("integrated-gradients.rule", "trapezoid", "integrated-gradients.steps", "1");
    assertThatThrownBy(() -> Methods.create("integrated-gradients", Preset.PAPER, single))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("needs at least 2");
  }

  @Test
  void effectiveSettingsShowDefaultsAndWhatWasSet() {
    assertThat(Methods.settings("integrated-gradients", Preset.CAPTUM, Map.of()))
        .containsExactly(
            Map.entry("steps", "50"),
            Map.entry("rule", "gauss-legendre"),
            Map.entry("baseline", "zero"),
            Map.entry("multiply", "true"));
    assertThat(
            Methods.settings("smoothgrad", Preset.PAPER, Map.of("smoothgrad.sigma-absolute", "15")))
        .containsExactly(
            Map.entry("draws", "25"),
            Map.entry("sigma-absolute", "15.0"),
            Map.entry("of", "saliency"),
            Map.entry("signed", "false"));
  }

  /** What a manifest holds makes the same method again, also under the other preset. */
  @Test
  void effectiveSettingsMakeTheSameMethod() {
    for (String name : Methods.names()) {
      for (Preset preset : Preset.values()) {
        Map<String, String> options = new java.util.HashMap<>();
        Methods.settings(name, preset, Map.of())
            .forEach((option, value) -> options.put(name + "." + option, value));
        AttributionMethod method = Methods.create(name, preset, Map.of());
        for (Preset other : Preset.values()) {
          assertThat(Methods.create(name, other, options)).isEqualTo(method);
        }
      }
    }
  }

  @Test
  void distanceCountsLetters() {
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("flaw", "lawn")).isEqualTo(2);
  }

  @Test
  void presetsHaveNames() {
    assertThat(Preset.of("captum")).isEqualTo(Preset.CAPTUM);
    assertThatThrownBy(() -> Preset.of("fast"))
        .isInstanceOf(UserException.class)
        .hasMessage("unknown preset 'fast': choose one of [paper, captum]");
  }

  private static Map<String, String> options(String text) {
    int equals = text.indexOf('=');
    return equals < 0 ? Map.of() : Map.of(text.substring(0, equals), text.substring(equals + 1));
  }
}
