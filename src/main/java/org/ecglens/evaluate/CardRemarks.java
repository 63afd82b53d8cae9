package org.ecglens.evaluate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.model.InputRequirement;
import org.ecglens.model.ModelFile;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Mode;
import org.ecglens.plan.NetworkSpec;
import org.ecglens.plan.PerturbationSpec;
import org.ecglens.plan.ScaleRule;
import org.ecglens.records.RecordTable;

/**
 * What cards leave unchecked or name in vain among records: no failure, but a result that may not
 * be what its reader thinks.
 */
final class CardRemarks {
  private final NetworkSpec spec;
  private final RecordTable records;
  private List<String> labelNames;

  CardRemarks(NetworkSpec spec, RecordTable records) {
    this.spec = spec;
    this.records = records;
  }

  /**
   * Refuses labels of the command line that lead nowhere.
   *
   * @param targets all outputs of all networks
   * @throws UserException naming the label or output that does not exist, and those that do
   */
  void checkLabels(Collection<Target> targets) {
    spec.networks()
        .labels()
        .forEach(
            (output, label) -> {
              String option = "--label " + output + "=" + label + ": ";
              if (targets.stream().noneMatch(target -> target.isNamed(output))) {
                List<String> known = targets.stream().map(Target::name).distinct().toList();
                throw new UserException(
                    option
                        + "no network has the output "
                        + output
                        + "."
                        + suggestion(output, known)
                        + " The outputs are "
                        + String.join(", ", known)
                        + ".");
              }
              if (!labelNames().contains(label)) {
                throw new UserException(
                    option
                        + "no record has the label "
                        + label
                        + "."
                        + suggestion(label, labelNames())
                        + (labelNames().isEmpty()
                            ? " The records have no labels."
                            : " The records have " + String.join(", ", labelNames()) + "."));
              }
            });
  }

  private static String suggestion(String written, List<String> known) {
    return Suggestion.nearest(written, known)
        .map(name -> " Did you mean '" + name + "'?")
        .orElse("");
  }

  /** A line on each network without a card. */
  List<String> withoutCard(List<ModelFile> files) {
    return files.stream().filter(file -> file.cardPath().isEmpty()).map(this::noCard).toList();
  }

  /**
   * A line on each network whose card names labels that no record has.
   *
   * @param targets of each file that are looked at
   */
  List<String> withoutLabels(Map<ModelFile, List<Target>> targets) {
    return targets.entrySet().stream()
        .filter(network -> !network.getKey().card().targets().isEmpty())
        .map(network -> noLabels(network.getKey(), network.getValue()))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * A line on each network with outputs that are taken for quantities, but have labels of 0 and 1.
   *
   * @param targets of each file that are looked at
   */
  List<String> unsaidClasses(Map<ModelFile, List<Target>> targets) {
    Set<String> binary =
        records.binary(
            targets.values().stream()
                .flatMap(List::stream)
                .filter(target -> !target.isClass())
                .map(Target::label)
                .collect(Collectors.toCollection(TreeSet::new)));
    List<String> remarks = new ArrayList<>();
    targets.forEach(
        (file, looked) -> {
          String names =
              looked.stream()
                  .filter(target -> !target.isClass() && binary.contains(target.label()))
                  .map(Target::name)
                  .collect(Collectors.joining(", "));
          if (!names.isEmpty()) {
            remarks.add(
                "the labels of "
                    + names
                    + " of "
                    + file.name()
                    + " are 0 and 1, but nothing says that it is a class: it is judged as a quantity."
                    + " Say its \"kind\" in the card, logit or probability");
          }
        });
    return remarks;
  }

  private String noCard(ModelFile file) {
    return file.path()
        + " has no card: leads, rate and unit are not checked, the records go in as they are"
        + commonest()
        + file.misnamedCard()
            .map(
                other ->
                    ". Beside it lies "
                        + other
                        + ": did you mean "
                        + other.getFileName().toString().replaceFirst("\\.json$", ModelFile.CARD)
                        + "?")
            .orElse("");
  }

  private String commonest() {
    try {
      InputRequirement shape = records.commonest(List.of());
      return " (%d leads, %s Hz, %s)"
          .formatted(
              shape.leads(),
              BigDecimal.valueOf(shape.sampleRateHz()).stripTrailingZeros().toPlainString(),
              shape.unit());
    } catch (UserException e) {
      // No record says all of it: then there is nothing to tell.
      return "";
    }
  }

  private Optional<String> noLabels(ModelFile file, List<Target> looked) {
    Map<String, Target> missing = new LinkedHashMap<>();
    for (Target target : looked) {
      if (!labelNames().contains(target.label())) {
        missing.put(target.label(), target);
      }
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String which =
        missing.entrySet().stream()
            .map(
                entry ->
                    "%s that the card of %s names for %s"
                        .formatted(entry.getKey(), file.name(), entry.getValue().name()))
            .collect(Collectors.joining(", nor "));
    return Optional.of(
        "no record has the label "
            + which
            + ": errors are not computed"
            + (isScaled(missing.values()) ? ", and the scale is that of the predictions" : ""));
  }

  /** Whether labels would have been the scale. */
  private boolean isScaled(Collection<Target> targets) {
    PerturbationSpec perturbation = spec.perturbation();
    return perturbation != null
        && perturbation.mode() == Mode.CORRECTED
        && perturbation.scale() == ScaleRule.AUTO
        && targets.stream().anyMatch(target -> !target.isClass());
  }

  private List<String> labelNames() {
    if (labelNames == null) {
      labelNames = records.labelNames();
    }
    return labelNames;
  }
}
