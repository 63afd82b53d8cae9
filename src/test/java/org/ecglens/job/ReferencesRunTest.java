package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods that compare records with other records of the run. */
class ReferencesRunTest {
  @TempDir Path folder;

  /**
   * The references are the same records in any number of shards, and the gap says that they hold.
   */
  @Test
  void referencesDoNotDependOnShards() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(5), 2);
    String sets = "--option=deeplift-shap.count=3";
    List<Row> one = maps(attribute(records, "one", "--shard-size=100", sets));
    List<Row> four = maps(attribute(records, "four", "--shard-size=2", sets));
    assertThat(one).hasSize(10);
    for (int i = 0; i < one.size(); i++) {
      List<Float> expected = one.get(i).getList(2);
      List<Float> actual = four.get(i).getList(2);
      double largest = expected.stream().mapToDouble(Math::abs).max().orElseThrow();
      assertThat(largest).isPositive();
      for (int point = 0; point < expected.size(); point++) {
        assertThat((double) actual.get(point))
            .isCloseTo(expected.get(point), within(1e-3 * largest));
      }
    }
  }

  @Test
  void meansOfRecordsAreReferencesToo() throws Exception {
    Path records = Records.write(folder.resolve("records"), Records.noise(3), 1);
    Path run = attribute(records, "run", "--option=deeplift-shap.baselines=mean-record");
    assertThat(maps(run)).hasSize(6);
    assertThatThrownBy(
            () -> attribute(records, "other", "--option=deeplift-shap.baselines=class-means"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("explains no class; use mean-record or records");
  }

  private Path attribute(Path records, String out, String... more) throws Exception {
    Path run = folder.resolve(out);
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--model=" + TestNetworks.residualSmall());
    arguments.add("--records=" + records);
    arguments.add("--methods=deeplift-shap,expected-gradients");
    arguments.add("--option=expected-gradients.draws=4");
    arguments.add("--out=" + run);
    Commands.run(new AttributeJob(), arguments.toArray(String[]::new));
    return run;
  }

  private static List<Row> maps(Path run) {
    return SparkSessions.local()
        .read()
        .parquet(run.resolve("attributions").toString())
        .select("record_id", "method", "attribution")
        .orderBy("record_id", "method")
        .collectAsList();
  }
}
