package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose records are divided into groups. */
@Tag("slow")
class SubgroupRunTest {
  private static final int RECORDS = 28;

  @TempDir Path folder;

  /**
   * Odd records are of sex 1, the last two of none; ages are 30, 31, …; record 0 has a diagnosis.
   */
  private static List<Ecg> records() {
    List<Ecg> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      Ecg ecg = Records.noise("record-" + i);
      Map<String, Double> labels = new HashMap<>(Map.of("age", 30.0 + i));
      if (i < RECORDS - 2) {
        labels.put("sex", i % 2.0);
      }
      if (i == 0) {
        labels.put("dx:1", 1.0);
      }
      records.add(
          ecg.withMeasurements(labels, ecg.waves()).withSubject(i < 4 ? "person-" + i / 2 : null));
    }
    return records;
  }

  private Path evaluate(Path records, String by) throws Exception {
    Path run = folder.resolve("run");
    Commands.run(
        new EvaluateJob(),
        "--model=" + TestNetworks.residualSmall(),
        "--records=" + records,
        "--out=" + run,
        "--methods=saliency,input-x-gradient,random",
        "--controls=none",
        "--operator=zero@point",
        "--iterations=4",
        "--repeats=1",
        "--shard-size=9",
        "--checks=none",
        "--by=" + by);
    return run;
  }

  @Test
  void groupsAreJudgedAndCompared() throws Exception {
    Path records = Records.write(folder.resolve("records"), records(), 2);
    Path run = evaluate(records, "sex,age:40:50,dx:1,age");
    JsonNode target =
        new ObjectMapper().readTree(run.resolve("verdict.json").toFile()).path("targets").path(0);
    assertThat(target.path("groups"))
        .extracting(
            group ->
                "%s %s %d/%d"
                    .formatted(
                        group.path("by").asText(),
                        group.path("group").asText(),
                        group.path("records").asLong(),
                        group.path("subjects").asLong()))
        .containsExactly(
            "sex 0 13/13",
            "sex 1 13/13",
            "sex not stated 2/2",
            "age:40:50 < 40 10/8",
            "age:40:50 40 to < 50 10/10",
            "age:40:50 ≥ 50 8/8",
            "dx:1 no 27/26",
            "dx:1 yes 1/1");
    JsonNode interactions = target.path("interactions");
    assertThat(interactions)
        .extracting(one -> one.path("by").asText())
        .containsExactly("sex", "age:40:50", "dx:1", "age");
    assertThat(interactions.path(0).path("groups"))
        .extracting(JsonNode::asText)
        .containsExactly("0", "1");
    assertThat(interactions.path(0).path("p").asDouble()).isBetween(0.0002, 1.0);
    assertThat(interactions.path(0).path("p_holm").asDouble())
        .isGreaterThanOrEqualTo(interactions.path(0).path("p").asDouble());
    assertThat(interactions.path(0).path("effect").asDouble()).isBetween(0.0, 1.0);
    assertThat(interactions.path(2).path("p").isNull()).isTrue();
    assertThat(interactions.path(3).path("reason").asText())
        .isEqualTo(
            "age has 28 values in these records, and at most 8 groups are made; name limits, as"
                + " in --by age:60");
    assertThat(Files.readAllLines(run.resolve("verdict.txt")))
        .anySatisfy(line -> assertThat(line).startsWith("  group         sex 0, 13 records: "))
        .anySatisfy(line -> assertThat(line).startsWith("Groups were looked at after all records"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    meansAreThoseOfTheScores(run);
    everyPartitioningGivesTheSame(run, records);
  }

  /** One operator: its scores are divided by their mean size over all groups. */
  private static void meansAreThoseOfTheScores(Path run) {
    Map<String, Double> scores = new HashMap<>();
    double size = 0;
    for (Row row :
        read(run, "scores")
            .where("order = 'morf' and metric = 'aopc-over-random' and value is not null")
            .collectAsList()) {
      scores.put(row.getAs("record_id") + " " + row.getAs("method"), row.getAs("value"));
      size += Math.abs(row.<Double>getAs("value"));
    }
    size /= scores.size();
    List<Row> rows = read(run, "subgroups").where("by = 'sex'").collectAsList();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(6);
    for (Row row : rows) {
      if (!row.getAs("group").equals("1")) {
        continue;
      }
      double mean = 0;
      for (int i = 1; i < RECORDS - 2; i += 2) {
        mean += scores.get("record-" + i + " " + row.getAs("method")) / 13;
      }
      assertThat(row.<Long>getAs("n")).isEqualTo(13);
      assertThat(row.<Double>getAs("mean")).isCloseTo(mean / size, within(1e-9));
      assertThat(row.<String>getAs("class"))
          .isIn("recommended", "undecided", "worse", "unsound", "control");
    }
  }

  private void everyPartitioningGivesTheSame(Path run, Path records) throws Exception {
    String before = Files.readString(run.resolve("verdict.json"));
    SparkSession spark = SparkSessions.local();
    String partitions = spark.conf().get("spark.sql.shuffle.partitions");
    spark.conf().set("spark.sql.shuffle.partitions", "7");
    try {
      evaluate(records, "sex,age:40:50,dx:1,age");
    } finally {
      spark.conf().set("spark.sql.shuffle.partitions", partitions);
    }
    assertThat(Files.readString(run.resolve("verdict.json"))).isEqualTo(before);
  }

  @Test
  void labelsThatNoRecordHasAreAMistake() throws Exception {
    Path records = Records.write(folder.resolve("records"), records(), 1);
    assertThatThrownBy(() -> evaluate(records, "sexe"))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Unknown label of the records in --by 'sexe'. Did you mean 'sex'? Known: age, dx:1,"
                + " sex, kind.");
  }

  private static Dataset<Row> read(Path run, String table) {
    return SparkSessions.local().read().parquet(run.resolve(table).toString());
  }
}
