package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ecglens.contributing.ExampleOwnMethod;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Methods that change the record, and a user's own, from the command line to the tables. */
@Tag("slow")
class PerturbationMethodsRunTest {
  private static final String OWN = ExampleOwnMethod.class.getName();

  @TempDir Path folder;

  private Path attribute(String out, String... more) throws Exception {
    Path records = folder.resolve("records");
    if (!Files.exists(records)) {
      Records.write(records, Records.noise(3), 2);
    }
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--methods=occlusion,kernel-shap,rise,saliency," + OWN);
    arguments.add("--option=occlusion.leads=all,rise.masks=20,kernel-shap.leads=all");
    arguments.add("--option=kernel-shap.samples=60");
    arguments.add("--model=" + TestNetworks.residualSmall());
    arguments.add("--records=" + records);
    arguments.add("--out=" + folder.resolve(out));
    Commands.run(new AttributeJob(), arguments.toArray(String[]::new));
    return folder.resolve(out);
  }

  private static List<Row> maps(Path run) {
    return SparkSessions.local()
        .read()
        .parquet(run.resolve("attributions").toString())
        .select("record_id", "method", "attribution", "standard_error", "delta")
        .orderBy("record_id", "method")
        .collectAsList();
  }

  @Test
  void mapsDependOnNeitherShardsNorMicroBatches() throws Exception {
    List<Row> whole = maps(attribute("whole", "--shard-size=100", "--micro-batch=64"));
    List<Row> cut = maps(attribute("cut", "--shard-size=1", "--micro-batch=7"));
    assertThat(whole).hasSize(3 * 5).hasSameSizeAs(cut);
    for (int i = 0; i < whole.size(); i++) {
      Row row = whole.get(i);
      List<Float> values = row.getList(2);
      List<Float> others = cut.get(i).getList(2);
      float largest = (float) values.stream().mapToDouble(Math::abs).max().orElseThrow();
      assertThat(largest).isPositive();
      for (int point = 0; point < values.size(); point++) {
        assertThat(others.get(point)).isCloseTo(values.get(point), within(2e-3f * largest));
      }
      String method = row.getString(1);
      assertThat(row.isNullAt(3)).isEqualTo(!List.of("kernel-shap", "rise").contains(method));
      assertThat(row.isNullAt(4)).isEqualTo(!method.equals("kernel-shap"));
      if (!row.isNullAt(3)) {
        assertThat(row.<Float>getList(3)).hasSameSizeAs(values).allMatch(error -> error > 0);
      }
    }
  }

  /** The run holds the name of the class and its options as those of any other method. */
  @Test
  void aMethodOfTheUsersOwnIsPartOfTheRun() throws Exception {
    Path run = attribute("own", "--option=" + OWN + ".power=1");
    assertThat(maps(run)).extracting(row -> row.getString(1)).contains(OWN);
    assertThat(run.resolve("_run.json")).content().contains(OWN, "\"" + OWN + ".power\"");
    attribute("own", "--option=" + OWN + ".power=1");
    assertThatThrownBy(() -> attribute("own", "--option=" + OWN + ".power=2"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another --option");
    assertThatThrownBy(() -> attribute("own", "--option=" + OWN + ".power=high"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Method " + OWN + ": java.lang.NumberFormatException");
  }
}
