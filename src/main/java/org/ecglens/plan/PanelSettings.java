package org.ecglens.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.AddNoise;
import org.ecglens.perturbation.NoisyLinearInterpolation;
import org.ecglens.perturbation.Operator;
import org.ecglens.perturbation.PerturbationOperators;
import org.ecglens.perturbation.WindowMean;

/**
 * The constants of the operators of a panel, by the operator's name and theirs, {@code
 * add-noise.scale}. The name of the operator can be left out where one operator alone has such a
 * constant.
 *
 * @param operators that have them
 */
record PanelSettings(List<PanelOperator> operators) {
  private static final String SEPARATOR = ".";

  /**
   * All constants, written out.
   *
   * @param settings as they were asked for
   * @return by name of the constant where there is one operator, else with that of the operator
   * @throws UserException if a name or value is unknown
   */
  Map<String, String> canonical(Map<String, String> settings) {
    Map<String, String> written = new TreeMap<>();
    for (PanelOperator operator : operators) {
      Map<String, String> own = own(operator, settings);
      constants(PerturbationOperators.create(operator.name(), own), own)
          .forEach(
              (name, value) ->
                  written.put(operators.size() == 1 ? name : prefix(operator) + name, value));
    }
    checkUsed(settings);
    return written;
  }

  /** The operator with its own constants. */
  Operator operator(PanelOperator operator, Map<String, String> settings) {
    return PerturbationOperators.create(operator.name(), own(operator, settings));
  }

  private Map<String, String> own(PanelOperator operator, Map<String, String> settings) {
    Map<String, String> own = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix(operator))) {
            own.put(key.substring(prefix(operator).length()), value);
          } else if (isBare(key)
              && (operators.size() == 1 || owners(key).equals(List.of(operator)))) {
            own.put(key, value);
          }
        });
    return own;
  }

  /** An operator alone is asked itself whether it knows a constant. */
  private void checkUsed(Map<String, String> settings) {
    for (String key : settings.keySet()) {
      if (!isBare(key) || operators.size() == 1) {
        continue;
      }
      List<PanelOperator> owners = owners(key);
      if (owners.isEmpty()) {
        throw Suggestion.unknown("--operator-option", key, known());
      }
      if (owners.size() > 1) {
        throw new UserException(
            "--operator-option %s: %s have such a constant; write %s%s=VALUE for one of them."
                .formatted(
                    key,
                    String.join(" and ", owners.stream().map(PanelOperator::name).toList()),
                    prefix(owners.get(0)),
                    key));
      }
    }
  }

  private boolean isBare(String key) {
    return operators.stream().noneMatch(operator -> key.startsWith(prefix(operator)));
  }

  private List<PanelOperator> owners(String key) {
    return operators.stream()
        .filter(operator -> PerturbationOperators.options(operator.name()).contains(key))
        .toList();
  }

  private List<String> known() {
    List<String> known = new ArrayList<>();
    for (PanelOperator operator : operators) {
      PerturbationOperators.options(operator.name())
          .forEach(option -> known.add(prefix(operator) + option));
    }
    return known;
  }

  private static String prefix(PanelOperator operator) {
    return operator.name() + SEPARATOR;
  }

  /** What an operator of a user's own makes of its constants is not known here: they stay. */
  private static Map<String, String> constants(Operator operator, Map<String, String> settings) {
    if (operator instanceof AddNoise noise) {
      return Map.of("scale", Double.toString(noise.scale()));
    }
    if (operator instanceof NoisyLinearInterpolation noisy) {
      return Map.of("scale", Double.toString(noisy.scale()));
    }
    if (operator instanceof WindowMean mean) {
      return Map.of("width", Integer.toString(mean.width()));
    }
    return settings;
  }
}
