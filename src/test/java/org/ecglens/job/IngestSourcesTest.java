package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.error.UserException;
import org.ecglens.io.dicom.DicomExample;
import org.ecglens.testing.Commands;
import org.ecglens.testing.SharedFolder;
import org.ecglens.testing.SparkSessions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats and collections through the job, and what must not come out of it. */
@Tag("slow")
class IngestSourcesTest {
  /** What nobody may find again. */
  private static final List<String> PLANTED =
      List.of("Zzyzx", "19470203", "MRN8675309", "complained");

  @TempDir private Path folder;

  private Path input;

  @BeforeEach
  void makeInput() throws IOException {
    input = Files.createDirectories(folder.resolve("input"));
    Files.writeString(folder.resolve("salt"), "a secret that only this test knows");
  }

  private void write(String name, String text) throws IOException {
    Path file = input.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
  }

  private Result ingest(String... more) throws Exception {
    List<String> arguments =
        Stream.concat(
                Stream.of("--out=" + out(), "--salt=" + folder.resolve("salt")), Stream.of(more))
            .toList();
    return Commands.run(new IngestJob(), arguments.toArray(String[]::new));
  }

  private Path out() {
    return folder.resolve("out");
  }

  private List<Row> table(String name, String order) {
    return SparkSessions.local().read().parquet(out() + "/" + name).orderBy(order).collectAsList();
  }

  private static Map<String, Double> labels(Row row) {
    return row.getJavaMap(row.fieldIndex("labels"));
  }

  private void wfdb(String name, String comments) throws IOException {
    String stem = name.substring(name.lastIndexOf('/') + 1);
    write(
        name + ".hea",
        "%s 1 500 2\n%s.dat 16 1(0)/uV 16 0 0 0 0 II\n%s".formatted(stem, stem, comments));
    Files.write(input.resolve(name + ".dat"), new byte[] {1, 0, 2, 0});
  }

  private static String muse() {
    return """
        <?xml version="1.0" encoding="ISO-8859-1"?><RestingECG>
        <PatientDemographics><PatientID>MRN8675309</PatientID><PatientLastName>Zzyzx</PatientLastName>
        <DateofBirth>19470203</DateofBirth><Gender>MALE</Gender></PatientDemographics>
        <Diagnosis><DiagnosisStatement><StmtText>complained of Zzyzx</StmtText></DiagnosisStatement>
        </Diagnosis>
        <Waveform><WaveformType>Rhythm</WaveformType><SampleBase>500</SampleBase><LeadData>
        <LeadSampleCountTotal>2</LeadSampleCountTotal>
        <LeadAmplitudeUnitsPerBit>5</LeadAmplitudeUnitsPerBit>
        <LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits><LeadID>II</LeadID>
        <WaveFormData>AQACAA==</WaveFormData></LeadData></Waveform></RestingECG>
        """;
  }

  private static String aecg(String digits) {
    return """
        <AnnotatedECG xmlns="urn:hl7-org:v3"><componentOf><timepointEvent><componentOf>
        <subjectAssignment><subject><trialSubject><id extension="MRN8675309"/>
        <subjectDemographicPerson><name>Zzyzx</name><birthTime value="19470203"/>
        </subjectDemographicPerson></trialSubject></subject></subjectAssignment></componentOf>
        </timepointEvent></componentOf>
        <pertainsTo><subjectFindingComment><text>complained</text></subjectFindingComment></pertainsTo>
        <component><series><code code="RHYTHM"/><component><sequenceSet>
        <component><sequence><code code="TIME_ABSOLUTE"/><value>
        <increment value="0.002" unit="s"/></value></sequence></component>
        <component><sequence><code code="MDC_ECG_LEAD_II"/><value><origin value="0" unit="uV"/>
        <scale value="5" unit="uV"/><digits>%s</digits></value></sequence></component>
        </sequenceSet></component></series></component></AnnotatedECG>
        """
        .formatted(digits);
  }

