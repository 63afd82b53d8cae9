package org.ecglens.finished;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.percentile;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ecglens.attribution.Controls;
import org.ecglens.perturbation.Order;
import org.ecglens.report.page.ChosenCase;
import org.ecglens.report.page.ChosenCase.Reason;
import org.ecglens.report.paper.Case;
import org.ecglens.table.Tables;
import org.ecglens.verdict.TargetVerdict;

/**
 * Selects the records of a finished run to display. They are selected by the metric that decides
 * the verdict, most relevant first with one operator, and by the recommended method; where none is
 * recommended, by the mean over the methods. A target is explained with the first of its networks
 * by name. Records that lack the score of a method are skipped, and so are controls. The selection
 * does not depend on how Spark partitions the table; only the selected records reach the driver.
 */
public final class GalleryChoice {
  private static final UserDefinedFunction CONTROL =
      udf((String method) -> Controls.is(method), DataTypes.BooleanType);

  private static final StructType SUBJECTS =
      new StructType()
          .add("target", DataTypes.StringType, false)
          .add("model", DataTypes.StringType, false)
          .add("metric", DataTypes.StringType, false)
          .add("recommended", DataTypes.StringType, true);

  /** What cases are chosen for; nothing is recommended where that is null. */
  private record Subject(String target, String model, String metric, String recommended) {
    Row row() {
      return RowFactory.create(target, model, metric, recommended);
    }
  }

  private final SparkSession spark;
  private final FinishedRun run;

  /** Chooses from a run. */
  public GalleryChoice(SparkSession spark, FinishedRun run) {
    this.spark = spark;
    this.run = run;
  }

  /**
   * Chooses a typical, a best, a worst and a disputed case, then a second of each, and so on; no
   * record twice for a target.
   *
   * @param operator whose scores are looked at
   * @param targets of the run's verdict
   * @param perTarget how many cases for each target; fewer where there are not as many records
   * @return by target in the order of the verdict, then in the order of choice
   */
  public List<ChosenCase> choose(String operator, List<TargetVerdict> targets, int perTarget)
      throws IOException {
    List<Subject> subjects = new ArrayList<>();
    for (TargetVerdict target : targets) {
      target.networkNames().stream()
          .min(Comparator.naturalOrder())
          .ifPresent(
              network ->
                  subjects.add(
                      new Subject(target.target(), network, target.metric(), target.best())));
    }
    if (subjects.isEmpty()) {
      return List.of();
    }
    Map<String, List<Row>> candidates = new HashMap<>();
    candidates(operator, subjects, perTarget)
        .collectAsList()
        .forEach(
            row ->
                candidates.computeIfAbsent(row.getAs("target"), any -> new ArrayList<>()).add(row));
    List<ChosenCase> chosen = new ArrayList<>();
    for (Subject subject : subjects) {
      List<Row> records = candidates.getOrDefault(subject.target(), List.of());
      chosen.addAll(chosen(subject, records, perTarget));
    }
    return chosen;
  }

  /** The records that are among the first of any reason, with their places. */
  private Dataset<Row> candidates(String operator, List<Subject> subjects, int perTarget)
      throws IOException {
    Column ofRecommended = max(when(col("method").equalTo(col("recommended")), col("value")));
    // Summed in the order of methods, so that the last bit does not depend on partitions.
    Column mean = expr("aggregate(scores, 0D, (sum, one) -> sum + one.value) / size(scores)");
    WindowSpec target = Window.partitionBy("target");
    Dataset<Row> records =
        run.read(Tables.SCORES)
            .where(col("order").equalTo(Order.MORF.label()))
            .where(col("operator").equalTo(operator))
            .where(col("value").isNotNull().and(not(CONTROL.apply(col("method")))))
            .join(
                spark
                    .createDataFrame(subjects.stream().map(Subject::row).toList(), SUBJECTS)
                    .hint("broadcast"),
                new String[] {"target", "model", "metric"},
                "inner")
            .groupBy("target", "record_id", "recommended")
            .agg(
                sort_array(collect_list(struct("method", "value"))).as("scores"),
                ofRecommended.as("score"),
                max("value").minus(min("value")).as("spread"))
            .withColumn("complete", max(size(col("scores"))).over(target))
            .where(size(col("scores")).equalTo(col("complete")))
            .withColumn("score", when(col("recommended").isNull(), mean).otherwise(col("score")))
            .where(col("score").isNotNull())
            .withColumn("median", percentile(col("score"), lit(0.5)).over(target))
            .withColumn("records", count(lit(1)).over(target));
    Column among = lit(false);
    for (Reason reason : Reason.values()) {
      Column measure =
          switch (reason) {
            case TYPICAL -> abs(col("score").minus(col("median")));
            case BEST -> col("score").desc();
            case WORST -> col("score").asc();
            case DISPUTED -> col("spread").desc();
          };
      records =
          records.withColumn(
              reason.label(), row_number().over(target.orderBy(measure, col("record_id"))));
      among = among.or(col(reason.label()).leq(perTarget));
    }
    return records.where(among);
  }

  private static List<ChosenCase> chosen(Subject subject, List<Row> records, int perTarget) {
    Set<String> taken = new HashSet<>();
    List<ChosenCase> chosen = new ArrayList<>();
    int before = -1;
    while (chosen.size() > before) {
      before = chosen.size();
      for (Reason reason : Reason.values()) {
        if (chosen.size() < perTarget) {
          records.stream()
              .filter(row -> !taken.contains(row.<String>getAs("record_id")))
              .filter(row -> reason != Reason.DISPUTED || row.<Double>getAs("spread") > 0)
              .min(Comparator.comparing(row -> row.<Integer>getAs(reason.label())))
              .ifPresent(
                  row -> {
                    taken.add(row.getAs("record_id"));
                    chosen.add(chosenCase(subject, reason, row));
                  });
        }
      }
    }
    return chosen;
  }

  private static ChosenCase chosenCase(Subject subject, Reason reason, Row row) {
    Map<String, Double> scores = new HashMap<>();
    row.<Row>getList(row.fieldIndex("scores"))
        .forEach(score -> scores.put(score.getAs("method"), score.getAs("value")));
    return new ChosenCase(
        new Case(row.getAs("record_id"), subject.model(), subject.target()),
        reason,
        row.<Integer>getAs(reason.label()),
        row.<Long>getAs("records"),
        subject.metric(),
        subject.recommended(),
        row.<Double>getAs("score"),
        row.<Double>getAs("median"),
        scores);
  }
}
