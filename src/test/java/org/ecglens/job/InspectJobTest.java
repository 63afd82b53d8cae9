package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.run.storage.TableWriter;
import org.ecglens.synth.SyntheticEcg;
import org.ecglens.table.QuarantineRow;
import org.ecglens.table.Tables;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class InspectJobTest {
  @TempDir private Path folder;

  private List<String> inspect(Path records, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--records=" + records);
    arguments.add("--out=" + folder.resolve("pictures"));
    return Commands.run(new InspectJob(), arguments.toArray(String[]::new)).lines();
  }

  /** A line without the number of blanks between its words. */
  private static List<String> words(List<String> lines) {
    return lines.stream().map(line -> line.strip().replaceAll(" +", " ")).toList();
  }

  private List<String> pictures() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("pictures"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Ecg ecg(String id, String unit, float[] signal, Map<String, Double> labels) {
    return new Ecg(
        id,
        "person-" + id.charAt(0),
        "made",
        Ecg.Kind.RHYTHM,
        List.of("i", "II"),
        250,
        unit,
        signal,
        labels,
        new Waves(1, 2, 3, 4, 5, 6, null, null, null));
  }

  @Test
  void countsWhatIsThere() throws Exception {
    float[] ramp = new float[2000];
    for (int i = 0; i < 1000; i++) {
      ramp[i] = i < 101 ? i : Float.NaN;
      ramp[1000 + i] = 7;
    }
    float[] flat = new float[2000];
    Arrays.fill(flat, -3);
    float[] millivolts = new float[1000];
    millivolts[3] = 1;
    Path run = folder.resolve("run");
    Records.write(
        Files.createDirectories(run.resolve("records")),
        List.of(
            ecg("a/1", "uV", ramp, Map.of("QT", 400.0, "dx:1", 1.0, "age", 50.0)),
            ecg("a/2", "uV", flat, Map.of("QT", 410.0, "dx:1", 1.0, "dx:2", 1.0)),
            ecg("b/1", "mV", millivolts, Map.of("QT", 500.0, "J", -20.0)),
            Records.noise("z")),
        2);
    var quarantined = new org.apache.hadoop.fs.Path(run.resolve("quarantine/0.parquet").toString());
    try (TableWriter writer =
        new TableWriter(quarantined, new Configuration(), Tables.QUARANTINE)) {
      writer.write(new QuarantineRow(null, "x.hea", "read", "unreadable", "detail of a file"));
      writer.write(new QuarantineRow(null, "y.hea", "read", "unreadable", "another"));
    }

    List<String> lines = words(inspect(run));
    assertThat(lines)
        .contains(
            "Records 4 in " + run,
            "Subjects 2 (known for 3 of 4 records)",
            "Kinds rhythm 3, median 1",
            "Sources made 3, noise 1",
            "Units uV 3, mV 1",
            "Sampling rates 250 Hz 3, 500 Hz 1",
            "Lengths 2 1,000 samples (4 s)",
            "1 500 samples (2 s)",
            "Leads 3 i II",
            "NaN samples 899 in 1 record",
            "Flat leads 3 records: II 3, I 1; all leads flat: 1 record",
            "QT 3 75.0 % 410 400 500 ms",
            "J 1 25.0 % -20 -20 -20 µV",
            "PR 0 0.0 % - - - ms",
            "dx:… 2 names: 1 2, 2 1",
            "Wave limits P 3 (75.0 %), QRS 3 (75.0 %), T end 0 (0.0 %)",
            "read unreadable 2",
            "Picture record a/1");
    assertThat(String.join("\n", lines)).doesNotContain("detail of a file", "person-");
    assertThat(pictures())
        .hasSize(2)
        .allMatch(name -> name.matches("a_1-[0-9a-f]{12}\\.(svg|png)"));
  }

  @Test
  void amplitudesAreMicrovoltsByLead() throws Exception {
    float[] signal = new float[1000];
    for (int i = 0; i < 500; i++) {
      signal[i] = (i % 101) / 1000f;
      signal[500 + i] = -2;
    }
    Path table = Records.write(folder.resolve("t"), List.of(ecg("a", "mV", signal, Map.of())), 1);
    List<String> lines = words(inspect(table));
    // 0 to 100 µV five times but for the last five: the 250th of 500 sorted values is 49.
    assertThat(lines)
        .contains("Amplitudes, µV", "I 0 0 24 49 74 99 100")
        .contains("II -2000 -2000 -2000 -2000 -2000 -2000 -2000");
  }

  @Test
  void drawsTheRecordThatIsAskedFor() throws Exception {
    SyntheticEcg synth = new SyntheticEcg(3, Ecg.Kind.MEDIAN);
    Path table = Records.write(folder.resolve("t"), List.of(synth.record(0), synth.record(1)), 1);
    String id = synth.record(1).recordId();
    List<String> lines = inspect(table, "--id=" + id);
    assertThat(pictures()).containsExactly(id + ".png", id + ".svg");
    assertThat(lines).last().asString().endsWith(id + ".png");
    assertThat(Files.readString(folder.resolve("pictures").resolve(id + ".svg")))
        .contains("ECG " + id, "caliper", "QT ");
    assertThatThrownBy(() -> inspect(table, "--id=" + id + "x"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Did you mean '" + id + "'?");
  }

  @Test
  void tablesOfOthersNeedOnlyTheColumnsOfASignal() throws Exception {
    String table = folder.resolve("other").toString();
    SparkSessions.local()
        .sql(
            """
            select 'x' as record_id, array('II') as leads, 100 as sample_rate_hz, 3 as samples,
              'adu' as unit, cast(array(1, 2, 3) as array<float>) as signal, 5 as source,
              'late' as waves
            union all select 'y', array('II'), 100, 4, 'adu', cast(array(1) as array<float>), 5, ''
            union all select 'z', null, 100, 4, 'adu', cast(array(1) as array<float>), 5, ''
            """)
        .write()
        .parquet(table);
    assertThat(words(inspect(Path.of(table))))
        .contains(
            "Records 3 in " + table,
            "Subjects not known",
            "Unusable 1 leads are missing",
            "1 signal does not hold leads × samples values",
            "Amplitudes, adu",
            "II 1 1 1 2 3 3 3");
    assertThatThrownBy(() -> inspect(Path.of(table), "--id=y"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("record 'y' cannot be drawn: signal does not hold");
  }

  @Test
  void drawsOnlyWhereItIsAsked() throws Exception {
    Path table = Records.write(folder.resolve("t"), List.of(Records.noise("z")), 1);
    assertThat(words(Commands.run(new InspectJob(), "--records=" + table).lines()))
        .contains("Records 1 in " + table)
        .noneMatch(line -> line.startsWith("Picture"));
    assertThat(words(inspect(table))).contains("Picture record z");
  }

  @Test
  void picturesGoToThisMachine() {
    assertThatThrownBy(
            () ->
                Commands.run(
                    new InspectJob(), "--records=" + folder, "--out=s3a://bucket/pictures"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--out");
  }
}
