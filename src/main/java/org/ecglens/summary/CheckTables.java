package org.ecglens.summary;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ecglens.check.CheckPlan;
import org.ecglens.check.SumKind;
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
  private static final List<String> LIKENESS =
      Arrays.stream(Similarity.values()).map(Similarity::label).toList();

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
        sanity(),
        written(CheckPlan.BLANKING, Tables.BLANKING, this::blanking));
  }

  private <R extends TableRow> List<R> written(String check, Table<R> table, Supplier<List<R>> rows)
      throws IOException {
    return checks.has(check) ? tables.write(table, rows.get()) : List.of();
  }

  private List<SanityRow> sanity() throws IOException {
    SanityTable table = new SanityTable(states::of, checks.thresholds(), preset);
    return CheckPlan.SANITY.stream().anyMatch(checks::has)
        ? tables.write(Tables.SANITY, table.rows())
        : List.of();
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
