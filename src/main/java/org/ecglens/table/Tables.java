package org.ecglens.table;

import java.util.List;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;

/** All tables: what schedules, notebooks and other programs rely on. */
public final class Tables {
  /** {@link RecordRow}. */
  public static final Table<RecordRow> RECORDS = Table.of(RecordRow.class);

  /** {@link PredictionRow}. */
  public static final Table<PredictionRow> PREDICTIONS = Table.of(PredictionRow.class);

  /** {@link AttributionRow}. */
  public static final Table<AttributionRow> ATTRIBUTIONS = Table.of(AttributionRow.class);

  /** {@link RecordCurveRow}. */
  public static final Table<RecordCurveRow> RECORD_CURVES = Table.of(RecordCurveRow.class);

  /** {@link CurveRow}. */
  public static final Table<CurveRow> CURVES = Table.of(CurveRow.class);

  /** {@link ScoreRow}. */
  public static final Table<ScoreRow> SCORES = Table.of(ScoreRow.class);

  /** {@link SummaryRow}. */
  public static final Table<SummaryRow> SUMMARY = Table.of(SummaryRow.class);

  /** {@link SubjectRow}. */
  public static final Table<SubjectRow> SUBJECTS = Table.of(SubjectRow.class);

  /** {@link GroupRow}. */
  public static final Table<GroupRow> GROUPS = Table.of(GroupRow.class);

  /** {@link SubgroupRow}. */
  public static final Table<SubgroupRow> SUBGROUPS = Table.of(SubgroupRow.class);

  /** {@link RankingRow}. */
  public static final Table<RankingRow> RANKING = Table.of(RankingRow.class);

  /** {@link PairRow}. */
  public static final Table<PairRow> PAIRS = Table.of(PairRow.class);

  /** {@link QuarantineRow}. */
  public static final Table<QuarantineRow> QUARANTINE = Table.of(QuarantineRow.class);

  /** {@link NoticeRow}. */
  public static final Table<NoticeRow> NOTICES = Table.of(NoticeRow.class);

  /** {@link EpochRow}. */
  public static final Table<EpochRow> EPOCHS = Table.of(EpochRow.class);

  /** {@link TestErrorRow}. */
  public static final Table<TestErrorRow> TEST_ERRORS = Table.of(TestErrorRow.class);

  /** {@link PerformanceRow}. */
  public static final Table<PerformanceRow> PERFORMANCE = Table.of(PerformanceRow.class);

  /** {@link BlankedRow}. */
  public static final Table<BlankedRow> BLANKED = Table.of(BlankedRow.class);

  /** {@link BlankingRow}. */
  public static final Table<BlankingRow> BLANKING = Table.of(BlankingRow.class);

  /** {@link RatingRow}. */
  public static final Table<RatingRow> RATINGS = Table.of(RatingRow.class);

  /** {@link RatersRow}. */
  public static final Table<RatersRow> RATERS = Table.of(RatersRow.class);

  /** {@link ExpertsRow}. */
  public static final Table<ExpertsRow> EXPERTS = Table.of(ExpertsRow.class);

  /** {@link ComponentRow}. */
  public static final Table<ComponentRow> COMPONENTS = Table.of(ComponentRow.class);

  /** {@link AgreementRow}. */
  public static final Table<AgreementRow> AGREEMENT = Table.of(AgreementRow.class);

  /** {@link ConsistencyRow}. */
  public static final Table<ConsistencyRow> CONSISTENCY = Table.of(ConsistencyRow.class);

  /** {@link LocalisationRow}. */
  public static final Table<LocalisationRow> LOCALISATION = Table.of(LocalisationRow.class);

  /** {@link SanityRow}. */
  public static final Table<SanityRow> SANITY = Table.of(SanityRow.class);

  /** {@link StateRow}. */
  public static final Table<StateRow> STATES = Table.of(StateRow.class);

  /** {@link CostRow}. */
  public static final Table<CostRow> COST = Table.of(CostRow.class);

  /** {@link CostStateRow}. */
  public static final Table<CostStateRow> COST_STATES = Table.of(CostStateRow.class);

  /** In the order of the documentation. */
  public static final List<Table<?>> ALL =
      List.of(
          RECORDS,
          PREDICTIONS,
          ATTRIBUTIONS,
          RECORD_CURVES,
          CURVES,
          SCORES,
          SUMMARY,
          SUBJECTS,
          RANKING,
          PAIRS,
          COMPONENTS,
          SUBGROUPS,
          QUARANTINE,
          NOTICES,
          EPOCHS,
          TEST_ERRORS,
          PERFORMANCE,
          BLANKED,
          BLANKING,
          RATINGS,
          RATERS,
          EXPERTS,
          AGREEMENT,
          CONSISTENCY,
          LOCALISATION,
          SANITY,
          STATES,
          GROUPS,
          COST,
          COST_STATES);

  private Tables() {}

  /**
   * The table of a name.
   *
   * @param name of its folder
   * @throws UserException if there is none
   */
  public static Table<?> named(String name) {
    for (Table<?> table : ALL) {
      if (table.folder().equals(name)) {
        return table;
      }
    }
    throw Suggestion.unknown(
        "table",
        name,
        ALL.stream().filter(table -> !table.isInternal()).map(Table::folder).toList());
  }
}
