package org.ecglens.finished;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.report.page.ChosenCase;
import org.ecglens.report.page.ChosenCase.Reason;
import org.ecglens.run.storage.TableWriter;
import org.ecglens.table.ScoreRow;
import org.ecglens.table.Tables;
import org.ecglens.testing.SparkSessions;
import org.ecglens.verdict.SampleVerdicts;
import org.ecglens.verdict.TargetVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryChoiceTest {
  private static final List<String> METHODS = List.of("deeplift", "saliency", "random");

  @TempDir Path folder;

  /**
   * Scores of saliency, by which the verdict decides: median 3 (record c). The methods lie furthest
   * apart in record e (9 − 5), then b (2 − 0.5).
   */
  private void sixRecords(TableWriter writer, String model) throws IOException {
    score(writer, "a", model, "QT", 1, 1, 70);
    score(writer, "b", model, "QT", 0.5, 2, 70);
    score(writer, "c", model, "QT", 3.5, 3, 70);
    score(writer, "d", model, "QT", 4.25, 4, -70);
    score(writer, "e", model, "QT", 5, 9, 70);
    // Without a score of saliency it takes no part.
    writer.write(row("f", model, "QT", "deeplift", "morf", "aopc", 100.0));
    writer.write(row("f", model, "QT", "saliency", "morf", "aopc", null));
  }

  @Test
  void choosesTypicalBestWorstAndDisputedRecords() throws Exception {
    try (TableWriter writer = scores()) {
      sixRecords(writer, "net-2");
      // The first network of the target is looked at, other orders and metrics are not.
      score(writer, "a", "net-3", "QT", 50, 50, 0);
      writer.write(row("a", "net-2", "QT", "saliency", "lerf", "aopc", 60.0));
      writer.write(row("a", "net-2", "QT", "saliency", "morf", "auc-25", 60.0));
    }
    List<ChosenCase> chosen = choose(4, verdict("QT", "saliency", "net-3", "net-2"));
    assertThat(chosen)
        .extracting(ChosenCase::reason)
        .containsExactly(Reason.TYPICAL, Reason.BEST, Reason.WORST, Reason.DISPUTED);
    assertThat(chosen)
        .extracting(one -> one.shown().recordId())
        .containsExactly("c", "e", "a", "b");
    assertThat(chosen).extracting(one -> one.shown().model()).containsOnly("net-2");
    // Of the disputed records the first is already there as the best one.
    assertThat(chosen).extracting(ChosenCase::place).containsExactly(1, 1, 1, 2);
    assertThat(chosen.get(1).scores())
        .containsExactly(Map.entry("deeplift", 5.0), Map.entry("saliency", 9.0));
    assertThat(chosen.get(0).why())
        .isEqualTo(
            "Here the score of saliency is closest to the median: 3 (aopc; median of 5 records:"
                + " 3).");
    assertThat(chosen.get(3).why())
        .isEqualTo(
            "Here the scores of the methods lie second furthest apart: from 0.5 (deeplift) to 2"
                + " (saliency); aopc, 5 records.");
  }

  @Test
  void goesRoundUntilThereAreEnoughAndTakesNoRecordTwice() throws Exception {
    try (TableWriter writer = scores()) {
      sixRecords(writer, "net");
    }
    List<TargetVerdict> verdict = verdict("QT", "saliency", "net");
    assertThat(choose(1, verdict)).extracting(ChosenCase::reason).containsExactly(Reason.TYPICAL);
    List<ChosenCase> all = choose(50, verdict);
    assertThat(all)
        .extracting(one -> one.shown().recordId())
        .containsExactly("c", "e", "a", "b", "d");
    // Record d is one step from the median, as b was.
    assertThat(all.get(4).reason()).isEqualTo(Reason.TYPICAL);
    assertThat(all.get(4).place()).isEqualTo(3);
    assertThat(choose(0, verdict)).isEmpty();
  }

  @Test
  void withoutARecommendationTheMeanOverTheMethodsDecides() throws Exception {
    try (TableWriter writer = scores()) {
      sixRecords(writer, "net");
    }
    // Means: a 1, b 1.25, c 3.25, d 4.125, e 7.
    List<ChosenCase> chosen = choose(3, verdict("QT", null, "net"));
    assertThat(chosen).extracting(one -> one.shown().recordId()).containsExactly("c", "e", "a");
    assertThat(chosen.get(1).score()).isEqualTo(7);
    assertThat(chosen.get(1).median()).isEqualTo(3.25);
    assertThat(chosen.get(1).why())
        .isEqualTo(
            "Here the mean score of the methods is highest: 7 (aopc; median of 5 records: 3.25).");
  }

  @Test
  void everyTargetHasItsOwnCasesAndOneWithoutScoresHasNone() throws Exception {
    try (TableWriter writer = scores()) {
      sixRecords(writer, "net");
      score(writer, "z", "other", "R", 1, 1, 1);
    }
    List<TargetVerdict> verdict =
        Stream.of(
                verdict("QT", null, "net"),
                verdict("R", "deeplift", "other"),
                verdict("PR", null, "net"))
            .flatMap(List::stream)
            .toList();
    List<ChosenCase> chosen = choose(2, verdict);
    assertThat(chosen)
        .extracting(one -> one.shown().target() + " " + one.shown().recordId())
        .containsExactly("QT c", "QT e", "R z");
  }

  private List<ChosenCase> choose(int perTarget, List<TargetVerdict> verdict) throws IOException {
    Files.writeString(folder.resolve("manifest.json"), "{\"command\": \"evaluate\"}");
    FinishedRun run = FinishedRun.open(SparkSessions.local(), folder.toString());
    return new GalleryChoice(SparkSessions.local(), run).choose("add-noise", verdict, perTarget);
  }

  private static List<TargetVerdict> verdict(
      String target, String recommended, String... networks) {
    return List.of(
        SampleVerdicts.of(
            target, recommended, List.of(), List.of(), List.of(), "aopc", List.of(networks)));
  }

  private TableWriter scores() throws IOException {
    return new TableWriter(
        new org.apache.hadoop.fs.Path(folder.resolve("scores/part.parquet").toString()),
        new Configuration(),
        Tables.SCORES);
  }

  private static void score(
      TableWriter writer, String record, String model, String target, double... values)
      throws IOException {
    for (int i = 0; i < values.length; i++) {
      writer.write(row(record, model, target, METHODS.get(i), "morf", "aopc", values[i]));
    }
  }

  private static ScoreRow row(
      String record,
      String model,
      String target,
      String method,
      String order,
      String metric,
      Double value) {
    return new ScoreRow(
        record,
        model,
        target,
        method,
        "paper",
        "corrected",
        order,
        "add-noise",
        metric,
        value,
        value == null ? "not finite" : null);
  }
}
