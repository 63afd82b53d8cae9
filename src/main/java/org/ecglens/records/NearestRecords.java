package org.ecglens.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.levenshtein;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.error.Suggestion;
import org.ecglens.report.text.PlainText;

/** What a user who wrote an unknown record probably meant. */
public final class NearestRecords {
  private static final int MOST = 5;

  private NearestRecords() {}

  /**
   * The ids that are written most alike, as sentences that follow the mistake.
   *
   * @param rows with a column {@code record_id}
   */
  public static String of(Dataset<Row> rows, String written) {
    List<String> near =
        rows
            .select("record_id")
            .where("record_id is not null")
            .distinct()
            .orderBy(
                levenshtein(lower(col("record_id")), lit(written.toLowerCase(Locale.ROOT))),
                col("record_id"))
            .takeAsList(MOST)
            .stream()
            .map(row -> PlainText.of(row.<String>getAs("record_id"), 80))
            .toList();
    String hint =
        Suggestion.nearest(written, near).map(name -> " Did you mean '" + name + "'?").orElse("");
    return hint + " The nearest ids: " + String.join(", ", near) + ".";
  }
}
