package org.ecglens.finished;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.report.page.PageTable;
import org.ecglens.report.page.QuarantinePage;
import org.ecglens.run.storage.TableWriter;
import org.ecglens.table.CurveRow;
import org.ecglens.table.PairRow;
import org.ecglens.table.QuarantineRow;
import org.ecglens.table.Table;
import org.ecglens.table.Tables;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTablesTest {
  @TempDir Path folder;

  @Test
  void aRecordCountsOnceHoweverManyNetworksRefuseIt() throws Exception {
    try (TableWriter writer = table(Tables.QUARANTINE)) {
      for (String network : List.of("a", "b", "c")) {
        for (int record = 0; record < 7; record++) {
          String refusal = "network " + network + " wants another rate";
          writer.write(new QuarantineRow("r" + record, null, "fit", "sample-rate", refusal));
        }
      }
      writer.write(new QuarantineRow("r0", "r0.dat", "explain", "not-finite", "saliency"));
      writer.write(new QuarantineRow("r0", "r0.dat", "explain", "not-finite", "deeplift"));
      writer.write(new QuarantineRow(null, "notes.txt", "read", "no-recording", "no header"));
    }
    QuarantinePage page = tables().quarantine();
    assertThat(page.total()).as("seven records and a file").isEqualTo(8);
    assertThat(page.counts().columns()).containsExactly("stage", "reason", "count");
    assertThat(page.counts().rows())
        .containsExactly(
            List.of("fit", "sample-rate", 7L),
            List.of("explain", "not-finite", 1L),
            List.of("read", "no-recording", 1L));
    assertThat(page.examples().columns()).containsExactly("stage", "reason", "what", "detail");
    assertThat(page.examples().rows())
        .filteredOn(row -> row.get(0).equals("fit"))
        .extracting(row -> row.get(2))
        .containsExactly("r0", "r1", "r2", "r3", "r4");
    assertThat(page.examples().rows()).contains(List.of("explain", "not-finite", "r0", "deeplift"));
  }

  @Test
  void everyCurveKeepsItsLastStep() throws Exception {
    try (TableWriter writer = table(Tables.CURVES)) {
      curve(writer, "long", 1000);
      curve(writer, "short", 137);
    }
    PageTable curves = tables().tables().get("curves");
    List<Integer> shown = steps(curves, "short");
    assertThat(steps(curves, "long")).startsWith(0, 1, 2).endsWith(1000).hasSizeBetween(60, 90);
    assertThat(shown).endsWith(137).contains(25).doesNotContain(136).hasSizeLessThan(40);
  }

  /** Pairs with controls made of the methods' maps would be most of the page. */
  @Test
  void pairsAreOfMethodsAndPlainControls() throws Exception {
    List<String> names = List.of("saliency", "random", "population:saliency", "smoothed:saliency");
    try (TableWriter writer = table(Tables.PAIRS)) {
      for (int i = 0; i < names.size(); i++) {
        for (String other : names.subList(i + 1, names.size())) {
          writer.write(
              new PairRow(
                  "net",
                  "QT",
                  "paper",
                  "corrected",
                  "morf",
                  "add-noise",
                  "aopc",
                  names.get(i),
                  other,
                  16,
                  0.123456789,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null,
                  null));
        }
      }
    }
    PageTable pairs = tables().tables().get("pairs");
    assertThat(pairs.rows())
        .singleElement()
        .satisfies(row -> assertThat(row).contains("saliency", "random", 0.12346));
  }

  private static List<Integer> steps(PageTable curves, String model) {
    return curves.rows().stream()
        .filter(row -> row.get(curves.columns().indexOf("model")).equals(model))
        .map(row -> (Integer) row.get(curves.columns().indexOf("step")))
        .toList();
  }

  private static void curve(TableWriter writer, String model, int last) throws IOException {
    for (int step = 0; step <= last; step++) {
      writer.write(
          new CurveRow(
              model,
              "QT",
              "saliency",
              "paper",
              "corrected",
              "morf",
              "add-noise",
              step,
              9,
              0.5,
              null,
              null,
              null));
    }
  }

  private TableWriter table(Table<?> table) throws IOException {
    return new TableWriter(
        new org.apache.hadoop.fs.Path(folder.resolve(table.folder() + "/part.parquet").toString()),
        new Configuration(),
        table);
  }

  private ReportTables tables() throws IOException {
    Files.writeString(folder.resolve("manifest.json"), "{\"command\": \"evaluate\"}");
    return new ReportTables(FinishedRun.open(SparkSessions.local(), folder.toString()));
  }
}
