package org.ecglens.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ecglens.error.UserException;

/**
 * Which outputs of networks a user looks at, and what of them.
 *
 * @param outputs names or indexes of the outputs; empty or {@link #ALL} for all
 * @param labels of outputs by the target's name or index
 * @param explain {@code logit} or {@code probability} for all classes, {@code logit:A-B} for a
 *     further target, the logit of A less that of B; empty for what the cards say
 */
public record TargetChoice(List<String> outputs, Map<String, String> labels, List<String> explain) {
  /** The word for all outputs. */
  public static final String ALL = "all";

  /** All outputs, as the cards say. */
  public static final TargetChoice USUAL = new TargetChoice(List.of(), Map.of(), List.of());

  private static final String DIFFERENCE = "logit:";

  /**
   * Copies the collections.
   *
   * @throws UserException if a word of {@code explain} is none
   */
  public TargetChoice {
    outputs = List.copyOf(outputs);
    labels = Map.copyOf(labels);
    explain = List.copyOf(explain);
    for (String word : explain) {
      if (!isDifference(word) && kind(word).isEmpty()) {
        throw new UserException(
            "--explain "
                + word
                + ": choose logit, probability or logit:A-B, where A and B are outputs.");
      }
    }
    if (explain.stream().filter(word -> !isDifference(word)).distinct().count() > 1) {
      throw new UserException(
          "--explain " + String.join(",", explain) + ": choose logit or probability.");
    }
  }

  private static boolean isDifference(String word) {
    return word.startsWith(DIFFERENCE) && word.indexOf('-') > DIFFERENCE.length();
  }

  private static Optional<TargetKind> kind(String word) {
    return TargetKind.of(word).filter(TargetKind::isClass);
  }

  /** Whether all outputs were asked for by the word. */
  public boolean isAll() {
    return outputs.equals(List.of(ALL));
  }

  /**
   * The targets that are looked at: the chosen outputs, then the differences. Differences alone
   * where they are asked for and no output is.
   *
   * @param network name for messages
   * @param all targets of the network
   * @param looked looks at the network for what a target leaves open
   * @throws UserException if an output does not exist
   */
  List<Target> among(String network, List<Target> all, UnaryOperator<Target> looked) {
    List<String> differences = explain.stream().filter(TargetChoice::isDifference).toList();
    List<Target> wanted = new ArrayList<>();
    if (isAll() || (outputs.isEmpty() && differences.isEmpty())) {
      wanted.addAll(all);
    } else {
      outputs.forEach(choice -> wanted.add(named("--outputs", network, choice, all)));
    }
    TargetKind asked =
        explain.stream()
            .filter(word -> !isDifference(word))
            .findFirst()
            .flatMap(TargetChoice::kind)
            .orElse(null);
    Map<String, Target> chosen = new LinkedHashMap<>();
    for (Target target : wanted) {
      Target found = looked.apply(labelled(target));
      chosen.putIfAbsent(
          target.name(),
          asked != null && found.isClass() ? looked.apply(found.explaining(asked)) : found);
    }
    for (String difference : differences) {
      Target target = difference(network, difference.substring(DIFFERENCE.length()), all);
      chosen.putIfAbsent(target.name(), looked.apply(labelled(target)));
    }
    return List.copyOf(chosen.values());
  }

  private static Target named(String option, String network, String choice, List<Target> all) {
    return find(choice, all)
        .orElseThrow(
            () ->
                new UserException(
                    option
                        + ": "
                        + network
                        + " has no output '"
                        + choice
                        + "'. Known: "
                        + String.join(", ", all.stream().map(Target::name).toList())
                        + "."));
  }

  private static Optional<Target> find(String choice, List<Target> all) {
    return all.stream().filter(target -> target.isNamed(choice)).findFirst();
  }

  /** Names may hold a hyphen themselves: the one that parts two known names is meant. */
  private static Target difference(String network, String names, List<Target> all) {
    for (int i = names.indexOf('-'); i > 0; i = names.indexOf('-', i + 1)) {
      Optional<Target> first = find(names.substring(0, i), all);
      Optional<Target> second = find(names.substring(i + 1), all);
      if (first.isPresent() && second.isPresent()) {
        String name = first.get().name() + "-" + second.get().name();
        return new Target(
            first.get().output(),
            name,
            first.get().unit(),
            name,
            first.get().kind(),
            TargetKind.LOGIT,
            first.get().overTime(),
            second.get().output(),
            first.get().region(),
            first.get().threshold());
      }
    }
    return named("--explain logit:" + names, network, names, all);
  }

  private Target labelled(Target target) {
    String label = labels.get(target.name());
    if (label == null) {
      label = labels.get(Integer.toString(target.output()));
    }
    return label == null ? target : target.labelled(label);
  }
}
