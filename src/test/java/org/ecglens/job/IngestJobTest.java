package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.SharedFolder;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of WFDB records, made here, into tables. */
class IngestJobTest {
  @TempDir private Path folder;

  /** Two leads, digital values {@code first} and −{@code first} and the same plus one. */
  private void writeRecord(String name, int first) throws IOException {
    Path header = folder.resolve("input").resolve(name + ".hea");
    Files.createDirectories(header.getParent());
    String file = header.getFileName().toString().replace(".hea", ".dat");
    Files.writeString(
        header,
        """
        %s 2 500 2
        %s 16 500(0)/mV 16 0 0 0 0 ii
        %s 16 1(0)/uV 16 0 0 0 0 avl
        """
            .formatted(file.replace(".dat", ""), file, file));
    ByteBuffer samples = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    samples.putShort((short) first).putShort((short) -first);
    samples.putShort((short) (first + 1)).putShort((short) -32768);
    Files.write(header.resolveSibling(file), samples.array());
  }

  private String out() {
    return folder.resolve("out").toString();
  }

  private Result ingest(String... more) throws Exception {
    String[] arguments = new String[more.length + 1];
    System.arraycopy(more, 0, arguments, 0, more.length);
    arguments[more.length] = "--out=" + out();
    return Commands.run(new IngestJob(), arguments);
  }

  private List<Row> table(String name, String order) {
    return SparkSessions.local().read().parquet(out() + "/" + name).orderBy(order).collectAsList();
  }

  @Test
  void writesRecordsQuarantineAndManifest() throws Exception {
    writeRecord("a", 10);
    writeRecord("deep/er/b", 20);
    writeRecord("deep/short", 30);
    Path input = folder.resolve("input");
    Files.write(input.resolve("deep/short.dat"), new byte[4]);
    Files.writeString(input.resolve("deep/packed.hea"), "packed 1 250 3\na.dat 99 200 11\n");
    Result result = ingest("--input=" + input, "--format=wfdb");

    List<Row> records = table("records", "record_id");
    assertThat(records)
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("a", "deep/er/b");
    Row second = records.get(1);
    assertThat(second.<String>getList(second.fieldIndex("leads"))).containsExactly("II", "aVL");
    assertThat(second.<Float>getList(second.fieldIndex("signal")))
        .containsExactly(40f, 42f, -20f, Float.NaN);
    assertThat(second.<String>getAs("unit")).isEqualTo("uV");
    assertThat(second.<Double>getAs("sample_rate_hz")).isEqualTo(500);
    assertThat(second.<Integer>getAs("samples")).isEqualTo(2);
    assertThat(second.<String>getAs("source")).isEqualTo("wfdb");
    assertThat(second.<String>getAs("kind")).isEqualTo("rhythm");
    assertThat(second.isNullAt(second.fieldIndex("subject"))).isTrue();

    List<Row> quarantine = table("quarantine", "path");
    assertThat(quarantine)
        .extracting(row -> row.<String>getAs("stage"))
        .containsExactly("read", "read");
    assertThat(quarantine.get(0).<String>getAs("path")).endsWith("deep/packed.hea");
    assertThat(quarantine.get(0).<String>getAs("detail")).contains("packed.hea", "99");
    assertThat(quarantine.get(1).<String>getAs("path")).endsWith("deep/short.hea");
    assertThat(quarantine.get(1).<String>getAs("detail")).contains("short.dat", "holds 1 frames");

    JsonNode manifest = new ObjectMapper().readTree(folder.resolve("out/manifest.json").toFile());
    assertThat(manifest.get("command").asText()).isEqualTo("ingest");
    assertThat(manifest.get("records").asInt()).isEqualTo(4);
    assertThat(manifest.get("quarantined").asInt()).isEqualTo(2);
    assertThat(result.lines()).contains("4 records, 2 of them in quarantine");
  }

  @Test
  void implausibleAmplitudesGoToQuarantine() throws Exception {
    writeRecord("fine", 10);
    // 500 units are a mV in lead II: 60 mV.
    writeRecord("huge", 30_000);
    ingest("--input=" + folder.resolve("input"));
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("fine");
    Row row = table("quarantine", "record_id").get(0);
    assertThat(row.<String>getAs("record_id")).isEqualTo("huge");
    assertThat(row.<String>getAs("stage")).isEqualTo("ingest");
    assertThat(row.<String>getAs("reason")).isEqualTo("implausible-amplitude");
    assertThat(row.<String>getAs("detail"))
        .startsWith("lead II, sample 1: 60002.0 uV is more than 50 mV");
    ingest("--input=" + folder.resolve("input"), "--largest-amplitude=60.1", "--overwrite");
    assertThat(table("records", "record_id")).hasSize(2);
  }

  @Test
  void oneFileIsAnInputToo() throws Exception {
    writeRecord("a", 10);
    ingest("--input=" + folder.resolve("input/a.hea"));
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("a");
  }

  @Test
  void severalInputsAreReadTogether() throws Exception {
    writeRecord("one/a", 10);
    writeRecord("two/b", 20);
    Path input = folder.resolve("input");
    ingest("--input=" + input.resolve("one") + "," + input.resolve("two"));
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("a", "b");
  }

  @Test
  void anotherRunIsReplacedOnlyOnRequest() throws Exception {
    writeRecord("a", 10);
    String input = "--input=" + folder.resolve("input");
    ingest(input);
    writeRecord("b", 20);
    assertThatThrownBy(() -> ingest(input))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--overwrite");
    assertThat(table("records", "record_id")).hasSize(1);
    ingest(input, "--overwrite");
    assertThat(table("records", "record_id")).hasSize(2);
  }

  private void refused(String message, String... options) {
    assertThatThrownBy(() -> ingest(options))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
    assertThat(Path.of(out())).doesNotExist();
  }

  @Test
  void refusesInputsThatAreNotThere() throws Exception {
    Path absent = folder.resolve("absent");
    refused("--input " + absent, "--input=" + absent);
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("notes.txt"), "nothing");
    refused("(wfdb, muse", "--input=" + other);
    writeRecord("a", 10);
    refused("--format", "--input=" + folder.resolve("input"), "--format=xltek");
  }

  @Test
  void readsTheRecordsOfLudb() throws Exception {
    ingest("--input=" + SharedFolder.path("data/ludb"));
    List<Row> records = table("records", "record_id");
    assertThat(records).hasSize(80);
    assertThat(records)
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("record_id")).startsWith("data/");
              assertThat(row.<Integer>getAs("samples")).isEqualTo(5000);
            });
  }
}
