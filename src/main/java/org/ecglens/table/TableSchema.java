package org.ecglens.table;

import static org.ecglens.table.ColumnType.DOUBLE;
import static org.ecglens.table.ColumnType.DOUBLES;
import static org.ecglens.table.ColumnType.FLOATS;
import static org.ecglens.table.ColumnType.INT;
import static org.ecglens.table.ColumnType.INTS;
import static org.ecglens.table.ColumnType.LONG;
import static org.ecglens.table.ColumnType.LONGS;
import static org.ecglens.table.ColumnType.MEASURES;
import static org.ecglens.table.ColumnType.STRING;
import static org.ecglens.table.ColumnType.STRINGS;
import static org.ecglens.table.ColumnType.WAVES;
import static org.ecglens.table.ColumnType.WORDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.StructType;

/** The tables and their columns: what schedules, notebooks and other programs rely on. */
public enum TableSchema {
  /**
   * Electrocardiograms; {@code signal} is {@code [lead * samples + sample]}, {@code unmeasured}
   * says of labels that could not be measured why.
   */
  RECORDS(
      column("record_id", STRING),
      nullable("subject", STRING),
      column("source", STRING),
      column("kind", STRING),
      column("leads", STRINGS),
      column("sample_rate_hz", DOUBLE),
      column("samples", INT),
      column("unit", STRING),
      column("signal", FLOATS),
      column("labels", MEASURES),
      nullable("waves", WAVES),
      nullable("unmeasured", WORDS)),
  /** Outputs of networks, in the unit of the target. */
  PREDICTIONS(
      column("record_id", STRING),
      column("model", STRING),
      column("target", STRING),
      column("prediction", DOUBLE),
      nullable("label", DOUBLE)),
  /** Heatmaps; {@code attribution} is lead-major in the shape of the network's input. */
  ATTRIBUTIONS(
      column("record_id", STRING),
      column("model", STRING),
      column("target", STRING),
      column("method", STRING),
      column("preset", STRING),
      column("attribution", FLOATS),
      column("prediction", DOUBLE),
      nullable("delta", DOUBLE),
      column("zeros", INT)),
  /** Predictions while a record is perturbed, for each repeat. */
  RECORD_CURVES(
      column("record_id", STRING),
      column("model", STRING),
      column("target", STRING),
      column("method", STRING),
      column("preset", STRING),
      column("mode", STRING),
      column("order", STRING),
      column("operator", STRING),
      column("repeat", INT),
      column("steps", INTS),
      column("predictions", DOUBLES)),
  /** Mean curves over records. */
  CURVES(
      column("model", STRING),
      column("target", STRING),
      column("method", STRING),
      column("preset", STRING),
      column("mode", STRING),
      column("order", STRING),
      column("operator", STRING),
      column("step", INT),
      column("n", LONG),
      nullable("mean", DOUBLE),
      nullable("sd", DOUBLE),
      nullable("ci_low", DOUBLE),
      nullable("ci_high", DOUBLE)),
  /** What a curve of one record is worth. */
  SCORES(
      column("record_id", STRING),
      column("model", STRING),
      column("target", STRING),
      column("method", STRING),
      column("preset", STRING),
      column("mode", STRING),
      column("order", STRING),
      column("operator", STRING),
      column("metric", STRING),
      nullable("value", DOUBLE),
      nullable("reason", STRING)),
  /** Scores over records. */
  SUMMARY(
      column("model", STRING),
      column("target", STRING),
      column("method", STRING),
      column("preset", STRING),
      column("mode", STRING),
      column("order", STRING),
      column("operator", STRING),
      column("metric", STRING),
      column("n", LONG),
      nullable("mean", DOUBLE),
      nullable("sd", DOUBLE),
      nullable("median", DOUBLE),
      nullable("ci_low", DOUBLE),
      nullable("ci_high", DOUBLE)),
  /** Whose a record is; only records of which that is known. */
  SUBJECTS(column("record_id", STRING), column("subject", STRING)),
  /**
   * Methods compared on the same blocks: records that have a score of every method, or subjects
   * with the mean of their records. Model {@code *} is the mean over the models of a target. Places
   * share a number on ties; wins are against the method {@code random}; {@code reason} says why
   * something is null. Friedman's test and Nemenyi's critical difference are those of the group,
   * the same in all its rows.
   */
  RANKING(
      column("model", STRING),
      column("target", STRING),
      column("preset", STRING),
      column("mode", STRING),
      column("order", STRING),
      column("operator", STRING),
      column("metric", STRING),
      column("method", STRING),
      column("n", LONG),
      nullable("mean", DOUBLE),
      nullable("median", DOUBLE),
      nullable("mean_rank", DOUBLE),
      nullable("place", INT),
      nullable("win_rate", DOUBLE),
      nullable("win_low", DOUBLE),
      nullable("win_high", DOUBLE),
      nullable("friedman", DOUBLE),
      nullable("friedman_p", DOUBLE),
      nullable("critical_difference", DOUBLE),
      nullable("reason", STRING)),
  /**
   * Pairs of methods of {@link #RANKING}: differences are method less other, effect, d_z and win
   * rate are positive, or above a half, where method is the better one; {@code records_needed} are
   * subjects where there are some.
   */
  PAIRS(
      column("model", STRING),
      column("target", STRING),
      column("preset", STRING),
      column("mode", STRING),
      column("order", STRING),
      column("operator", STRING),
      column("metric", STRING),
      column("method", STRING),
      column("other", STRING),
      column("n", LONG),
      nullable("mean_difference", DOUBLE),
      nullable("median_difference", DOUBLE),
      nullable("wilcoxon", DOUBLE),
      nullable("p", DOUBLE),
      nullable("p_holm", DOUBLE),
      nullable("effect", DOUBLE),
      nullable("d_z", DOUBLE),
      nullable("win_rate", DOUBLE),
      nullable("nemenyi_p", DOUBLE),
      nullable("records_needed", LONG),
      nullable("reason", STRING)),
  /** What could not be used and why: a record, or a file that is not one. */
  QUARANTINE(
      nullable("record_id", STRING),
      nullable("path", STRING),
      column("stage", STRING),
      column("reason", STRING),
      column("detail", STRING)),
  /** How trainings went: losses in squared units, or in squared standard deviations; see card. */
  EPOCHS(
      column("model", STRING),
      column("target", STRING),
      column("seed", LONG),
      column("epoch", INT),
      column("training_loss", DOUBLE),
      column("validation_loss", DOUBLE),
      nullable("validation_error", DOUBLE),
      column("rate", DOUBLE),
      column("seconds", DOUBLE),
      column("examples_per_second", DOUBLE)),
  /** Errors of finished networks on records that took no part in their training. */
  TEST_ERRORS(
      column("model", STRING),
      column("target", STRING),
      column("seed", LONG),
      column("epoch", INT),
      column("n", INT),
      column("mean_absolute_error", DOUBLE),
      column("root_mean_square_error", DOUBLE),
      column("label_sd", DOUBLE)),
  /** Predictions of median beats before and after a wave is taken out of them. */
  BLANKED(
      column("record_id", STRING),
      column("model", STRING),
      column("target", STRING),
      column("wave", STRING),
      column("prediction", DOUBLE),
      column("blanked", DOUBLE),
      nullable("label", DOUBLE)),
  /**
   * What taking a wave out does: {@code change} is the mean absolute change of the prediction, the
   * errors are mean absolute errors before and after, of those records that have a label.
   */
  BLANKING(
      column("model", STRING),
      column("target", STRING),
      column("wave", STRING),
      column("n", LONG),
      column("change", DOUBLE),
      column("labelled", LONG),
      nullable("error", DOUBLE),
      nullable("blanked_error", DOUBLE)),
  /** What experts say of heatmaps, as far as it is about this run. */
  RATINGS(
      column("record_id", STRING),
      column("target", STRING),
      column("method", STRING),
      column("rater", STRING),
      column("question", STRING),
      column("value", DOUBLE)),
  /**
   * How far raters agree; target {@code *} is all of them. {@code reason} says why there is no
   * value, or no interval where the measure has one.
   */
  RATERS(
      column("target", STRING),
      column("question", STRING),
      column("measure", STRING),
      column("n_items", INT),
      column("n_raters", INT),
      nullable("value", DOUBLE),
      nullable("ci_low", DOUBLE),
      nullable("ci_high", DOUBLE),
      nullable("p", DOUBLE),
      nullable("reason", STRING)),
  /** Kendall's τ-b between the experts' ranking of the methods and that by a metric. */
  EXPERTS(
      column("target", STRING),
      column("question", STRING),
      column("metric", STRING),
      column("order", STRING),
      column("n_methods", INT),
      column("n_records", INT),
      nullable("tau", DOUBLE),
      nullable("ci_low", DOUBLE),
      nullable("ci_high", DOUBLE),
      nullable("p", DOUBLE),
      nullable("reason", STRING)),
  /** How alike the maps of two methods are, of the same record, network and target. */
  AGREEMENT(
      column("model", STRING),
      column("target", STRING),
      column("method", STRING),
      column("other", STRING),
      column("preset", STRING),
      column("metric", STRING),
      column("n", LONG),
      nullable("mean", DOUBLE),
      nullable("sd", DOUBLE),
      nullable("ci_low", DOUBLE),
      nullable("ci_high", DOUBLE)),
  /** How alike the maps of one method are on two networks of the same target. */
  CONSISTENCY(
      column("target", STRING),
      column("method", STRING),
      column("model", STRING),
      column("other", STRING),
      column("preset", STRING),
      column("metric", STRING),
      column("n", LONG),
      nullable("mean", DOUBLE),
      nullable("sd", DOUBLE),
      nullable("ci_low", DOUBLE),
      nullable("ci_high", DOUBLE)),
  /**
   * Where the absolute attribution lies: its {@code share} in each wave, the rest and each lead,
   * and {@code share-over-area}, which is 1 for a map without preference. {@code region} is wave or
   * lead.
   */
  LOCALISATION(
      column("model", STRING),
      column("target", STRING),
      column("method", STRING),
      column("preset", STRING),
      column("region", STRING),
      column("name", STRING),
      column("metric", STRING),
      column("n", LONG),
      nullable("mean", DOUBLE),
      nullable("sd", DOUBLE),
      nullable("ci_low", DOUBLE),
      nullable("ci_high", DOUBLE)),
  /**
   * What is left of a map when weights are randomised: similarity to the map of the trained
   * network, beside that of maps of different records ({@code pair_…}). {@code outcome} is {@code
   * pass}, {@code fail} or null, and stands in the row in which all layers are random.
   */
  SANITY(
      column("model", STRING),
      column("target", STRING),
      column("method", STRING),
      column("preset", STRING),
      column("check", STRING),
      column("depth", INT),
      column("layer", STRING),
      column("metric", STRING),
      column("n", LONG),
      nullable("mean", DOUBLE),
      nullable("sd", DOUBLE),
      nullable("ci_low", DOUBLE),
      nullable("ci_high", DOUBLE),
      column("pair_n", LONG),
      nullable("pair_mean", DOUBLE),
      nullable("pair_ci_low", DOUBLE),
      nullable("pair_ci_high", DOUBLE),
      nullable("outcome", STRING),
      nullable("reason", STRING)),
  /**
   * Sums that tables of means are made of, by shard: a run's own, not for readers. {@code kind} is
   * the table, {@code detail} what else its rows are told apart by.
   */
  STATES(
      column("kind", STRING),
      column("model", STRING),
      column("target", STRING),
      column("method", STRING),
      column("detail", STRING),
      column("n", LONGS),
      column("mean", DOUBLES),
      column("m2", DOUBLES)),
  /**
   * What a method costs for each record, all targets together: {@code milliseconds} and network
   * evaluations as if it ran alone, without the prediction, {@code forwards} in passes of the
   * record or of a changed one, {@code backwards} in such passes times targets; a pass of a
   * reference that all records share counts as time only. {@code peak_memory_mb} is the most memory
   * (10⁶ bytes) that a process running the method had resident meanwhile: heap, networks and tasks
   * beside it included, the GPU's memory not; null where the system does not tell.
   */
  COST(
      column("model", STRING),
      column("method", STRING),
      column("preset", STRING),
      column("n", LONG),
      column("milliseconds", DOUBLE),
      column("forwards", DOUBLE),
      column("backwards", DOUBLE),
      nullable("peak_memory_mb", DOUBLE)),
  /** Sums that {@link #COST} is made of, by shard: a run's own, not for readers. */
  COST_STATES(
      column("model", STRING),
      column("method", STRING),
      column("n", LONG),
      column("nanoseconds", LONG),
      column("forwards", LONG),
      column("backwards", LONG),
      nullable("peak_bytes", LONG));

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<Column> columns;

  TableSchema(Column... columns) {
    this.columns = List.of(columns);
  }

  /** Folder of the table below the run's; a name that begins with an underscore is internal. */
  public String folder() {
    return switch (this) {
      case STATES -> "_state";
      case COST_STATES -> "_cost";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  /** The columns in order. */
  public List<Column> columns() {
    return columns;
  }

  /** As Spark knows it. */
  public StructType structType() {
    StructType type = new StructType();
    for (Column column : columns) {
      type = type.add(column.name(), column.type().sparkType(), column.nullable());
    }
    return type;
  }

  /** As Parquet knows it. */
  public MessageType messageType() {
    List<Type> types = new ArrayList<>();
    for (Column column : columns) {
      types.add(column.type().parquetType(column.name(), column.nullable()));
    }
    return new MessageType(folder(), types);
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, false);
  }

  private static Column nullable(String name, ColumnType type) {
    return new Column(name, type, true);
  }
}
