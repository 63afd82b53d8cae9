package org.ecglens.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelFile;
import org.ecglens.model.Target;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.plan.NetworkSpec;

/**
 * Many outputs are explained only for a user who asks for them: work, tables and verdict grow with
 * their number.
 */
final class ManyOutputs {
  /** As many are explained unasked. */
  private static final int MOST = 20;

  private static final int NAMED = 3;

  private ManyOutputs() {}

  /**
   * Checks that the targets of a network are few, or asked for.
   *
   * @param targets that would be looked at
   * @throws UserException with their number, their cost, and how to ask for them
   */
  static void check(NetworkSpec spec, ModelFile file, List<Target> targets) {
    boolean asked = !spec.networks().outputs().isEmpty();
    if (spec.methods() == null || asked || targets.size() <= MOST) {
      return;
    }
    throw new UserException(
        "%s: %s has %d outputs, more than %d are explained only when asked for: %s. Name those that you want, --outputs %s, or ask for all, --outputs all."
            .formatted(
                file.path(),
                file.name(),
                targets.size(),
                MOST,
                cost(spec, file, targets.size()),
                targets.stream().limit(NAMED).map(Target::name).collect(Collectors.joining(","))));
  }

  private static String cost(NetworkSpec spec, ModelFile file, int targets) {
    int methods = spec.methods().methods(file.card()).size();
    long maps = (long) methods * targets;
    if (spec.perturbation() == null) {
      return String.format(Locale.ROOT, "that is %,d maps for each record", maps);
    }
    // Some controls are maps of their own, others are made of each method's maps.
    int controls = spec.controls().ownMaps().size() + methods * spec.controls().derived().size();
    long rows =
        spec.perturbation().panel(spec.seed()).stream()
            .mapToLong(plan -> rows(plan, methods + controls))
            .sum();
    return String.format(
        Locale.ROOT,
        "for each record that is %,d maps and up to %,d predictions of perturbed records, %,d for each output",
        maps,
        rows * targets,
        rows);
  }

  /** Predictions for one output; a random order serves all maps. */
  private static long rows(PerturbationPlan plan, int maps) {
    long curves = 0;
    for (Order order : plan.orders()) {
      curves += (long) plan.repeats(order) * (order == Order.RANDOM ? 1 : maps);
    }
    return curves * plan.iterations();
  }
}