  @Test
  void namesMayHaveAnyCharacter() throws Exception {
    List<String> names =
        List.of("2020-01-01T10:00:00", "a,b", "c\"d'e", "f\ng", "h%20i#j?k", "[l]{m}", "n\\o");
    for (String name : names) {
      write(name + ".csv", "I,II\n1,2\n3,4\n");
    }
    wfdb("p:q/r:s", "");
    ingest("--input=" + input, "--measure=false");
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(names.stream(), Stream.of("p:q/r:s")).toList());
    ingest(
        "--input=" + input.resolve("a\\,b.csv") + "," + input.resolve("2020-01-01T10:00:00.csv"),
        "--measure=false",
        "--overwrite");
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("2020-01-01T10:00:00", "a,b");
  }

  /** Files of other formats beside recordings, and a recording that only its content shows. */
  @Test
  void foreignFilesAreNamedAndContentDecides() throws Exception {
    write("good.csv", "time_ms,II\n0,1\n4,3\n8,4\n");
    Files.write(input.resolve("IM0001"), DicomExample.file());
    wfdb("sub/w", "");
    write("sub/w.atr", "notes");
    write("sub/w.ecg", "annotations of WFDB");
    write("README.txt", "about");
    write("sub/.hidden", "x");
    Map<String, String> kinds =
        Map.of(
            "d.npy", "NumPy",
            "e.csv.gz", "gzip",
            "f.mat", "MATLAB",
            "g.txt", "text",
            "h.json", "JSON",
            "k", "binary",
            "x.xml", "GE CardioSoft");
    write("d.npy", "\u0093NUMPY\1");
    write("e.csv.gz", "\u001f\u008b\b");
    write("f.mat", "MATLAB 5.0 MAT-file, Zzyzx");
    write("g.txt", "Zzyzx complained");
    write("h.json", "{\"name\": \"Zzyzx\"}");
    write("k", "\1\2\3");
    write("x.xml", "<CardiologyXML><name>Zzyzx</name></CardiologyXML>");
    ingest("--input=" + input, "--measure=false");
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("IM0001", "good", "sub/w");
    List<Row> quarantine = table("quarantine", "record_id");
    assertThat(quarantine).hasSize(kinds.size());
    kinds.forEach(
        (name, kind) ->
            assertThat(quarantine)
                .filteredOn(row -> row.<String>getAs("path").endsWith("/" + name))
                .singleElement()
                .satisfies(
                    row -> {
                      assertThat(row.<String>getAs("detail")).contains("seems to be", kind);
                      assertThat(row.<String>getAs("reason"))
                          .isEqualTo(name.equals("x.xml") ? "no-recording" : "foreign");
                    }));
    assertThat(quarantine.toString()).doesNotContain("Zzyzx", "complained");
    ingest("--input=" + input, "--measure=false", "--format=dicom", "--overwrite");
    assertThat(table("records", "record_id")).hasSize(1);
    ingest("--input=" + input.resolve("IM0001"), "--measure=false", "--overwrite");
    assertThat(table("records", "record_id").get(0).<String>getAs("source")).isEqualTo("dicom");
    ingest("--input=" + input, "--measure=false", "--format=csv", "--overwrite");
    assertThat(out().resolve("quarantine")).doesNotExist();
  }

  /** What was left out or supposed stands in a table, in the manifest and on the terminal. */
  @Test
  void whatWasPeculiarIsANotice() throws Exception {
    write("a.csv", "II,Zzyzx,Patient\n1,2,3\n3,4,5\n");
    write("b.csv", "time_ms,II (uV),V1 (uV)\n0,1,NaN\n4,3,NaN\n8,4,NaN\n");
    Result result = ingest("--input=" + input, "--measure=false");
    assertThat(table("notices", "detail"))
        .extracting(
            row -> row.getAs("record_id") + " " + row.getAs("stage") + " " + row.getAs("kind"))
        .containsExactlyInAnyOrder(
            "a read left-out", "a read assumed", "a read assumed", "b check invalid-lead");
    assertThat(table("notices", "detail").toString())
        .contains("column 3 'Patient'", "500.0 Hz is assumed", "lead V1 has no valid sample")
        .doesNotContain("Zzyzx");
    assertThat(result.lines())
        .anyMatch(line -> line.contains("2  notices: assumed, for example: the source does not"))
        .anyMatch(line -> line.contains("1  notices: left-out, for example: "));
    assertThat(Files.readString(out().resolve("manifest.json")))
        .contains("\"notices/assumed\" : 2", "\"kind\" : \"left-out\"");
  }

  /** A median beat before the strip in the file. */
  @Test
  void whichWaveformIsTheRecordDoesNotDependOnMeasuring() throws Exception {
    String strip = muse();
    String beat =
        strip
            .substring(strip.indexOf("<Waveform>"), strip.indexOf("</RestingECG>"))
            .replace("Rhythm", "Median");
    write(
        "m.xml",
        strip.replace("<Waveform><WaveformType>Rhythm", beat + "<Waveform><WaveformType>Rhythm"));
    for (String measure : List.of("true", "false")) {
      ingest("--input=" + input, "--measure=" + measure, "--overwrite");
      assertThat(table("records", "record_id").get(0).<String>getAs("kind")).isEqualTo("rhythm");
    }
  }

  /** What a cart could not measure, in codes that its documentation does not name. */
  @Test
  void impossibleMeasuresOfTheSourceAreNullWithAReason() throws Exception {
    wfdb("files/1/1", "");
    write("record_list.csv", "subject_id,study_id,path\n7,1,files/1/1\n");
    write(
        "machine_measurements.csv",
        """
        study_id,rr_interval,p_onset,p_end,qrs_onset,qrs_end,t_end,p_axis,qrs_axis,t_axis
        1,909,-32768,128,170,258,12,-999,4096,75
        """);
    for (String measure : List.of("true", "false")) {
      ingest("--input=" + input, "--measure=" + measure, "--overwrite");
      Row row = table("records", "record_id").get(0);
      assertThat(labels(row)).containsOnlyKeys("rate", "QRS", "t_axis");
      Map<String, String> reasons = row.getJavaMap(row.fieldIndex("unmeasured"));
      assertThat(reasons.get("PR")).startsWith("the source says 32938 ms is not between 40 and 8");
      assertThat(reasons.get("QT")).startsWith("the source says -158 ms is not between 150 and 1");
      assertThat(reasons)
          .containsEntry("p_axis", "the source says -999 degrees is not between -180 and 360")
          .containsKey("qrs_axis");
    }
  }

  /** Readable and unreadable files of every format, each with a person in it. */
  @Test
  void nothingAboutThePersonComesOut() throws Exception {
    wfdb("w", "# Zzyzx born 19470203 MRN8675309 complained\n");
    write("broken.hea", "broken 1 500 2\nbroken.dat 16 x\n# Zzyzx MRN8675309\n");
    write("m.xml", muse());
    write("torn.xml", muse().substring(0, 500));
    write("a.xml", aecg("1 2"));
    write("a2.xml", aecg("1 Zzyzx"));
    Files.write(input.resolve("d.dcm"), DicomExample.file());
    Files.write(input.resolve("cut.dcm"), Arrays.copyOf(DicomExample.file(), 400));
    List<String> binary =
        List.of(
            "edf/plus.edf",
            "edf/gaps.edf",
            "edf/plus.bdf",
            "ishne/three.ecg",
            "scp/huffman.scp",
            "scp/high.scp");
    for (String file : binary) {
      byte[] content = Files.readAllBytes(Path.of("src/test/resources", file));
      String name = file.replace('/', '-');
      Files.write(input.resolve(name), content);
      Files.write(input.resolve("cut-" + name), Arrays.copyOf(content, content.length - 9));
      Files.write(input.resolve("torn-" + name), Arrays.copyOf(content, 300));
    }
    write("other.xml", "<letter>Zzyzx complained</letter>");
    write("v.csv", "II,Zzyzx\n1,2\n3,4\n");
    write("words.csv", "name,born\nZzyzx,19470203\n");
    Result result = ingest("--input=" + input, "--max-quarantined=1");

    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .contains("a", "d", "edf-plus.bdf", "edf-gaps", "ishne-three", "m", "scp-high", "w");
    Row muse =
        table("records", "record_id").stream()
            .filter(row -> row.<String>getAs("record_id").equals("m"))
            .findFirst()
            .orElseThrow();
    Row aecg = table("records", "record_id").get(0);
    assertThat(muse.<String>getAs("subject")).matches("[0-9a-f]{32}");
    assertThat(aecg.<String>getAs("subject")).isEqualTo(muse.<String>getAs("subject"));

    StringBuilder everything = new StringBuilder(String.join("\n", result.lines()));
    table("records", "record_id").forEach(row -> everything.append(row).append('\n'));
    table("quarantine", "path").forEach(row -> everything.append(row).append('\n'));
    try (Stream<Path> files = Files.walk(out())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        everything.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(everything.toString()).contains("a2.xml").doesNotContain(PLANTED);
  }

  @Test
  void ptbXlIsJoinedToItsTables() throws Exception {
    wfdb("ptb/records100/00000/00001_lr", "");
    wfdb("ptb/records500/00000/00001_hr", "");
    write(
        "ptb/ptbxl_database.csv",
        """
        ecg_id,patient_id,age,sex,report,scp_codes,strat_fold,filename_lr,filename_hr
        1,15709.0,56.0,1,complained,{'NORM': 100.0},3,records100/00000/00001_lr,records500/00000/00001_hr
        """);
    write("ptb/scp_statements.csv", ",description\nNORM,normal ECG\n");
    Result result = ingest("--input=" + input.resolve("ptb"));
    List<Row> records = table("records", "record_id");
    assertThat(records)
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("records100/00000/00001_lr", "records500/00000/00001_hr");
    assertThat(labels(records.get(1)))
        .containsEntry("scp:NORM", 100.0)
        .containsEntry("strat_fold", 3.0)
        .containsEntry("age", 56.0)
        .containsEntry("sex", 1.0);
    assertThat(records.get(0).<String>getAs("subject"))
        .isEqualTo(records.get(1).<String>getAs("subject"));
    assertThat(result.lines())
        .contains("PTB-XL: tables about 2 records in ptbxl_database.csv")
        .contains("2 records, 0 of them in quarantine");
  }

  @Test
  void anotherSecretMeansAnotherRun() throws Exception {
    write("m.xml", muse());
    ingest("--input=" + input);
    Files.writeString(folder.resolve("salt"), "a different secret of this test");
    assertThatThrownBy(() -> ingest("--input=" + input))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--salt");
    Files.writeString(folder.resolve("salt"), "short");
    assertThatThrownBy(() -> ingest("--input=" + input))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("5 bytes");
  }

  @Test
  void museAndAecgOfHospitals() throws Exception {
    ingest("--input=" + SharedFolder.path("data/muse-xml") + "," + SharedFolder.path("data/aecg"));
    List<Row> strips = table("records", "record_id");
    assertThat(strips)
        .extracting(row -> row.<String>getAs("record_id") + " " + row.<String>getAs("source"))
        .containsExactly("example1 muse", "example4 muse", "subject1_0 aecg");
    assertThat(strips).allSatisfy(row -> assertThat(row.<Integer>getAs("samples")).isEqualTo(5000));
    ingest("--input=" + SharedFolder.path("data/muse-xml"), "--beats=median", "--overwrite");
    List<Row> beats = table("records", "record_id");
    assertThat(beats)
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("kind")).isEqualTo("median");
              assertThat(row.<Integer>getAs("samples")).isEqualTo(600);
            });
    assertThat(labels(beats.get(0))).containsEntry("QT", 452.0);
    Row waves = beats.get(0).getAs("waves");
    assertThat(waves.<Integer>getAs("qrs_onset")).isEqualTo(216);
  }

  /** Files of h5py, see python/hdf5/make.py: two that have a beat, one that has only strips. */
  @Test
  void folderOfHdf5() throws Exception {
    for (String name : List.of("paper.h5", "half.h5", "several.h5")) {
      Files.copy(Path.of("src/test/resources/hdf5", name), input.resolve(name));
    }
    Result result = ingest("--input=" + input, "--max-quarantined=1");
    List<Row> records = table("records", "record_id");
    assertThat(records)
        .extracting(
            row -> row.getAs("record_id") + " " + row.getAs("source") + " " + row.getAs("kind"))
        .containsExactly("half hdf5 median", "paper hdf5 median");
    assertThat(labels(records.get(1))).containsEntry("QT", 402.0).doesNotContainKey("patid");
    assertThat(records.get(1).<String>getAs("subject")).matches("[0-9a-f]{32}");
    List<Row> quarantine = table("quarantine", "path");
    assertThat(quarantine).hasSize(1);
    assertThat(quarantine.get(0).toString())
        .contains("several.h5: there is no dataset median", "tracings [3][20][12]");
    assertThat(quarantine + " " + records + result.lines())
        .doesNotContain("8675309", "Zzyzx", "complained");
    ingest(
        "--input=" + input,
        "--dataset=odd",
        "--assume-unit=mV",
        // The values count up: they are no amplitudes.
        "--largest-amplitude=0",
        "--include=several.h5",
        "--overwrite");
    assertThat(table("records", "record_id").get(0).<String>getAs("kind")).isEqualTo("rhythm");
  }

  /** A second of a source without a unit that is really in mV, and the same with a unit. */
  @Test
  void amplitudesThatCannotBeInTheAssumedUnitAreSetAside() throws Exception {
    write("mv.csv", "II\n" + "0.9\n-0.9\n".repeat(250));
    write("said.csv", "II (uV)\tV1 (uV)\n" + "0.9\t1\n-0.9\t1\n".repeat(250));
    ingest("--input=" + input, "--measure=false");
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("said");
    assertThat(table("quarantine", "record_id"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<String>getAs("reason")).isEqualTo("implausible-amplitude");
              assertThat(row.<String>getAs("detail"))
                  .contains("no lead exceeds 1.80 uV", "--assume-unit");
            });
    ingest(
        "--input=" + input.resolve("mv.csv"),
        "--measure=false",
        "--assume-unit=0.1mV",
        "--overwrite");
    assertThat(table("records", "record_id").get(0).<Float>getList(8).get(0)).isEqualTo(90f);
    ingest(
        "--input=" + input.resolve("mv.csv"),
        "--measure=false",
        "--largest-amplitude=0",
        "--overwrite");
    assertThat(table("records", "record_id")).hasSize(1);
  }

  @Test
  void tablesBesideRecordingsAreSaidToBeNone() throws Exception {
    write("v.csv", "time_ms,II\n0,1\n4,3\n8,4\n");
    write("metadata.csv", "name,born\nZzyzx,19470203\n");
    write("letter.xml", "<letter>Zzyzx complained</letter>");
    write("torn.csv", "II\n1\nZzyzx\n");
    ingest("--input=" + input);
    assertThat(table("records", "record_id"))
        .singleElement()
        .satisfies(row -> assertThat(row.<Double>getAs("sample_rate_hz")).isEqualTo(250));
    assertThat(table("quarantine", "record_id"))
        .extracting(row -> row.<String>getAs("record_id") + " " + row.<String>getAs("reason"))
        .containsExactly("letter no-recording", "metadata no-recording", "torn unreadable");
  }

  @Test
  void aParquetRowWithoutUnitIsSetAside() throws Exception {
    String there = folder.resolve("units.parquet").toString();
    SparkSessions.local()
        .sql(
            "select 'a' as record_id, array(1.0D, 2.0D) as signal, array('II') as leads, 500 as"
                + " sample_rate_hz, 'mV' as unit union all select 'b', array(1.0D), array('II'),"
                + " 500, cast(null as string)")
        .write()
        .parquet(there);
    ingest("--input=" + there, "--format=parquet", "--measure=false");
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("a");
    assertThat(table("quarantine", "record_id"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<String>getAs("record_id")).isEqualTo("b");
              assertThat(row.<String>getAs("detail")).contains("unit is null");
            });
  }

  /** Columns of times in nanoseconds and of times of day, which Spark has no types for. */
  @Test
  void parquetColumnsThatSparkCannotReadDoNotMatter() throws Exception {
    Path there = Files.createDirectories(folder.resolve("foreign.parquet"));
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message m { required binary record_id (STRING); required double sample_rate_hz;"
                + " optional group leads (LIST) { repeated group list { required binary element"
                + " (STRING); } } optional group signal (LIST) { repeated group list { required"
                + " float element; } } optional int64 recorded (TIMESTAMP(NANOS,false)); optional"
                + " int64 clock (TIME(MICROS,false)); }");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(there.resolve("part-0.parquet")))
            .withType(schema)
            .build()) {
      Group row = new SimpleGroup(schema);
      row.append("record_id", "a").append("sample_rate_hz", 500.0);
      row.addGroup("leads").addGroup("list").append("element", "II");
      Group signal = row.addGroup("signal");
      signal.addGroup("list").append("element", 1.5f);
      signal.addGroup("list").append("element", -2f);
      writer.write(row.append("recorded", 1L).append("clock", 2L));
    }
    ingest("--input=" + there, "--format=parquet", "--measure=false");
    assertThat(table("records", "record_id").get(0).<Float>getList(8)).containsExactly(1.5f, -2f);
    assertThatThrownBy(
            () ->
                ingest(
                    "--input=" + there,
                    "--format=parquet",
                    "--columns=sample_rate_hz=recorded",
                    "--overwrite"))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("'recorded' for sample_rate_hz", "TIMESTAMP(NANOS,false)");
  }

  @Test
  void anyParquetTableWithAMapping() throws Exception {
    SparkSession spark = SparkSessions.local();
    String there = folder.resolve("theirs.parquet").toString();
    spark
        .sql(
            "select 7 as id, 'MRN8675309' as mrn, array(array(0.1D, 0.2D), array(1.0D, -1.0D)) as"
                + " ecg, array('i', 'LEAD II') as names, 250 as fs, 61.5 as hr union all select 8,"
                + " 'MRN8675309', array(array(0.1D), array(1.0D, -1.0D)), array('i', 'ii'), 250,"
                + " null")
        .write()
        .parquet(there);
    String columns =
        "--columns=record_id=id,subject=mrn,signal=ecg,leads=names,sample_rate_hz=fs,label.rate=hr";
    ingest("--input=" + there, columns, "--assume-unit=mV", "--format=parquet");
    List<Row> records = table("records", "record_id");
    assertThat(records).hasSize(1);
    Row row = records.get(0);
    assertThat(row.<String>getAs("record_id")).isEqualTo("7");
    assertThat(row.<String>getList(row.fieldIndex("leads"))).containsExactly("I", "II");
    assertThat(row.<Float>getList(row.fieldIndex("signal")))
        .containsExactly(100f, 200f, 1000f, -1000f);
    assertThat(row.<String>getAs("unit")).isEqualTo("uV");
    assertThat(labels(row)).containsEntry("rate", 61.5);
    assertThat(row.<String>getAs("subject")).matches("[0-9a-f]{32}");
    assertThat(table("quarantine", "record_id"))
        .extracting(bad -> bad.<String>getAs("record_id"))
        .containsExactly("8");
    assertThatThrownBy(
            () ->
                ingest(
                    "--input=" + there,
                    "--format=parquet",
                    "--columns=record_id=id,sample_rate_hz=fs,signal=ekg"))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("ekg", "mrn");
  }
}
