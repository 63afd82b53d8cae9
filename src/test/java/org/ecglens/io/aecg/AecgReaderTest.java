package org.ecglens.io.aecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

  /** Decoded with Python's ElementTree. */
  @Test
  void realFileHasStripAndBeat() throws IOException {
    Reading reading =
        new AecgReader()
            .read(new FolderFiles(SharedFolder.path("data/aecg")), "subject1_0.xml", "s");
    Ecg rhythm = reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(rhythm.leads()).isEqualTo(Lead.STANDARD);
    assertThat(rhythm.sampleRateHz()).isEqualTo(500);
    assertThat(rhythm.samples()).isEqualTo(5000);
    assertThat(sum(rhythm, 0)).isCloseTo(-4921 * 2.5, within(1e-2));
    assertThat(sum(rhythm, 3)).isCloseTo(4432 * 2.5, within(1e-2));
    assertThat(rhythm.at(10, 4999)).isEqualTo(-50f);
    Ecg beat = reading.ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(beat.samples()).isEqualTo(599);
    assertThat(sum(beat, 10)).isCloseTo(5079 * 2.5, within(1e-2));
    assertThat(beat.waves()).isEqualTo(new Waves(143, null, 194, 217, null, 277, null, null, 427));
    assertThat(beat.labels())
        .containsEntry("PR", 148.0)
        .containsEntry("QRS", 120.0)
        .containsEntry("QT", 420.0)
        .containsEntry("QTc", 443.0)
        .containsEntry("P_axis", 44.0);
    assertThat(reading.person().id()).isEqualTo("subject1");
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

  @Property(tries = 500)
  void anyDamageIsRefusedOrRead(@ForAll long seed) throws IOException {
    Mutations.readsOrRefuses(
        new AecgReader(), "a.xml", Mutations.mutate(VALID.getBytes(StandardCharsets.UTF_8), seed));
  }
}
