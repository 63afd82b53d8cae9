package org.ecglens.perturbation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.ecglens.random.Draws;

/**
 * The inputs to predict for some records, methods, targets, orders, repeats and steps as one row
 * space, and the predictions as curves:
 *
 * <pre>{@code
 * PerturbationRows rows = plan.rows(model, methods, targets, records);
 * network.predict(rows.size(), rows::write, rows::accept);
 * List<RecordCurve> curves = rows.curves();
 * }</pre>
 *
 * <p>A record's unperturbed row is predicted once for all its curves, and its random orders once
 * for all methods and targets. Rows are written and predictions taken exactly once, each in
 * ascending order; predictions may lag behind rows.
 *
 * <p>{@link PerturbationNoise} is keyed by seed, model, record, repeat and point: a curve does not
 * depend on its batch, and two methods that rank alike have the same curve to the last bit, as they
 * share the draws (common random numbers). In paper mode each method and order has its own.
 */
public final class PerturbationRows {
  private final PerturbationPlan plan;
  private final String model;
  private final List<String> methods;
  private final Set<String> inOneOrder;
  private final int[] targets;
  private final List<ExplainedRecord> records;
  private final List<Features> features;
  private final List<SkippedMap> refusals = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private final int size;
  private final double[][] unperturbed;

  private final Cursor writing = new Cursor();
  private final Cursor reading = new Cursor();
  private int preparedRecord = -1;
  private Operator.Perturber perturber;
  private int[] ties;
  private Features.Ordered ranking;
  private Run ranked;
  private PerturbationNoise noise;
  private float[] state = {};

  /**
   * Consecutive rows: the steps of one curve, or the unperturbed record.
   *
   * @param method −1 where all methods share the rows
   * @param target −1 where all targets share the rows
   * @param order null for the unperturbed record
   * @param predictions {@code [target][step]}, one target unless shared
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Run(
      int record,
      int method,
      int target,
      Order order,
      int repeat,
      int rows,
      double[][] predictions) {

    boolean sharesRanking(Run other) {
      return other != null
          && record == other.record
          && method == other.method
          && target == other.target
          && order == other.order
          && order != Order.RANDOM;
    }
  }

  /** Where in the row space a stream is. */
  private static final class Cursor {
    int row;
    int run;
    int rowInRun;
  }

  PerturbationRows(
      PerturbationPlan plan,
      String model,
      List<String> methods,
      Set<String> inOneOrder,
      int[] targets,
      List<ExplainedRecord> records) {
    this.plan = plan;
    this.model = model;
    this.methods = List.copyOf(methods);
    this.inOneOrder = Set.copyOf(inOneOrder);
    this.targets = targets.clone();
    this.records = List.copyOf(records);
    this.features = records.stream().map(record -> plan.features(record.signal())).toList();
    this.unperturbed = new double[records.size()][targets.length];
    for (int record = 0; record < records.size(); record++) {
      addRuns(record);
    }
    this.size = runs.stream().mapToInt(Run::rows).reduce(0, Math::addExact);
  }

  private void addRuns(int record) {
    int steps = plan.steps(features.get(record).count());
    runs.add(new Run(record, -1, -1, null, 0, 1, null));
    if (plan.orders().contains(Order.RANDOM)) {
      for (int repeat = 0; repeat < plan.repeats(Order.RANDOM); repeat++) {
        double[][] predictions = new double[targets.length][steps + 1];
        runs.add(new Run(record, -1, -1, Order.RANDOM, repeat, steps, predictions));
      }
    }
    for (int method = 0; method < methods.size(); method++) {
      for (int target = 0; target < targets.length; target++) {
        SkippedMap refusal = refusal(record, method, target);
        if (refusal != null) {
          refusals.add(refusal);
          continue;
        }
        for (Order order : orders(methods.get(method))) {
          for (int repeat = 0; order != Order.RANDOM && repeat < plan.repeats(order); repeat++) {
            double[][] predictions = new double[1][steps + 1];
            runs.add(new Run(record, method, target, order, repeat, steps, predictions));
          }
        }
      }
    }
  }

  /** The orders in which the maps of a method are perturbed. */
  private List<Order> orders(String method) {
    return inOneOrder.contains(method)
        ? plan.orders().stream().filter(order -> order == Order.MORF).toList()
        : plan.orders();
  }

  /** Null for a map that can be ranked. */
  private SkippedMap refusal(int record, int method, int target) {
    ExplainedRecord explained = records.get(record);
    float[] map = explained.maps()[method][target];
    if (map.length == 0) {
      return new SkippedMap(
          explained.recordId(),
          methods.get(method),
          target,
          SkippedMap.Kind.ABSENT,
          "there is no map of this record");
    }
    String problem = notFinite(map, explained.signal());
    SkippedMap.Kind kind = SkippedMap.Kind.NOT_FINITE;
    if (problem == null && plan.mode() != Mode.PAPER) {
      problem = MapOrder.missing(map, features.get(record).relevance(map)).orElse(null);
      kind = SkippedMap.Kind.NO_ORDER;
    }
    return problem == null
        ? null
        : new SkippedMap(explained.recordId(), methods.get(method), target, kind, problem);
  }

