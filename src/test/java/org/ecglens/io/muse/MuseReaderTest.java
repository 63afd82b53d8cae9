package org.ecglens.io.muse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Mutations;
import org.ecglens.io.Notice;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuseReaderTest {
  @TempDir private Path folder;

  private static String lead(String name, int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      bytes.putShort((short) word);
    }
    return """
        <LeadData><LeadSampleCountTotal>%d</LeadSampleCountTotal>
        <LeadAmplitudeUnitsPerBit>2.5</LeadAmplitudeUnitsPerBit>
        <LeadAmplitudeUnits>MICROVOLTS</LeadAmplitudeUnits><LeadID>%s</LeadID>
        <WaveFormData>%s</WaveFormData></LeadData>
        """
        .formatted(words.length, name, Base64.getEncoder().encodeToString(bytes.array()));
  }

  private static String document(String leads, String more) {
    return """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <!DOCTYPE RestingECG SYSTEM "restecg.dtd">
        <RestingECG>
        <PatientDemographics><PatientID>4711</PatientID><PatientLastName>Planted</PatientLastName>
        <PatientAge>93</PatientAge><AgeUnits>YEARS</AgeUnits><Gender>FEMALE</Gender>
        </PatientDemographics>%s
        <Waveform><WaveformType>Rhythm</WaveformType><SampleBase>500</SampleBase>
        <SampleExponent>0</SampleExponent>%s</Waveform></RestingECG>
        """
        .formatted(more, leads);
  }

  private Reading read(String text) throws IOException {
    Files.writeString(folder.resolve("m.xml"), text, StandardCharsets.ISO_8859_1);
    return new MuseReader().read(new FolderFiles(folder), "m.xml", "m");
  }

  private static Reading example(String name) throws IOException {
    return new MuseReader()
        .read(new FolderFiles(SharedFolder.path("data/muse-xml")), name + ".xml", name);
  }

  /** First, last and sum of the words of each lead, decoded with Python's base64 and NumPy. */
  @ParameterizedTest
  @CsvSource({
    "example1, MEDIAN, I, 3, -3, 10612",
    "example1, MEDIAN, II, 4, 6, 13074",
    "example1, MEDIAN, V1, 0, -1, -1683",
    "example1, MEDIAN, V2, 0, 3, 14125",
    "example1, MEDIAN, V3, 6, 6, 12957",
    "example1, MEDIAN, V4, -1, 3, 12003",
    "example1, MEDIAN, V5, 1, 1, 12079",
    "example1, MEDIAN, V6, 3, 4, 11584",
    "example1, RHYTHM, I, -20, -23, -12251",
    "example1, RHYTHM, II, -22, -8, 1586",
    "example1, RHYTHM, V1, 4, -9, -9574",
    "example1, RHYTHM, V2, -12, -23, -14247",
    "example1, RHYTHM, V3, -8, -28, -1162",
    "example1, RHYTHM, V4, -16, -23, -3128",
    "example1, RHYTHM, V5, -14, -34, -9425",
    "example1, RHYTHM, V6, -14, -21, -7992",
    "example4, MEDIAN, I, 6, 8, 6564",
    "example4, MEDIAN, II, 10, 10, 2331",
    "example4, MEDIAN, V1, 6, 7, 953",
    "example4, MEDIAN, V2, 14, 5, 3510",
    "example4, MEDIAN, V3, 11, 5, -2235",
    "example4, MEDIAN, V4, 11, 4, -2095",
    "example4, MEDIAN, V5, 6, 4, 2",
    "example4, MEDIAN, V6, 5, 1, 914",
    "example4, RHYTHM, I, -7, -11, -30",
    "example4, RHYTHM, II, -6, 52, 1319",
    "example4, RHYTHM, V1, 4, 9, 5757",
    "example4, RHYTHM, V2, 1, 13, -702",
    "example4, RHYTHM, V3, 1, 71, -3067",
    "example4, RHYTHM, V4, 0, 73, -4097",
    "example4, RHYTHM, V5, 0, 63, 574",
    "example4, RHYTHM, V6, 1, 47, -424"
  })
  void wordsOfRealFiles(String file, Ecg.Kind kind, String lead, int first, int last, int total)
      throws IOException {
    Reading reading = example(file);
    // The checksums of real files fit.
    assertThat(reading.warnings()).isEmpty();
    Ecg ecg = reading.ecg(kind).orElseThrow();
    int index = ecg.leads().indexOf(lead);
    assertThat(ecg.at(index, 0)).isCloseTo(first * 4.88f, within(1e-3f));
    assertThat(ecg.at(index, ecg.samples() - 1)).isCloseTo(last * 4.88f, within(1e-3f));
    assertThat(sum(ecg, index) / 4.88).isCloseTo(total, within(1e-2));
  }

  @Test
  void samplesOfARealFile() throws IOException {
    Ecg rhythm = example("example1").ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(rhythm.leads()).isEqualTo(Lead.STANDARD);
    assertThat(rhythm.samples()).isEqualTo(5000);
    assertThat(rhythm.sampleRateHz()).isEqualTo(500);
    assertThat(rhythm.waves()).isEqualTo(Waves.NONE);
    Ecg median = example("example1").ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(median.samples()).isEqualTo(600);
    assertThat(median.at(2, 300)).isCloseTo(median.at(1, 300) - median.at(0, 300), within(1e-3f));
  }

  private static double sum(Ecg ecg, int lead) {
    double sum = 0;
    for (int i = 0; i < ecg.samples(); i++) {
      sum += ecg.at(lead, i);
    }
    return sum;
  }

  @Test
  void measurementsOfARealFileAreLabels() throws IOException {
    Ecg median = example("example1").ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(median.waves()).isEqualTo(new Waves(147, null, 200, 216, null, 264, 341, null, 442));
    Map<String, Double> labels = median.labels();
    assertThat(labels)
        .containsEntry("rate", 48.0)
        .containsEntry("PR", 138.0)
        .containsEntry("QRS", 96.0)
        .containsEntry("QT", 452.0)
        .containsEntry("QTc", 403.0)
        .containsEntry("R_axis", 20.0);
    // The limits are samples of the median: two milliseconds each.
    assertThat((264 - 216) * 2.0).isEqualTo(labels.get("QRS"));
    assertThat(labels.get("J")).isCloseTo(median.at(10, 264) - median.at(10, 216), within(1e-3));
    // What the matrix says of V5 is what the median shows relative to the onset of QRS.
    assertThat(peak(median, 216, 264)).isCloseTo(labels.get("R"), within(10.0));
    assertThat(peak(median, 341, 442)).isCloseTo(labels.get("T"), within(10.0));
  }

  private static double peak(Ecg median, int from, int to) {
    double peak = Double.NEGATIVE_INFINITY;
    for (int i = from; i <= to; i++) {
      peak = Math.max(peak, median.at(10, i) - median.at(10, 216));
    }
    return peak;
  }

  @Test
  void missingMatrixGivesNoAmplitudes() throws IOException {
    Ecg median = example("example4").ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(median.waves()).isEqualTo(Waves.NONE);
    assertThat(median.labels())
        .containsEntry("rate", 61.0)
        .containsEntry("PR", 209.0)
        .doesNotContainKeys("J", "R", "T");
  }

  /** Every measure that another decoder found in both files. */
  @Test
  void matricesAreThoseOfTheReference() throws IOException {
    JsonNode files =
        new ObjectMapper().readTree(SharedFolder.path("data/muse-expected.json").toFile());
    Map<String, MeasurementMatrix.Measure> names =
        Map.ofEntries(
            Map.entry("pamp", MeasurementMatrix.Measure.P_AMPLITUDE),
            Map.entry("ppamp", MeasurementMatrix.Measure.P_PRIME_AMPLITUDE),
            Map.entry("qamp", MeasurementMatrix.Measure.Q_AMPLITUDE),
            Map.entry("ramp", MeasurementMatrix.Measure.R_AMPLITUDE),
            Map.entry("samp", MeasurementMatrix.Measure.S_AMPLITUDE),
            Map.entry("rpamp", MeasurementMatrix.Measure.R_PRIME_AMPLITUDE),
            Map.entry("stj", MeasurementMatrix.Measure.ST_J),
            Map.entry("stm", MeasurementMatrix.Measure.ST_MIDDLE),
            Map.entry("ste", MeasurementMatrix.Measure.ST_END),
            Map.entry("tamp", MeasurementMatrix.Measure.T_AMPLITUDE),
            Map.entry("tpamp", MeasurementMatrix.Measure.T_PRIME_AMPLITUDE));
    for (JsonNode file : files) {
      String text =
          Files.readString(
              SharedFolder.path("data").resolve(file.get("file").asText()),
              StandardCharsets.ISO_8859_1);
      MeasurementMatrix matrix =
          MeasurementMatrix.decode(
              text.substring(
                  text.indexOf("<MeasurementMatrix>") + 19, text.indexOf("</MeasurementMatrix>")));
      JsonNode global =
          file.get("global_pon_poff_qon_qoff_ton_toff_nqrs_qrsdur_qt_qtc_pr_rate_avgrr");
      int word = 0;
      for (MeasurementMatrix.Global measure : MeasurementMatrix.Global.values()) {
        assertThat(matrix.global(measure)).isEqualTo(expected(global.get(word++)));
      }
      for (Map.Entry<String, JsonNode> lead : file.get("leads").properties()) {
        names.forEach(
            (name, measure) ->
                assertThat(matrix.value(lead.getKey(), measure))
                    .as(lead.getKey() + " " + name)
                    .isEqualTo(expected(lead.getValue().get(name))));
      }
    }
  }

  private static OptionalInt expected(JsonNode value) {
    return value.isNull() || value.asInt() == 32767
        ? OptionalInt.empty()
        : OptionalInt.of(value.asInt());
  }

  @Test
  void invalidSamplesAreNotNumbers() throws IOException {
    Ecg ecg = read(document(lead("V1", 2, -32768, 32767, -3), "")).ecgs().get(0);
    assertThat(ecg.leads()).containsExactly("V1");
    assertThat(ecg.signal()).containsExactly(5f, Float.NaN, Float.NaN, -7.5f);
  }

  @Test
  void personStaysInMemory() throws IOException {
    Reading reading = read(document(lead("I", 1) + lead("II", 3), ""));
    assertThat(reading.person().id()).isEqualTo("4711");
    assertThat(reading.person().sex()).isEqualTo("female");
    Ecg ecg = reading.ecgs().get(0);
    assertThat(ecg.subject()).isNull();
    assertThat(ecg.labels()).containsEntry("age", 90.0).containsEntry("sex", 1.0);
    assertThat(ecg.leads()).isEqualTo(List.of("I", "II", "III", "aVR", "aVL", "aVF"));
    assertThat(ecg.signal()).containsExactly(2.5f, 7.5f, 5f, -5f, -1.25f, 6.25f);
  }

  @Test
  void damagedFilesAreRefusedByName() {
    refused("LeadSampleCountTotal says 2", lead("I", 1, 2).replace("AQACAA==", "AQA="));
    refused("not Base64", lead("I", 1, 2).replace("AQACAA==", "AQACA"));
    refused("appears twice", lead("I", 1) + lead("I", 1));
    refused("another has 2", lead("I", 1, 2) + lead("V1", 1));
    refused("LeadAmplitudeUnitsPerBit", lead("I", 1).replace("MICROVOLTS", "PIXELS"));
    refused("no lead", "");
    refused("not Base64", lead("I", 1, 2).replace("AQACAA==", "AQ!ACAA=="));
    refused("3 bytes", lead("I", 1).replace("AQA=", "AQAC"));
    refused("says 9223372036854775807", lead("I", 1).replace("Total>1<", "Total>1e300<"));
  }

  @Test
  void otherWaveformsAreLeftOutWithAWarning() throws IOException {
    String text = document(lead("I", 1), "");
    String other = text.substring(text.indexOf("<Waveform>"), text.indexOf("</RestingECG>"));
    Reading reading =
        read(
            text.replace(
                "</RestingECG>",
                other.replace("Rhythm", "Planted")
                    + other.replace("AQA=", "AgA=")
                    + "</RestingECG>"));
    assertThat(reading.ecgs()).hasSize(1);
    assertThat(reading.ecgs().get(0).at(0, 0)).isEqualTo(2.5f);
    assertThat(reading.warnings())
        .hasSize(2)
        .allSatisfy(warning -> assertThat(warning).contains("m.xml").doesNotContain("Planted"));
    refusedText("Rhythm or Median", text.replace("Rhythm", "Planted"));
  }

  /** As devices with right or posterior leads write them: the leads in two waveforms. */
  @Test
  void leadsInSeveralWaveformsAreJoined() throws IOException {
    String first = document(lead("I", 1, 2) + lead("II", 3, 4), "");
    String second = document(lead("V1", 5, 6) + lead("V4R", 7, 8) + lead("II", 9, 9), "");
    String added = second.substring(second.indexOf("<Waveform>"), second.indexOf("</RestingECG>"));
    Reading reading = read(first.replace("</RestingECG>", added + "</RestingECG>"));
    Ecg ecg = reading.ecgs().get(0);
    assertThat(ecg.leads()).containsExactly("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V4R");
    assertThat(ecg.at(1, 1)).isEqualTo(10);
    assertThat(ecg.at(6, 1)).isEqualTo(15);
    assertThat(ecg.at(7, 0)).isEqualTo(17.5f);
    assertThat(reading.warnings()).singleElement().asString().endsWith("length: II.");
    String slower = added.replace("SampleBase>500", "SampleBase>250");
    assertThat(read(first.replace("</RestingECG>", slower + "</RestingECG>")).ecgs().get(0).leads())
        .doesNotContain("V1");
  }

  /** MUSE breaks the text into lines. */
  @Test
  void base64MayHaveLines() throws IOException {
    assertThat(
            read(document(lead("V1", 1, -2).replace("AQD+/w==", "AQD+\r\n  /w==\n"), ""))
                .ecgs()
                .get(0)
                .signal())
        .containsExactly(2.5f, -5);
  }

  @Test
  void whatASheetOfLeadsSaysOfItselfIsNoticed() throws IOException {
    String one = lead("V1", 1).replace("</LeadID>", "</LeadID><LeadOff>TRUE</LeadOff>");
    String two = lead("V2", 1).replace("</LeadID>", "</LeadID><LeadTimeOffset>8</LeadTimeOffset>");
    Reading reading = read(document("<NumberofLeads>3</NumberofLeads>" + one + two, ""));
    assertThat(reading.notices())
        .extracting(Notice::kind)
        .containsExactly(Notice.Kind.INVALID_LEAD, Notice.Kind.SKEW, Notice.Kind.HEADER);
    refused(
        "LeadSampleSize of 4 bytes",
        lead("V1", 1).replace("<LeadID>", "<LeadSampleSize>4</LeadSampleSize><LeadID>"));
  }

  @Test
  void checksumThatDoesNotFitIsAWarning() throws IOException {
    String digits =
        lead("I", 0x3231, 0x3433, 0x3635, 0x3837)
            .replace("<WaveFormData>", "<LeadDataCRC32>%s</LeadDataCRC32><WaveFormData>");
    // zlib.crc32(b"12345678") of Python
    assertThat(read(document(digits.formatted("2598427311"), "")).warnings()).isEmpty();
    assertThat(read(document(digits.formatted("2598427312"), "")).warnings())
        .singleElement()
        .asString()
        .contains("LeadDataCRC32 of lead I");
  }

  @Test
  void agesAreCompletedYears() throws IOException {
    assertThat(age("30", "MONTHS")).isEqualTo(2);
    assertThat(age("300", "DAYS")).isZero();
    assertThat(age("60", "years")).isEqualTo(60);
    assertThat(age("999", "YEARS")).isNull();
    assertThat(age("-1", "YEARS")).isNull();
    assertThat(age("60", "moons")).isNull();
  }

  private Integer age(String number, String unit) throws IOException {
    return read(document(lead("I", 1), "")
            .replace(">93<", ">" + number + "<")
            .replace("YEARS", unit))
        .person()
        .age();
  }

  @Test
  void intervalsThatAreMissingAreNoLabels() throws IOException {
    Reading reading =
        read(
            document(
                lead("I", 1),
                """
                <RestingECGMeasurements><VentricularRate>70</VentricularRate>
                <PRInterval>0</PRInterval><QRSDuration>32767</QRSDuration>
                <QTInterval>-32768</QTInterval><PAxis>*</PAxis><RAxis>-30</RAxis>
                </RestingECGMeasurements>"""));
    assertThat(reading.ecgs().get(0).labels())
        .isEqualTo(Map.of("rate", 70.0, "R_axis", -30.0, "age", 90.0, "sex", 1.0));
  }

  /** Limits of QRS from the matrix must not lead outside a V5 that is shorter than lead I. */
  @Test
  void leadsOfDifferentLengthAreRefusedBeforeTheyAreMeasured() {
    byte[] matrix = new byte[36];
    matrix[6] = 1;
    matrix[8] = 3;
    String text =
        document(
            lead("I", 1, 2, 3, 4) + lead("V5", 1, 2),
            "<MeasurementMatrix>"
                + Base64.getEncoder().encodeToString(matrix)
                + "</MeasurementMatrix>");
    refusedText("another has 4", text.replace("Rhythm", "Median"));
  }

  @Test
  void documentsInUtf16AreRead() throws IOException {
    String text = document(lead("I", 1), "").replace("ISO-8859-1", "UTF-16");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_16);
    Files.write(folder.resolve("m.xml"), bytes);
    MuseReader reader = new MuseReader();
    assertThat(reader.accepts(bytes)).isTrue();
    assertThat(reader.read(new FolderFiles(folder), "m.xml", "m").person().id()).isEqualTo("4711");
  }

  private void refused(String message, String leads) {
    refusedText(message, document(leads, ""));
  }

  private void refusedText(String message, String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("m.xml", message)
        .message()
        .satisfies(
            said ->
                assertThat(said.replace(folder.toString(), "")).doesNotContain("Planted", "4711"));
  }

  @Test
  void matrixThatIsNoneIsAWarning() throws IOException {
    Reading reading = read(document(lead("I", 1), "<MeasurementMatrix>AAAA</MeasurementMatrix>"));
    assertThat(reading.warnings()).singleElement().asString().contains("MeasurementMatrix");
  }

  @Test
  void numbersThatCannotBeAreRefusedOrRead() throws IOException {
    String document = document("<NumberofLeads>1</NumberofLeads>" + lead("I", 1, 2, 3), "");
    for (byte[] content : Mutations.withImpossibleNumbers(document)) {
      Mutations.readsOrRefuses(new MuseReader(), "m.xml", content);
    }
  }

  @Property
  void anyDamageIsRefusedOrRead(@ForAll long seed) throws IOException {
    byte[] valid =
        document(
                lead("I", 1, 2, 3) + lead("II", 4, 5, 6) + lead("V5", 7, 8, 9),
                "<MeasurementMatrix>" + "AQAC".repeat(20) + "</MeasurementMatrix>")
            .getBytes(StandardCharsets.ISO_8859_1);
    Mutations.readsOrRefuses(new MuseReader(), "m.xml", Mutations.mutate(valid, seed));
  }
}
