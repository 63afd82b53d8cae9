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
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.io.Mutations;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  /** Decoded with Python's base64 and struct. */
  @Test
  void samplesOfARealFile() throws IOException {
    Ecg rhythm = example("example1").ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(rhythm.leads()).isEqualTo(Lead.STANDARD);
    assertThat(rhythm.samples()).isEqualTo(5000);
    assertThat(rhythm.sampleRateHz()).isEqualTo(500);
    assertThat(rhythm.waves()).isEqualTo(Waves.NONE);
    assertThat(sum(rhythm, 0) / 4.88).isCloseTo(-12251, within(1e-2));
    assertThat(sum(rhythm, 10) / 4.88).isCloseTo(-9425, within(1e-2));
    assertThat(rhythm.at(10, 0)).isCloseTo((float) (-14 * 4.88), within(1e-3f));
    Ecg median = example("example1").ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(median.samples()).isEqualTo(600);
    assertThat(sum(median, 10) / 4.88).isCloseTo(12079, within(1e-2));
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
  }

  private void refused(String message, String leads) {
    assertThatThrownBy(() -> read(document(leads, "")))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("m.xml", message)
        .hasMessageNotContainingAny("Planted", "4711");
  }

  @Test
  void matrixThatIsNoneIsAWarning() throws IOException {
    Reading reading = read(document(lead("I", 1), "<MeasurementMatrix>AAAA</MeasurementMatrix>"));
    assertThat(reading.warnings()).singleElement().asString().contains("MeasurementMatrix");
  }

  @Property(tries = 500)
  void anyDamageIsRefusedOrRead(@ForAll long seed) throws IOException {
    byte[] valid =
        document(
                lead("I", 1, 2, 3) + lead("II", 4, 5, 6) + lead("V5", 7, 8, 9),
                "<MeasurementMatrix>" + "AQAC".repeat(20) + "</MeasurementMatrix>")
            .getBytes(StandardCharsets.ISO_8859_1);
    Mutations.readsOrRefuses(new MuseReader(), "m.xml", Mutations.mutate(valid, seed));
  }
}
