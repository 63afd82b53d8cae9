package org.ecglens.io.cardiosoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Mutations;
import org.ecglens.io.Reading;
import org.ecglens.io.muse.MuseReader;
import org.ecglens.testing.MemoryFile;
import org.junit.jupiter.api.Test;

class CardioSoftReaderTest {

  private static String block(String name, String rate, String leads) {
    return """
        <%s><NumberOfLeads>2</NumberOfLeads><SampleRate units="samplesPerSec">%s</SampleRate>
        <ChannelSampleCountTotal>4</ChannelSampleCountTotal>
        <Resolution units="uVperLsb">5</Resolution>%s</%s>
        """
        .formatted(name, rate, leads, name);
  }

  private static String document(String strip, String measured) {
    return """
        <?xml version="1.0" encoding="ISO8859-1" ?>
        <CardiologyXML><ObservationType>RestECG</ObservationType>
        <PatientInfo><PID>4711</PID><Name><FamilyName>Planted</FamilyName></Name>
        <Age units="years">93</Age><Gender>FEMALE</Gender></PatientInfo>
        <Interpretation><Diagnosis><DiagnosisText>Planted</DiagnosisText></Diagnosis></Interpretation>
        <RestingECGMeasurements>%s</RestingECGMeasurements>%s</CardiologyXML>
        """
        .formatted(measured, strip);
  }

  private static final String STRIP =
      block(
          "StripData",
          "500",
          """
          <WaveformData lead="I">
            1,-2,3,4,
          </WaveformData><WaveformData lead="II">10, 20,,40</WaveformData>
          """);

  private static final String MEASURED =
      """
      <VentricularRate units="BPM">61</VentricularRate><PQInterval units="ms">160</PQInterval>
      <QRSDuration units="ms">92</QRSDuration><QTInterval units="ms">0</QTInterval>
      <QTCInterval units="ms"></QTCInterval><PAxis units="degrees">-5</PAxis>
      <RAxis units="degrees">40</RAxis><POnset units="ms">1</POnset><POffset units="ms">0</POffset>
      <QOnset units="ms">2</QOnset><QOffset units="ms">3</QOffset><TOffset units="ms">9</TOffset>
      """
          + block(
              "MedianSamples",
              "1000",
              "<WaveformData lead=\"V1\">1,2,3,4</WaveformData>"
                  + "<WaveformData lead=\"V2\">5,6,7,8</WaveformData>");

  private static Reading read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new CardioSoftReader().read(new MemoryFile("c.xml", bytes), "c.xml", "c");
  }

  @Test
  void stripBeatAndMeasurements() throws IOException {
    Reading reading = read(document(STRIP, MEASURED));
    assertThat(reading.warnings()).isEmpty();
    Ecg strip = reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(strip.sampleRateHz()).isEqualTo(500);
    assertThat(strip.leads()).containsExactly("I", "II", "III", "aVR", "aVL", "aVF");
    assertThat(strip.signal()).startsWith(5, -10, 15, 20, 50, 100, Float.NaN, 200, 45, 110);
    assertThat(strip.labels())
        .isEqualTo(
            Map.of(
                "rate", 61.0, "PR", 160.0, "QRS", 92.0, "P_axis", -5.0, "R_axis", 40.0, "age", 90.0,
                "sex", 1.0));
    Ecg beat = reading.ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(beat.leads()).containsExactly("V1", "V2");
    assertThat(beat.sampleRateHz()).isEqualTo(1000);
    assertThat(beat.signal()).containsExactly(5, 10, 15, 20, 25, 30, 35, 40);
    // Those that are out of order or behind the end are not limits.
    assertThat(beat.waves()).isEqualTo(new Waves(1, null, null, 2, null, 3, null, null, null));
    assertThat(reading.person().id()).isEqualTo("4711");
  }

  /** 7 ms are sample 3.5 of 4, and the nearest is behind the end. */
  @Test
  void limitsAreRoundedBeforeTheyAreJudged() throws IOException {
    String measured =
        MEASURED.replace(">1000<", ">500<").replace("\"ms\">9</TOffset>", "\"ms\">7</TOffset>");
    Ecg beat = read(document(STRIP, measured)).ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(beat.samples()).isEqualTo(4);
    assertThat(beat.waves()).isEqualTo(new Waves(0, null, null, 1, null, 2, null, null, null));
  }

  @Test
  void exerciseTestsSayWhatIsLeftOut() throws IOException {
    Reading reading =
        read(
            document(
                "<Strip>"
                    + STRIP
                    + "</Strip><Strip>"
                    + STRIP
                    + "</Strip>"
                    + "<FullDisclosure><FullDisclosureData>1,2</FullDisclosureData></FullDisclosure>",
                ""));
    assertThat(reading.ecgs()).hasSize(1);
    assertThat(reading.warnings())
        .containsExactly(
            "c.xml: 1 further StripData are left out.", "c.xml: FullDisclosure is left out.");
  }

  @Test
  void otherUnitsAndCounts() throws IOException {
    assertThat(
            read(document(STRIP.replace("uVperLsb\">5", "mV/bit\">0.01"), ""))
                .ecgs()
                .get(0)
                .at(0, 0))
        .isEqualTo(10);
    assertThat(read(document(STRIP.replace(">4<", ">5000<"), "")).warnings())
        .containsExactly("c.xml: ChannelSampleCountTotal of StripData is not 4, which it has.");
  }

  @Test
  void damageIsRefusedInWords() {
    refused("SampleRate", STRIP.replace("500", "Planted"));
    refused("Resolution", STRIP.replace("uVperLsb", "Planted"));
    refused("lead II that is no number: number 2", STRIP.replace(" 20", "Planted"));
    refused("no name of one", STRIP.replace("\"II\"", "\"Planted 4711\""));
    refused("lead I twice", STRIP.replace("\"II\"", "\"i\""));
    refused("another has 4", STRIP.replace("10, 20", "10"));
    refused("no samples in lead II", STRIP.replace("10, 20,,40", " "));
    refused("no StripData", "");
  }

  private static void refused(String message, String strip) {
    assertThatThrownBy(() -> read(document(strip, "")))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("c.xml", message)
        .hasMessageNotContainingAny("Planted", "4711");
  }

  @Test
  void knowsItsFilesFromThoseOfOthers() {
    byte[] start = document(STRIP, "").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(new CardioSoftReader().accepts(start)).isTrue();
    assertThat(new MuseReader().accepts(start)).isFalse();
  }

  @Test
  void numbersThatCannotBeAreRefusedOrRead() throws IOException {
    for (byte[] content : Mutations.withImpossibleNumbers(document(STRIP, MEASURED))) {
      Mutations.readsOrRefuses(new CardioSoftReader(), "c.xml", content);
    }
  }

  @Property
  void anyDamageIsRefusedOrRead(@ForAll long seed) throws IOException {
    byte[] valid = document(STRIP, MEASURED).getBytes(StandardCharsets.ISO_8859_1);
    Mutations.readsOrRefuses(new CardioSoftReader(), "c.xml", Mutations.mutate(valid, seed));
  }
}
