package org.ecglens.ratings;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.run.RunFolder;
import org.ecglens.run.RunUpdate;
import org.ecglens.run.storage.RunTables;
import org.ecglens.table.ExpertsRow;
import org.ecglens.table.RatersRow;
import org.ecglens.table.RatingRow;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.Tables;

/**
 * Sets what experts say of heatmaps beside what a run's scores say: writes {@link Tables#RATINGS},
 * {@link Tables#RATERS} and {@link Tables#EXPERTS} into the run's folder, in the place of those
 * that are there. The same ratings and seed give the same tables.
 *
 * @param ratings the accepted ones
 * @param raters how far raters agree
 * @param experts how far experts and metrics agree
 * @param leftOut ratings of records that the run does not have
 * @param unknownRecords how many records those are
 */
public record RatingsComparison(
    List<RatingRow> ratings,
    List<RatersRow> raters,
    List<ExpertsRow> experts,
    int leftOut,
    int unknownRecords) {

  /**
   * Reads ratings, checks them against a run and writes the tables.
   *
   * @param folder a run that has the table {@code scores}
   * @param files of ratings, see {@link RatingsTable}
   * @param seed of the bootstrap
   * @throws UserException if the run has no scores, a file is no table of ratings, a rating is for
   *     a target or method that the run does not have, or none is for one of its records
   */
  public static RatingsComparison run(
      SparkSession spark, RunFolder folder, List<String> files, long seed) throws IOException {
    RatingsTable table = RatingsTable.read(spark, files);
    return new RunUpdate(spark, folder)
        .of(tables -> written(spark, tables, folder, table, files, seed));
  }

  private static RatingsComparison written(
      SparkSession spark,
      RunTables tables,
      RunFolder folder,
      RatingsTable table,
      List<String> files,
      long seed)
      throws IOException {
    Dataset<Row> scores = tables.read(Tables.SCORES);
    Row known =
        scores
            .agg(
                collect_set("target").as("targets"),
                collect_set("method").as("methods"),
                min("record_id").as("first"))
            .first();
    if (known.getAs("first") == null) {
      throw new UserException(
          folder.path() + " has no scores to compare with; name a folder of evaluate.");
    }
    Set<String> methods = names(known, "methods");
    methods.remove(RecordCurve.NO_METHOD);
    check("targets", table, RatingRow::target, names(known, "targets"));
    check("methods", table, RatingRow::method, methods);

    Map<ExpertRankings.Scores, Map<ExpertRankings.Cell, Double>> means = new HashMap<>();
    Set<String> records = means(spark, scores, table, means);
    List<RatingRow> accepted =
        table.ratings().stream()
            .map(RatingsTable.Rating::row)
            .filter(row -> records.contains(row.recordId()))
            .toList();
    if (accepted.isEmpty()) {
      throw new UserException(
          "--ratings "
              + String.join(",", files)
              + ": none of the rated records is in "
              + folder.path()
              + "; name records as its table scores does, for example '"
              + known.getAs("first")
              + "', not '"
              + table.ratings().get(0).row().recordId()
              + "'.");
    }
    RatingsComparison comparison =
        new RatingsComparison(
            accepted,
            RaterAgreement.rows(accepted, seed),
            ExpertRankings.rows(accepted, means, seed),
            table.ratings().size() - accepted.size(),
            ratedRecords(table).size() - records.size());
    tables.write(Tables.RATINGS, comparison.ratings());
    tables.write(Tables.RATERS, comparison.raters());
    tables.write(Tables.EXPERTS, comparison.experts());
    return comparison;
  }

  private static Set<String> names(Row row, String column) {
    return new TreeSet<>(row.<String>getList(row.fieldIndex(column)));
  }

  private static Set<String> ratedRecords(RatingsTable table) {
    return table.ratings().stream()
        .map(rating -> rating.row().recordId())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Means over networks and operators of the scores of rated records.
   *
   * @return the rated records that the run has
   */
  private static Set<String> means(
      SparkSession spark,
      Dataset<Row> scores,
      RatingsTable table,
      Map<ExpertRankings.Scores, Map<ExpertRankings.Cell, Double>> means) {
    Dataset<Row> rated =
        spark.createDataset(List.copyOf(ratedRecords(table)), Encoders.STRING()).toDF("record_id");
    List<Row> cells =
        scores
            .where(col("order").isin(Order.MORF.label(), ScoreRow.NONE))
            .join(broadcast(rated), "record_id")
            .groupBy("target", "metric", "order", "record_id", "method")
            // Sorted, so that sums do not depend on the cluster.
            .agg(
                sort_array(
                        collect_list(
                            when(
                                col("value").isNotNull(),
                                struct(col("model"), col("operator"), col("value")))))
                    .as("networks"))
            .collectAsList();
    Set<String> records = new HashSet<>();
    for (Row row : cells) {
      String record = row.getAs("record_id");
      records.add(record);
      Map<ExpertRankings.Cell, Double> own =
          means.computeIfAbsent(
              new ExpertRankings.Scores(
                  row.getAs("target"), row.getAs("metric"), row.getAs("order")),
              scoresOf -> new HashMap<>());
      row.<Row>getList(row.fieldIndex("networks")).stream()
          .mapToDouble(network -> network.<Double>getAs("value"))
          .average()
          .ifPresent(mean -> own.put(new ExpertRankings.Cell(record, row.getAs("method")), mean));
    }
    return records;
  }

  private static void check(
      String what,
      RatingsTable table,
      Function<RatingRow, String> column,
      Collection<String> known) {
    Map<String, String> unknown = new TreeMap<>();
    for (RatingsTable.Rating rating : table.ratings()) {
      String name = column.apply(rating.row());
      if (!known.contains(name)) {
        unknown.putIfAbsent(name, rating.where());
      }
    }
    if (!unknown.isEmpty()) {
      throw new UserException(
          "Ratings of %s that the run does not have: %s. Known: %s."
              .formatted(
                  what,
                  unknown.entrySet().stream()
                      .map(
                          name ->
                              "'%s' (%s%s)"
                                  .formatted(
                                      name.getKey(),
                                      name.getValue(),
                                      Suggestion.nearest(name.getKey(), known)
                                          .map(near -> "; did you mean '" + near + "'?")
                                          .orElse("")))
                      .collect(Collectors.joining(", ")),
                  String.join(", ", known)));
    }
  }
}
