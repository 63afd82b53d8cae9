package org.ecglens.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ecglens.check.CheckPlan;
import org.ecglens.check.RandomisedLayer;
import org.ecglens.check.SanityOutcome;
import org.ecglens.check.SumKind;
import org.ecglens.metric.Moments;
import org.ecglens.metric.Moments.Moment;
import org.ecglens.metric.map.Similarity;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.AgreementRow;
import org.ecglens.table.BlankingRow;
import org.ecglens.table.ConsistencyRow;
import org.ecglens.table.LocalisationRow;
import org.ecglens.table.SanityRow;
import org.ecglens.table.Table;
import org.ecglens.table.TableRow;
import org.ecglens.table.Tables;

/** The small tables of the checks. */
public final class CheckTables {
  private static final List<String> SHARES = List.of("share", "share-over-area");

  /** As sums of similarities are laid out. */
  private static final List<Similarity> SIMILARITIES = List.of(Similarity.values());

  private static final List<String> LIKENESS =
      SIMILARITIES.stream().map(Similarity::label).toList();

  private static final Moments NO_PAIRS =
      new Moments(
          new long[SIMILARITIES.size()],
          new double[SIMILARITIES.size()],
          new double[SIMILARITIES.size()]);

  private final RunTables tables;
  private final MergedStates states;
  private final CheckPlan checks;
  private final String preset;

  /**
   * Tables of a run whose shards are finished.
   *
   * @param states the sums of all shards
   * @param checks that the run has
   * @param preset of the methods
   */
  public CheckTables(RunTables tables, MergedStates states, CheckPlan checks, String preset) {
    this.tables = tables;
    this.states = states;
    this.checks = checks;
    this.preset = preset;
  }

  /** Computes the tables of the checks of the run, and returns their rows. */
  public CheckRows write() throws IOException {
    return new CheckRows(
        written(CheckPlan.AGREEMENT, Tables.AGREEMENT, this::agreement),
        written(CheckPlan.CONSISTENCY, Tables.CONSISTENCY, this::consistency),
        written(CheckPlan.LOCALISATION, Tables.LOCALISATION, this::localisation),
        written(CheckPlan.RANDOMISATION, Tables.SANITY, this::sanity),
        written(CheckPlan.BLANKING, Tables.BLANKING, this::blanking));
  }

  private <R extends TableRow> List<R> written(String check, Table<R> table, Supplier<List<R>> rows)
      throws IOException {
    return checks.has(check) ? tables.write(table, rows.get()) : List.of();
  }

  private List<AgreementRow> agreement() {
    return rows(
        SumKind.AGREEMENT,
        LIKENESS,
        (sum, metric, moment) ->
            AgreementRow.of(
                sum.model(), sum.target(), sum.method(), sum.detail(), preset, metric, moment));
  }

  private List<ConsistencyRow> consistency() {
    return rows(
        SumKind.CONSISTENCY,
        LIKENESS,
        (sum, metric, moment) ->
            ConsistencyRow.of(
                sum.target(), sum.method(), sum.model(), sum.detail(), preset, metric, moment));
  }

  private List<LocalisationRow> localisation() {
    return Stream.concat(
            shares(SumKind.WAVES, "wave").stream(), shares(SumKind.LEADS, "lead").stream())
        .toList();
  }

  private List<LocalisationRow> shares(SumKind kind, String region) {
    return rows(
        kind,
        SHARES,
        (sum, metric, moment) ->
            LocalisationRow.of(
                sum.model(),
                sum.target(),
                sum.method(),
                preset,
                region,
                sum.detail(),
                metric,
                moment));
  }

  /** Makes a row of one element of a sum. */
  private interface RowOf<R> {
    R row(MergedStates.Sum sum, String metric, Moment moment);
  }

  /** A row for each sum of a kind and each of its elements. */
  private <R> List<R> rows(SumKind kind, List<String> metrics, RowOf<R> rowOf) {
    List<R> rows = new ArrayList<>();
    for (MergedStates.Sum sum : states.of(kind)) {
      for (int i = 0; i < metrics.size(); i++) {
        rows.add(rowOf.row(sum, metrics.get(i), sum.moments().at(i)));
      }
    }
    return rows;
  }

  private List<SanityRow> sanity() {
    List<MergedStates.Sum> sums = states.of(SumKind.SANITY);
    Map<List<String>, Moments> pairs = new HashMap<>();
    Map<List<String>, Integer> deepest = new HashMap<>();
    List<Layer> layers = new ArrayList<>();
    for (MergedStates.Sum sum : sums) {
      List<String> key = List.of(sum.model(), sum.target(), sum.method());
      if (sum.detail().equals(RandomisedLayer.PAIRS)) {
        pairs.put(key, sum.moments());
      } else {
        RandomisedLayer layer = RandomisedLayer.of(sum.detail());
        layers.add(new Layer(sum, layer));
        deepest.merge(key, layer.depth(), Math::max);
      }
    }
    layers.sort(
        Comparator.comparing((Layer layer) -> layer.sum().model())
            .thenComparing(layer -> layer.sum().target())
            .thenComparing(layer -> layer.sum().method())
            .thenComparing(layer -> layer.layer().check())
            .thenComparing(layer -> layer.layer().depth()));
    List<SanityRow> rows = new ArrayList<>();
    for (Layer layer : layers) {
      MergedStates.Sum sum = layer.sum();
      List<String> key = List.of(sum.model(), sum.target(), sum.method());
      Moments pair = pairs.getOrDefault(key, NO_PAIRS);
      for (int i = 0; i < SIMILARITIES.size(); i++) {
        boolean decides =
            SIMILARITIES.get(i) == Similarity.SPEARMAN
                && layer.layer().check().equals(RandomisedLayer.CASCADING)
                && layer.layer().depth() == deepest.get(key);
        rows.add(row(layer, i, pair, decides));
      }
    }
    return rows;
  }

  private record Layer(MergedStates.Sum sum, RandomisedLayer layer) {}

  private SanityRow row(Layer layer, int i, Moments pairs, boolean decides) {
    MergedStates.Sum sum = layer.sum();
    Moment moment = sum.moments().at(i);
    Moment pair = pairs.at(i);
    SanityOutcome outcome = decides ? SanityOutcome.of(moment, pair) : SanityOutcome.UNDECIDED;
    return new SanityRow(
        sum.model(),
        sum.target(),
        sum.method(),
        preset,
        layer.layer().check(),
        layer.layer().depth(),
        layer.layer().layer(),
        LIKENESS.get(i),
        moment.n(),
        moment.mean(),
        moment.sd(),
        moment.ciLow(),
        moment.ciHigh(),
        pair.n(),
        pair.mean(),
        pair.ciLow(),
        pair.ciHigh(),
        outcome.outcome(),
        outcome.reason());
  }

  private List<BlankingRow> blanking() {
    List<BlankingRow> rows = new ArrayList<>();
    for (MergedStates.Sum sum : states.of(SumKind.BLANKING)) {
      Moment change = sum.moments().at(0);
      Moment error = sum.moments().at(1);
      rows.add(
          new BlankingRow(
              sum.model(),
              sum.target(),
              sum.detail(),
              change.n(),
              change.mean(),
              error.n(),
              error.mean(),
              sum.moments().at(2).mean()));
    }
    return rows;
  }
}
