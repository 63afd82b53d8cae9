package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.run.storage.SparkSchema;
import org.ecglens.table.Tables;
import org.ecglens.testing.Commands;
import org.ecglens.testing.SharedFolder;
import org.ecglens.testing.SparkSessions;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that make tables of records. */
@Tag("slow")
class SourceJobsTest {
  @TempDir Path folder;

  @Test
  void syntheticRecordsDoNotDependOnShards() throws Exception {
    Path one = synth("one", "--records=7", "--seed=3", "--shard-size=100");
    Path cut = synth("cut", "--records=7", "--seed=3", "--shard-size=2");
    assertThat(rows(cut)).isEqualTo(rows(one)).hasSize(7);
    assertThat(records(one).schema().simpleString())
        .isEqualTo(SparkSchema.of(Tables.RECORDS).simpleString());
    Path other = synth("other", "--records=7", "--seed=4");
    assertThat(rows(other)).isNotEqualTo(rows(one));
  }

  @Test
  void aMadeTableIsContinuedAndFeedsPrediction() throws Exception {
    Path made = synth("made", "--records=5", "--shard-size=2");
    List<String> before = rows(made);
    try (Stream<Path> markers = Files.list(made.resolve("_shards"))) {
      for (Path marker : markers.filter(file -> file.toString().contains("00001")).toList()) {
        Files.delete(marker);
      }
    }
    synth("made", "--records=5", "--shard-size=2");
    assertThat(rows(made)).isEqualTo(before);
    Commands.run(
        new PredictJob(),
        "--model=" + TestNetworks.residualSmall(),
        "--records=" + made,
        "--label=0=QT",
        "--out=" + folder.resolve("predicted"));
    Dataset<Row> predictions =
        SparkSessions.local().read().parquet(folder.resolve("predicted/predictions").toString());
    assertThat(predictions.where("label is not null").count()).isEqualTo(5);
  }

  @Test
  void filesOfTheChallengeAreRead() throws Exception {
    Path input = SharedFolder.path("data/cinc2021");
    Path out = folder.resolve("ingested");
    Commands.run(new IngestJob(), "--input=" + input, "--out=" + out, "--shard-size=16");
    Dataset<Row> records = records(out);
    assertThat(records.count()).isEqualTo(50);
    Row row = records.where("record_id = 'HR06000'").first();
    assertThat(row.<String>getList(row.fieldIndex("leads")))
        .containsExactly("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");
    assertThat(row.<String>getAs("unit")).isEqualTo("uV");
    // The header's line of lead I: its first value is the sample's digital number, at 1000 a mV.
    String lead = Files.readAllLines(input.resolve("HR06000.hea")).get(1);
    float first = Float.parseFloat(List.of(lead.split(" ", -1)).get(5));
    assertThat(row.<Float>getList(row.fieldIndex("signal")).get(0)).isEqualTo(first);
  }

  @Test
  void filesThatCannotBeReadGoToQuarantine() throws Exception {
    Path input = challengeFiles(2);
    Files.writeString(input.resolve("below/empty.hea"), "");
    Files.delete(input.resolve("below/record-1.mat"));
    Path out = folder.resolve("ingested");
    Result result = Commands.run(new IngestJob(), "--input=" + input, "--out=" + out);
    assertThat(records(out).select("record_id").as(org.apache.spark.sql.Encoders.STRING()).first())
        .isEqualTo("below/record-0");
    assertThat(
            SparkSessions.local()
                .read()
                .parquet(out.resolve("quarantine").toString())
                .orderBy("record_id")
                .collectAsList()
                .stream()
                .map(row -> row.<String>getAs("record_id")))
        .containsExactly("below/empty", "below/record-1");
    assertThat(result.lines()).contains("3 records, 2 of them in quarantine");
  }

  @Test
  void nothingStaysWhereNoFileCanBeRead() throws Exception {
    Path input = Files.createDirectories(folder.resolve("input"));
    Files.writeString(input.resolve("bad.hea"), "not a header");
    Path out = folder.resolve("ingested");
    assertThatThrownBy(() -> Commands.run(new IngestJob(), "--input=" + input, "--out=" + out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("bad.hea");
    assertThat(out).doesNotExist();
    Path none = Files.createDirectories(folder.resolve("none"));
    assertThatThrownBy(() -> Commands.run(new IngestJob(), "--input=" + none, "--out=" + out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no record of a known format");
  }

  /** Headers that name other records than their files do, as some real ones. */
  private Path challengeFiles(int records) throws IOException {
    Path input = folder.resolve("input");
    Path below = Files.createDirectories(input.resolve("below"));
    List<String> leads =
        List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");
    int samples = 1000;
    for (int i : IntStream.range(0, records).toArray()) {
      StringBuilder header = new StringBuilder("other-%d 12 500 %d\n".formatted(i, samples));
      for (String lead : leads) {
        header.append("record-%d.mat 16+24 1000/mV 16 0 0 0 0 %s\n".formatted(i, lead));
      }
      Files.writeString(below.resolve("record-" + i + ".hea"), header);
      // MATLAB's header of 24 bytes, then a column of all leads for each sample.
      ByteBuffer file =
          ByteBuffer.allocate(24 + 2 * leads.size() * samples).order(ByteOrder.LITTLE_ENDIAN);
      file.putInt(30).putInt(leads.size()).putInt(samples).putInt(0).putInt(4);
      file.put("val\0".getBytes(StandardCharsets.US_ASCII));
      for (int value = 0; value < leads.size() * samples; value++) {
        file.putShort((short) (value % 997 - 400));
      }
      Files.write(below.resolve("record-" + i + ".mat"), file.array());
    }
    return input;
  }

  private Path synth(String out, String... more) throws Exception {
    Path made = folder.resolve(out);
    Commands.run(
        new SynthJob(),
        Stream.concat(Stream.of("--out=" + made), Stream.of(more)).toArray(String[]::new));
    return made;
  }

  private static Dataset<Row> records(Path out) {
    return SparkSessions.local().read().parquet(out.resolve("records").toString());
  }

  private static List<String> rows(Path out) {
    return records(out).orderBy("record_id").toJSON().collectAsList();
  }
}
