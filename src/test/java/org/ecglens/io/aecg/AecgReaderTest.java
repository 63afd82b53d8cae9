package org.ecglens.io.aecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Mutations;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AecgReaderTest {
  private static final String VALID =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <AnnotatedECG xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <componentOf><timepointEvent><componentOf><subjectAssignment><subject><trialSubject>
      <id root="1.2" extension="4711"/><subjectDemographicPerson><name>Planted</name>
      <administrativeGenderCode code="F"/></subjectDemographicPerson>
      </trialSubject></subject></subjectAssignment></componentOf></timepointEvent></componentOf>
      <component><series><code code="RHYTHM"/><component><sequenceSet>
      <component><sequence><code code="TIME_ABSOLUTE"/><value xsi:type="GLIST_TS">
      <head value="20021122091000"/><increment value="4" unit="ms"/></value></sequence></component>
      <component><sequence><code code="MDC_ECG_LEAD_V2"/><value xsi:type="SLIST_PQ">
      <origin value="1" unit="mV"/><scale value="5" unit="uV"/><digits>0 -2
       3</digits></value></sequence></component>
      </sequenceSet></component></series></component></AnnotatedECG>
      """;

  @TempDir private Path folder;

  private Reading read(String text) throws IOException {
    Files.writeString(folder.resolve("a.xml"), text);
    return new AecgReader().read(new FolderFiles(folder), "a.xml", "a");
  }

  @Test
  void leadsOfTheRevisedCodesAreReadAndOthersNoticed() throws IOException {
    for (String code : new String[] {"MDC_ECG_ELEC_POTL_V2", "V2", "mdc_ecg_lead_v2"}) {
      Reading reading = read(VALID.replace("MDC_ECG_LEAD_V2", code));
      assertThat(reading.ecgs().get(0).leads()).as(code).containsExactly("V2");
      assertThat(reading.warnings()).isEmpty();
    }
    int at = VALID.indexOf("<component><sequence><code code=\"MDC");
    String sequence = VALID.substring(at, VALID.indexOf("</component>", at) + 12);
    Reading reading =
        read(VALID.replace(sequence, sequence + sequence.replace("MDC_ECG_LEAD_V2", "Planted")));
    assertThat(reading.ecgs().get(0).leads()).containsExactly("V2");
    assertThat(reading.warnings())
        .singleElement()
        .asString()
        .contains("1 sequences are left out")
        .doesNotContain("Planted");
  }

  @Test
  void furtherStripsAreNoticed() throws IOException {
    int at = VALID.indexOf("<component><series>");
    String series = VALID.substring(at, VALID.indexOf("</series></component>") + 21);
    assertThat(read(VALID.replace(series, series + series)).warnings())
        .singleElement()
        .asString()
        .contains("of 2 series RHYTHM the first is read");
  }

  /** Number, first, last and sum of the digits of each lead, counted by Python. */
  @ParameterizedTest
  @CsvSource({
    "RHYTHM, I, 5000, -2, -13, -4921",
    "RHYTHM, II, 5000, -7, -7, -4084",
    "RHYTHM, V1, 5000, 43, 11, -2299",
    "RHYTHM, V2, 5000, 55, 8, -2648",
    "RHYTHM, V3, 5000, 40, 13, -3119",
    "RHYTHM, V4, 5000, 28, 6, -2499",
    "RHYTHM, V5, 5000, 23, -20, -3009",
    "RHYTHM, V6, 5000, -9, -15, -1762",
    "RHYTHM, III, 5000, -5, 6, 837",
    "RHYTHM, aVR, 5000, 4, 10, 4432",
    "RHYTHM, aVL, 5000, 1, -9, -2721",
    "RHYTHM, aVF, 5000, -6, 0, -1570",
    "MEDIAN, I, 599, 4, 23, 6753",
    "MEDIAN, II, 599, 52, 28, 16761",
    "MEDIAN, V1, 599, 18, -19, -4657",
    "MEDIAN, V2, 599, 54, 12, 9279",
    "MEDIAN, V3, 599, 25, 21, 6447",
    "MEDIAN, V4, 599, -18, 21, 1595",
    "MEDIAN, V5, 599, 2, 27, 5079",
    "MEDIAN, V6, 599, 20, 30, 8329",
    "MEDIAN, III, 599, 48, 5, 10008",
    "MEDIAN, aVR, 599, -28, -25, -11639",
    "MEDIAN, aVL, 599, -22, 9, -1568",
    "MEDIAN, aVF, 599, 50, 16, 13262"
  })
  void digitsOfARealFile(Ecg.Kind kind, String lead, int count, int first, int last, int total)
      throws IOException {
    Ecg ecg =
        new AecgReader()
            .read(new FolderFiles(SharedFolder.path("data/aecg")), "subject1_0.xml", "s")
            .ecg(kind)
            .orElseThrow();
    int index = ecg.leads().indexOf(lead);
    assertThat(ecg.samples()).isEqualTo(count);
    assertThat(ecg.at(index, 0)).isEqualTo(first * 2.5f);
    assertThat(ecg.at(index, count - 1)).isEqualTo(last * 2.5f);
    assertThat(sum(ecg, index)).isCloseTo(total * 2.5, within(1e-2));
  }

  @Test
  void realFileHasStripAndBeat() throws IOException {
    Reading reading =
        new AecgReader()
            .read(new FolderFiles(SharedFolder.path("data/aecg")), "subject1_0.xml", "s");
    Ecg rhythm = reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(rhythm.leads()).isEqualTo(Lead.STANDARD);
    assertThat(rhythm.sampleRateHz()).isEqualTo(500);
    assertThat(rhythm.samples()).isEqualTo(5000);
    // Its first beat is annotated from 0.122 s to 0.690 s after the start, without onset of T.
    assertThat(rhythm.waves()).isEqualTo(new Waves(61, null, 112, 135, null, 195, null, null, 345));
    Ecg beat = reading.ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(beat.samples()).isEqualTo(599);
    assertThat(beat.waves()).isEqualTo(new Waves(143, null, 194, 217, null, 277, null, null, 427));
    assertThat(beat.labels())
        .containsEntry("PR", 148.0)
        .containsEntry("QRS", 120.0)
        .containsEntry("QT", 420.0)
        .containsEntry("QTc", 443.0)
        .containsEntry("P_axis", 44.0);
    assertThat(reading.person().id()).isEqualTo("subject1");
    assertThat(reading.person().age()).isEqualTo(46);
    assertThat(beat.labels()).containsEntry("age", 46.0);
  }

  /** Three samples of 4 ms; the interval of a series ends with its last sample or after it. */
  @ParameterizedTest
  @CsvSource({
    "20021122091000.000, 20021122091000.012, false",
    "20021122091000.000, 20021122091000.008, false",
    "20021122091000.000, 20021122091000.024, true",
    "20021122091000.000, 20021122091000.000, false",
    "20021122091000, 20021122091001, false",
    "20021122091000, 20021122091010, true",
    "20021122091000, yesterday, false"
  })
  void anIntervalThatContradictsTheRateIsANotice(String low, String high, boolean contradicts)
      throws IOException {
    String interval =
        "<effectiveTime><low value=\"%s\"/><high value=\"%s\"/></effectiveTime>"
            .formatted(low, high);
    String code = "<code code=\"RHYTHM\"/>";
    Reading reading = read(VALID.replace(code, code + interval));
    assertThat(reading.notices())
        .extracting(notice -> notice.kind().word())
        .isEqualTo(contradicts ? List.of("rate-contradiction") : List.of());
  }

  private static double sum(Ecg ecg, int lead) {
    double sum = 0;
    for (int i = 0; i < ecg.samples(); i++) {
      sum += ecg.at(lead, i);
    }
    return sum;
  }

  @Test
  void scaleAndOriginHaveTheirOwnUnits() throws IOException {
    Reading reading = read(VALID);
    Ecg ecg = reading.ecgs().get(0);
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.signal()).containsExactly(1000, 990, 1015);
    assertThat(ecg.labels()).isEqualTo(Map.of("sex", 1.0));
    assertThat(reading.person().id()).isEqualTo("4711");
  }

  private static String wave(String name, String kind, String low, String high, String lead) {
    return """
        <component><annotation><code code="MDC_ECG_WAVC"/><value code="MDC_ECG_WAVC_%s"/><support>
        <supportingROI><component><boundary><code code="%s"/><value><low %s/><high %s/></value>
        </boundary></component>%s</supportingROI></support></annotation></component>
        """
        .formatted(
            name,
            kind,
            low,
            high,
            lead.isEmpty()
                ? ""
                : "<component><boundary><code code=\"" + lead + "\"/></boundary></component>");
  }

  private Waves waves(String annotations) throws IOException {
    return read(VALID.replace(
            "</series>",
            "<subjectOf><annotationSet>" + annotations + "</annotationSet></subjectOf></series>"))
        .ecgs()
        .get(0)
        .waves();
  }

  /** Three samples, 4 ms apart. */
  @Test
  void limitsAreSamplesOfTheSeries() throws IOException {
    String relative = "TIME_RELATIVE";
    assertThat(waves(wave("QRSWAVE", relative, ms(4), "value=\"0.008\" unit=\"s\"", "")))
        .isEqualTo(new Waves(null, null, null, 1, null, 2, null, null, null));
    // The nearest sample of 11.9 ms would be the fourth.
    assertThat(
            waves(
                wave("QRSWAVE", relative, ms(0), ms(4), "")
                    + wave("TWAVE", relative, ms(8), "value=\"11.9\" unit=\"ms\"", "")))
        .isEqualTo(new Waves(null, null, null, 0, null, 1, 2, null, null));
    assertThat(waves(wave("QRSWAVE", relative, ms(0), ms(4), "MDC_ECG_LEAD_V2")))
        .isEqualTo(Waves.NONE);
    assertThat(waves(wave("PWAVE", relative, ms(0), ms(4), "")))
        .isEqualTo(new Waves(0, null, 1, null, null, null, null, null, null));
    String absolute = "value=\"20021122091000.004\"";
    assertThat(waves(wave("QRSWAVE", "TIME_ABSOLUTE", absolute, absolute, "")).qrsOnset())
        .isEqualTo(1);
    String zone = "value=\"20021122091000.004+0100\"";
    assertThat(waves(wave("QRSWAVE", "TIME_ABSOLUTE", zone, zone, ""))).isEqualTo(Waves.NONE);
  }

  /** Waves of different beats must not be put together. */
  @Test
  void wavesAreThoseOfOneBeat() throws IOException {
    String beat = "<component><annotation><code code=\"MDC_ECG_BEAT\"/>%s</annotation></component>";
    assertThat(
            waves(
                beat.formatted(wave("PWAVE", "TIME_RELATIVE", ms(0), ms(0), ""))
                    + beat.formatted(wave("QRSWAVE", "TIME_RELATIVE", ms(4), ms(8), ""))))
        .isEqualTo(new Waves(null, null, null, 1, null, 2, null, null, null));
  }

  private static String ms(int value) {
    return "value=\"" + value + "\" unit=\"ms\"";
  }

  @Test
  void leadsRecordedOneAfterTheOtherAreRefused() {
    String set =
        VALID.substring(
            VALID.indexOf("<component><sequenceSet>"), VALID.indexOf("</series></component>"));
    String later = set.replace("LEAD_V2", "LEAD_V3").replace("091000", "091002");
    refused("different times", VALID.replace("</series>", later + "</series>"));
  }

  @Test
  void damagedFilesAreRefusedByName() {
    refused("increment", VALID.replace("\"ms\"", "\"furlong\""));
    refused("sample 1 is no number", VALID.replace("-2", "Planted"));
    refused("no voltage", VALID.replace("<scale value=\"5\"", "<scale value=\"x\""));
    refused("no series", VALID.replace("RHYTHM", "OTHER"));
    refused("no evenly spaced times", VALID.replace("TIME_ABSOLUTE", "OTHER"));
  }

  private void refused(String message, String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("a.xml", message)
        .hasMessageNotContainingAny("Planted", "4711");
  }

  @Property
  void anyDamageIsRefusedOrRead(@ForAll long seed) throws IOException {
    Mutations.readsOrRefuses(
        new AecgReader(), "a.xml", Mutations.mutate(VALID.getBytes(StandardCharsets.UTF_8), seed));
  }
}
