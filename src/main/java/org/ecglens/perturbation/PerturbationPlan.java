package org.ecglens.perturbation;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.ecglens.error.UserException;
import org.ecglens.random.Draws;

/**
 * How records are perturbed.
 *
 * @param mode paper or corrected
 * @param operator what is done to a point
 * @param orders those of the mode, or some of them
 * @param iterations steps a curve has at most; a record with fewer features ends earlier
 * @param shape points or windows, the features that are ranked and perturbed
 * @param step features perturbed in each step
 * @param repeats noise draws; 1 in paper mode
 * @param dependent whether leads that follow from others do; free in paper mode
 * @param seed of the run
 */
public record PerturbationPlan(
    Mode mode,
    Operator operator,
    List<Order> orders,
    int iterations,
    FeatureShape shape,
    StepSize step,
    int repeats,
    DependentLeads dependent,
    long seed)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Checks that the parts fit.
   *
   * @throws UserException if they do not
   */
  public PerturbationPlan {
    orders = List.copyOf(orders);
    if (orders.isEmpty()) {
      throw new UserException("No perturbation order is given: name at least one.");
    }
    for (Order order : orders) {
      if (!mode.orders().contains(order)) {
        throw new UserException(
            "Order '"
                + order.label()
                + "' does not exist in "
                + mode.label()
                + " mode: use --mode corrected.");
      }
    }
    if (orders.stream().distinct().count() != orders.size()) {
      throw new UserException("A perturbation order is named twice: " + orders + ".");
    }
    if (iterations < 1) {
      throw new UserException("Iterations: " + iterations + "; at least 1 step is needed.");
    }
    if (repeats < 1 || (mode == Mode.PAPER && repeats != 1)) {
      throw new UserException(
          "Repeats: "
              + repeats
              + "; "
              + (mode == Mode.PAPER ? "paper mode has exactly 1." : "at least 1 is needed."));
    }
    if (mode == Mode.PAPER && dependent == DependentLeads.FOLLOW) {
      throw new UserException(
          "Dependent leads: in paper mode they are perturbed like all others; use --mode corrected,"
              + " or let them be free.");
    }
  }

  /** The mode's defaults with one feature a step, which is a point. */
  public static PerturbationPlan of(Mode mode, Operator operator, long seed) {
    return new PerturbationPlan(
        mode,
        operator,
        mode.orders(),
        mode.iterations(),
        FeatureShape.POINT,
        StepSize.ONE,
        mode.repeats(),
        mode.dependentLeads(),
        seed);
  }

  /** The same with other orders. */
  public PerturbationPlan withOrders(List<Order> changed) {
    return new PerturbationPlan(
        mode, operator, changed, iterations, shape, step, repeats, dependent, seed);
  }

  /** The same with another number of steps. */
  public PerturbationPlan withIterations(int changed) {
    return new PerturbationPlan(
        mode, operator, orders, changed, shape, step, repeats, dependent, seed);
  }

  /** The same with other features. */
  public PerturbationPlan withShape(FeatureShape changed) {
    return new PerturbationPlan(
        mode, operator, orders, iterations, changed, step, repeats, dependent, seed);
  }

  /** The same with another number of features a step. */
  public PerturbationPlan withStep(StepSize changed) {
    return new PerturbationPlan(
        mode, operator, orders, iterations, shape, changed, repeats, dependent, seed);
  }

  /** The same with another number of noise draws. */
  public PerturbationPlan withRepeats(int changed) {
    return new PerturbationPlan(
        mode, operator, orders, iterations, shape, step, changed, dependent, seed);
  }

  /** The same where leads that follow from others do, or are free. */
  public PerturbationPlan withDependentLeads(DependentLeads changed) {
    return new PerturbationPlan(
        mode, operator, orders, iterations, shape, step, repeats, changed, seed);
  }

  /** Steps of a record of so many features: all of them are perturbed at most once. */
  public int steps(int features) {
    return Math.min(iterations, (features - 1) / step.in(features) + 1);
  }

  /** Curves of an order: those that would be the same are made once. */
  public int repeats(Order order) {
    return order != Order.RANDOM && operator.deterministic() ? 1 : repeats;
  }

  /** The features of a record. */
  Features features(Signal signal) {
    return new Features(shape, dependent, signal);
  }

  /**
   * The order in which ties come, where {@link Order#MORF} has them.
   *
   * @return null where they come by index
   */
  int[] ties(String recordId, int features) {
    return mode == Mode.PAPER ? null : Draws.of(seed, recordId, "ties").permutation(features, 0);
  }

  /**
   * The points that are perturbed in the order {@link Order#MORF}; those of leads that follow from
   * others are not among them.
   *
   * @param map {@code [lead * samples + sample]}, finite
   */
  public PerturbedPoints mostRelevant(String recordId, float[] map, Signal signal) {
    Features features = features(signal);
    int all = features.count();
    int width = step.in(all);
    int[] ends = new int[steps(all) + 1];
    int count = (int) Math.min(all, (long) width * (ends.length - 1));
    int[] ranked = Ranking.mostRelevant(features.relevance(map), count, ties(recordId, all));
    Features.Ordered ordered = features.ordered(ranked);
    for (int step = 1; step < ends.length; step++) {
      ends[step] = ordered.start(step * width);
    }
    return new PerturbedPoints(ordered.points(), ends);
  }

  /**
   * The inputs to predict for some records before one network.
   *
   * @param model name of the network in random draws
   * @param methods names of the attribution methods, in the order of the maps
   * @param targets output indexes, in the order of the maps
   * @param records with their maps
   */
  public PerturbationRows rows(
      String model, List<String> methods, int[] targets, List<ExplainedRecord> records) {
    return rows(model, methods, Set.of(), targets, records);
  }

  /**
   * The same where some methods are perturbed in the order {@link Order#MORF} alone.
   *
   * @param inOneOrder names of those methods
   */
  public PerturbationRows rows(
      String model,
      List<String> methods,
      Set<String> inOneOrder,
      int[] targets,
      List<ExplainedRecord> records) {
    return new PerturbationRows(this, model, methods, inOneOrder, targets, records);
  }
}
