package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
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
      List.of("Zzyzx", "19470203", "1947-02-03", "MRN8675309", "complained");

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

  private static String cardioSoft(String digits) {
    return """
        <?xml version="1.0" encoding="ISO8859-1" ?><CardiologyXML>
        <PatientInfo><PID>MRN8675309</PID><Name><FamilyName>Zzyzx</FamilyName></Name>
        <BirthDateTime>19470203</BirthDateTime></PatientInfo>
        <Interpretation><DiagnosisText>complained</DiagnosisText></Interpretation>
        <StripData><SampleRate>500</SampleRate><Resolution units="uVperLsb">5</Resolution>
        <WaveformData lead="II">%s</WaveformData></StripData></CardiologyXML>
        """
        .formatted(digits);
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
            "d.nc", "NetCDF",
            "e.gz", "text, compressed by gzip",
            "f.mat", "MATLAB",
            "g.txt", "text",
            "h.json", "JSON",
            "k", "binary",
            "x.xml", "Schiller XML");
    write("d.nc", "CDF\1");
    Files.write(input.resolve("e.gz"), packed("Zzyzx complained"));
    write("f.mat", "MATLAB 5.0 MAT-file, Zzyzx");
    write("g.txt", "Zzyzx complained");
    write("h.json", "{\"name\": \"Zzyzx\"}");
    write("k", "\1\2\3");
    write("x.xml", "<examdescript><name>Zzyzx</name></examdescript>");
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
                          .isEqualTo(name.matches("x.xml|f.mat") ? "no-recording" : "foreign");
                    }));
    assertThat(quarantine.toString()).doesNotContain("Zzyzx", "complained");
    ingest("--input=" + input, "--measure=false", "--format=dicom", "--overwrite");
    assertThat(table("records", "record_id")).hasSize(1);
    ingest("--input=" + input.resolve("IM0001"), "--measure=false", "--overwrite");
    assertThat(table("records", "record_id").get(0).<String>getAs("source")).isEqualTo("dicom");
    ingest("--input=" + input, "--measure=false", "--format=csv", "--overwrite");
    assertThat(out().resolve("quarantine")).doesNotExist();
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  @Test
  void compressedFilesAreReadAsWhatTheyHold() throws Exception {
    Files.write(input.resolve("a.csv.gz"), packed("time_ms,II\n0,1\n4,3\n8,4\n"));
    Files.write(input.resolve("m.XML.GZ"), packed(muse()));
    Files.write(input.resolve("n.xml"), packed(muse()));
    Files.write(input.resolve("unnamed"), packed(aecg("1 2")));
    write("plain.csv.gz", "II\n1\n3\n");
    write("both.csv", "II\n1\n3\n");
    Files.write(input.resolve("both.csv.gz"), packed("II\n1\n3\n"));
    Files.write(input.resolve("torn.csv.gz"), Arrays.copyOf(packed("II,Zzyzx\n1\n3\n"), 15));
    ingest("--input=" + input, "--measure=false", "--max-quarantined=1");
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id") + " " + row.<String>getAs("source"))
        .containsExactly(
            "a csv",
            "both.csv csv",
            "both.csv.gz csv",
            "m muse",
            "n muse",
            "plain csv",
            "unnamed aecg");
    assertThat(table("quarantine", "record_id"))
        .singleElement()
        .satisfies(row -> assertThat(row.<String>getAs("record_id")).isEqualTo("torn"))
        .satisfies(row -> assertThat(row.<String>getAs("detail")).contains("damaged or cut"));
    ingest("--input=" + input.resolve("a.csv.gz"), "--measure=false", "--overwrite");
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("a");
  }

  /** A medium lists three recordings, of which one is not there, and an image. */
  @Test
  void filesOfADicomdir() throws Exception {
    Path disc = Path.of("src/test/resources/dicom/disc").toAbsolutePath();
    Result result =
        ingest("--input=" + disc.resolve("DICOMDIR"), "--measure=false", "--max-quarantined=1");
    String series = "PT000000/ST000000/SE000000/WV00000";
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly(series + "1", series + "2");
    assertThat(table("quarantine", "record_id"))
        .extracting(row -> row.getAs("record_id") + " " + row.getAs("reason"))
        .containsExactly(series + "0 inaccessible");
    assertThat(result.lines()).contains("DICOMDIR: 3 waveforms, 1 other files that are not read");
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
            "a read left-out",
            "a read assumed-rate",
            "a read assumed-unit",
            "b check invalid-lead");
    assertThat(table("notices", "detail").toString())
        .contains("column 3 'Patient'", "500.0 Hz is assumed", "lead V1 has no valid sample")
        .doesNotContain("Zzyzx");
    assertThat(result.lines())
        .anyMatch(
            line -> line.contains("1  notices: assumed-unit, for example: the source does not"))
        .anyMatch(line -> line.contains("1  notices: left-out, for example: "));
    assertThat(Files.readString(out().resolve("manifest.json")))
        .contains("\"notices/assumed-unit\" : 1", "\"kind\" : \"left-out\"");
  }

  /** Chosen kinds of notices are errors of the record. */
  @Test
  void strictNoticesSendRecordsToTheQuarantine() throws Exception {
    write("a.csv", "II,Patient\n1,2\n3,4\n");
    write("b.csv", "time_ms,II (uV)\n0,1\n4,3\n8,4\n");
    ingest("--input=" + input, "--measure=false", "--strict=assumed-unit,left-out");
    assertThat(table("records", "record_id"))
        .extracting(row -> row.getAs("record_id"))
        .containsExactly("b");
    assertThat(table("quarantine", "record_id"))
        .extracting(
            row -> row.getAs("record_id") + " " + row.getAs("stage") + " " + row.getAs("reason"))
        .containsExactly("a read left-out");
    assertThatThrownBy(() -> ingest("--input=" + input, "--strict=left-oot", "--overwrite"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("left-out");
  }

  /** Strips of a recording count as records, and what is strict holds all of them back. */
  @Test
  void stripsAreRecordsOfTheirOwn() throws Exception {
    StringBuilder rows = new StringBuilder("II,Patient\n");
    for (int i = 0; i < 2000; i++) {
      rows.append(i % 7 * 100).append(",1\n");
    }
    write("a.csv", rows.toString());
    String[] options = {"--input=" + input, "--measure=false", "--assume-rate=100", "--strip=5"};
    Result result = ingest(options);
    assertThat(table("records", "record_id"))
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("a#t=0", "a#t=10", "a#t=15", "a#t=5");
    assertThat(table("notices", "kind"))
        .extracting(row -> row.getAs("record_id") + " " + row.getAs("kind"))
        .contains("a left-out", "a cut");
    assertThat(result.lines()).contains("4 records, 0 of them in quarantine");

    assertThatThrownBy(() -> ingest(join(options, "--strict=left-out", "--overwrite")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("(--strict left-out)");
  }

  private static String[] join(String[] options, String... more) {
    return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
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
    String philips = Files.readString(Path.of("src/test/resources/philips/packed.xml"));
    write("p.xml", philips);
    write("p2.xml", philips.replace("XLI", "Zzyzx").replace("PageWriter", "complained"));
    Files.write(input.resolve("z.xml.gz"), packed(muse()));
    Files.write(input.resolve("z2.gz"), packed("<letter>Zzyzx complained</letter>"));
    Files.copy(Path.of("src/test/resources/dicom/deflated.dcm"), input.resolve("flat.dcm"));
    write("c.xml", cardioSoft("1,2"));
    write("c2.xml", cardioSoft("1,Zzyzx"));
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
        .contains(
            "a",
            "c",
            "d",
            "edf-plus.bdf",
            "edf-gaps",
            "flat",
            "ishne-three",
            "m",
            "p",
            "scp-high",
            "w",
            "z");
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
    assertThat(quarantine)
        .hasSize(3)
        .allSatisfy(
            row -> assertThat(row.toString()).contains("several.h5: row", "nothing but padding"));
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

  /** The same samples, every 400 of them a beat, at the right rate and at the double. */
  @Test
  void aPulseOtherThanTheSourceSaysIsANotice() throws Exception {
    String there = folder.resolve("pulses.parquet").toString();
    SparkSessions.local()
        .sql(
            "select id, fs, map('rate', 75D) as labels, array('II') as leads, 'uV' as unit,"
                + " array(transform(sequence(0, 4999), t -> 1000 * exp(-0.5 * pow((t % 400 - 200)"
                + " / 6, 2)) + 250 * exp(-0.5 * pow((t % 400 - 325) / 25, 2)))) as signal"
                + " from values ('right', 500D), ('double', 1000D) as rates(id, fs)")
        .write()
        .parquet(there);
    String columns = "--columns=record_id=id,sample_rate_hz=fs,signal=signal";
    ingest("--input=" + there, columns, "--format=parquet");
    assertThat(table("notices", "detail"))
        .extracting(
            row ->
                row.getAs("record_id")
                    + " "
                    + row.getAs("kind")
                    + " "
                    + row.<String>getAs("detail"))
        .containsExactly(
            "double rate-contradiction the source says a pulse of 75/min; at 1000.0 Hz the signal"
                + " has one of 150/min: is the sample rate right?");
    ingest(
        "--input=" + there,
        columns,
        "--format=parquet",
        "--strict=rate-contradiction",
        "--overwrite");
    assertThat(table("quarantine", "record_id"))
        .extracting(row -> row.getAs("record_id") + " " + row.getAs("stage"))
        .containsExactly("double measure");
  }

  /** Arrays of recordings, tables beside them, and who must not come out of them. */
  @Test
  void arraysAndTheirTablesGiveRecordsAndNoPersons() throws Exception {
    Path hdf5 = Path.of("src/test/resources/hdf5");
    Path arrays = Path.of("src/test/resources/arrays");
    Files.createDirectories(input.resolve("code"));
    Files.copy(hdf5.resolve("rows.h5"), input.resolve("code/exams_part0.hdf5"));
    write(
        "code/exams.csv",
        """
        exam_id,age,is_male,AF,patient_id,trace_file,name,born
        1099511627776,95,True,True,8675309,exams_part0.hdf5,Zzyzx,19470203
        1099511627777,44,False,False,8675310,exams_part0.hdf5,Zzyzx,19470203
        1099511627778,44,False,False,8675309,exams_part0.hdf5,Zzyzx,19470203
        """);
    Files.copy(arrays.resolve("rows.npy"), input.resolve("strips.npy"));
    write(
        "strips.csv",
        """
        ecg_id,name,mrn,born,note,QT,RBBB
        a,Zzyzx,MRN8675309,19470203,complained,401,1
        b,Zzyzx,MRN8675309,19470203,complained,402,0
        Zzyzx complained,Zzyzx,MRN8675309,19470203,complained,,0
        """);
    Files.copy(arrays.resolve("plain5.mat"), input.resolve("noted.mat"));
    Files.copy(arrays.resolve("object.npy"), input.resolve("pickled.npy"));
    Files.copy(arrays.resolve("nothing5.mat"), input.resolve("nothing.mat"));
    write("printed.txt", "   Elapsed time     MLII   Zzyzx\n 0.000 1 2\n 0.004 3 4\n 0.008 4 4\n");
    Result result =
        ingest("--input=" + input, "--measure=false", "--largest-amplitude=0", "--overwrite");
    List<Row> records = table("records", "record_id");
    assertThat(records)
        .extracting(row -> row.getAs("record_id") + " " + row.getAs("source"))
        .containsExactly(
            "code/exams_part0/1099511627776 hdf5",
            "code/exams_part0/1099511627777 hdf5",
            "code/exams_part0/1099511627778 hdf5",
            "code/exams_part0/1099511627779 hdf5",
            "noted matlab",
            "printed.txt csv");
    assertThat(records.get(0).<Double>getAs("sample_rate_hz")).isEqualTo(400);
    assertThat(records.get(0).<Integer>getAs("samples")).isEqualTo(32);
    assertThat(labels(records.get(0))).isEqualTo(Map.of("age", 90.0, "sex", 0.0, "AF", 1.0));
    assertThat(records.get(0).<String>getAs("subject"))
        .isEqualTo(records.get(2).getAs("subject"))
        .isNotEqualTo(records.get(1).getAs("subject"));
    assertThat(records.get(3).<String>getAs("subject")).isNull();
    List<Row> quarantine = table("quarantine", "path");
    assertThat(quarantine)
        .extracting(
            row -> row.<String>getAs("path").replaceFirst(".*/", "") + " " + row.getAs("reason"))
        .containsExactlyInAnyOrder(
            "exams_part0.hdf5 no-recording",
            "nothing.mat no-recording",
            "pickled.npy unreadable",
            "strips.npy unreadable");
    List<Row> notices = table("notices", "path");
    // The collection says the rate and the unit of its files.
    assertThat(notices).noneMatch(row -> row.<String>getAs("path").contains("exams_part0"));
    assertThat(quarantine + " " + records + notices + result.lines())
        .doesNotContain(PLANTED)
        .doesNotContain("8675309");
    ingest(
        "--input=" + input.resolve("strips.npy"),
        "--row-ids=number",
        "--measure=false",
        "--largest-amplitude=0",
        "--overwrite");
    List<Row> strips = table("records", "record_id");
    assertThat(strips)
        .extracting(row -> row.<String>getAs("record_id"))
        .containsExactly("strips/0", "strips/1", "strips/2");
    assertThat(labels(strips.get(0))).isEqualTo(Map.of("QT", 401.0, "RBBB", 1.0));
    assertThat(strips.toString()).doesNotContain(PLANTED);
  }
}