  private static String notFinite(float[] map, Signal signal) {
    if (map.length != signal.size()) {
      throw new IllegalArgumentException(
          "a map of " + map.length + " points for a record of " + signal.size());
    }
    for (int point = 0; point < map.length; point++) {
      if (!Float.isFinite(map[point])) {
        return "attribution is "
            + map[point]
            + " at lead "
            + signal.lead(point)
            + ", sample "
            + point % signal.samples();
      }
    }
    return null;
  }

  /** Number of rows. */
  public int size() {
    return size;
  }

  /** Maps that cannot be ranked; they have no rows and no curves. */
  public List<SkippedMap> refusals() {
    return List.copyOf(refusals);
  }

  /**
   * Writes a perturbed record.
   *
   * @throws IllegalStateException if rows are not asked for in ascending order, each once
   */
  public void write(int row, float[] target, int offset) {
    Run run = next(writing, row);
    Signal signal = records.get(run.record()).signal();
    if (run.order() == null) {
      System.arraycopy(signal.values(), 0, target, offset, signal.size());
      return;
    }
    if (writing.rowInRun == 0) {
      begin(run, signal);
    }
    Features own = features.get(run.record());
    int width = plan.step().in(own.count());
    int from = ranking.start(writing.rowInRun * width);
    int to = ranking.start(writing.rowInRun * width + width);
    perturber.perturb(ranking.points(), from, to, state, noise);
    own.follow(state);
    System.arraycopy(state, 0, target, offset, signal.size());
  }

  /**
   * Takes the prediction of a row.
   *
   * @param outputs all outputs of the network
   * @throws IllegalStateException if predictions do not come in ascending order, each once
   */
  public void accept(int row, float[] outputs) {
    Run run = next(reading, row);
    if (run.order() == null) {
      for (int target = 0; target < targets.length; target++) {
        unperturbed[run.record()][target] = outputs[targets[target]];
      }
      return;
    }
    for (int kept = 0; kept < run.predictions().length; kept++) {
      int target = run.target() < 0 ? kept : run.target();
      run.predictions()[kept][0] = unperturbed[run.record()][target];
      run.predictions()[kept][reading.rowInRun + 1] = outputs[targets[target]];
    }
  }

  /**
   * All curves: by record; in it first those in random order, then by method, target, order and
   * repeat.
   *
   * @throws IllegalStateException if not all rows were predicted
   */
  public List<RecordCurve> curves() {
    if (reading.row != size) {
      throw new IllegalStateException(reading.row + " of " + size + " rows are predicted");
    }
    List<RecordCurve> curves = new ArrayList<>();
    for (Run run : runs) {
      if (run.order() == null) {
        continue;
      }
      int[] steps = new int[run.rows() + 1];
      Arrays.setAll(steps, i -> i);
      for (int kept = 0; kept < run.predictions().length; kept++) {
        curves.add(
            new RecordCurve(
                records.get(run.record()).recordId(),
                method(run),
                run.target() < 0 ? kept : run.target(),
                run.order(),
                plan.operator().name(),
                run.repeat(),
                steps,
                run.predictions()[kept]));
      }
    }
    return curves;
  }

  private Run next(Cursor cursor, int row) {
    if (row != cursor.row || row >= size) {
      throw new IllegalStateException(
          "row " + row + " of " + size + " instead of row " + cursor.row);
    }
    if (row > 0 && ++cursor.rowInRun == runs.get(cursor.run).rows()) {
      cursor.run++;
      cursor.rowInRun = 0;
    }
    cursor.row++;
    return runs.get(cursor.run);
  }

  private void begin(Run run, Signal signal) {
    if (preparedRecord != run.record()) {
      preparedRecord = run.record();
      perturber = plan.operator().on(signal);
      ties = plan.ties(records.get(run.record()).recordId(), features.get(run.record()).count());
    }
    if (!run.sharesRanking(ranked)) {
      ranking = features.get(run.record()).ordered(ranked(run));
      ranked = run;
    }
    noise = new PerturbationNoise(draws(run), run.repeat());
    state = signal.values().clone();
  }

  private Draws draws(Run run) {
    String recordId = records.get(run.record()).recordId();
    return plan.mode() == Mode.PAPER
        ? Draws.of(plan.seed(), model, recordId, method(run), run.order().label(), "perturbation")
        : Draws.of(plan.seed(), model, recordId, "perturbation");
  }

  /** As many features as the run perturbs, in its order. */
  private int[] ranked(Run run) {
    Features own = features.get(run.record());
    int all = own.count();
    int count = (int) Math.min(all, (long) run.rows() * plan.step().in(all));
    ExplainedRecord record = records.get(run.record());
    if (run.order() == Order.RANDOM) {
      Draws draws = Draws.of(plan.seed(), model, record.recordId(), "order");
      return Ranking.random(all, count, draws, run.repeat());
    }
    float[] relevance = own.relevance(record.maps()[run.method()][run.target()]);
    return run.order() == Order.MORF
        ? Ranking.mostRelevant(relevance, count, ties)
        : Ranking.leastRelevant(relevance, count, ties);
  }

  private String method(Run run) {
    return run.method() < 0 ? RecordCurve.NO_METHOD : methods.get(run.method());
  }
}
