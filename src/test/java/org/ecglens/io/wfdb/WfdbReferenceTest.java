package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real records against what the C library of WFDB reads from them. */
class WfdbReferenceTest {

  private static Path data() {
    return SharedFolder.path("data");
  }

  static Stream<JsonNode> records() throws IOException {
    ObjectMapper json = new ObjectMapper();
    return Files.readAllLines(data().resolve("wfdb-expected.jsonl")).stream()
        .map(
            line -> {
              try {
                return json.readTree(line);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("records")
  void digitalValuesAreThoseOfTheReference(JsonNode expected) throws IOException {
    DigitalRecord record =
        DigitalRecord.read(
            new FolderFiles(data().resolve(expected.get("dir").asText())),
            expected.get("record").asText() + ".hea",
            Frames.SMOOTHED);
    assertThat(record.signals()).hasSize(expected.get("nsig").asInt());
    for (int signal = 0; signal < record.signals().size(); signal++) {
      int[] digital = record.values(signal);
      int rows = digital.length;
      assertThat(rows).isEqualTo(expected.get("rows").asInt());
      long sum = 0;
      int min = Integer.MAX_VALUE;
      int max = Integer.MIN_VALUE;
      int invalid = 0;
      for (int value : digital) {
        if (value == Samples.INVALID) {
          invalid++;
        } else {
          sum += value;
          min = Math.min(min, value);
          max = Math.max(max, value);
        }
      }
      assertThat(invalid).isEqualTo(expected.get("n_invalid_minus32768").get(signal).asInt());
      assertThat(sum).isEqualTo(expected.get("sum").get(signal).asLong());
      assertThat(min).isEqualTo(expected.get("min").get(signal).asInt());
      assertThat(max).isEqualTo(expected.get("max").get(signal).asInt());
      assertThat(digital[0]).isEqualTo(number(expected, "first", signal).intValue());
      assertThat(digital[rows - 1]).isEqualTo(number(expected, "last", signal).intValue());
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void amplitudesAreThoseOfTheReference(JsonNode expected) throws IOException {
    Path folder = data().resolve(expected.get("dir").asText());
    String name = expected.get("record").asText();
    List<WfdbSignal> signals =
        DigitalRecord.read(new FolderFiles(folder), name + ".hea", Frames.SMOOTHED).signals();
    Reading reading = read(folder, name);
    // MIT-BIH's headers leave units to the manual.
    List<String> warnings =
        reading.notices().stream()
            .filter(notice -> notice.kind() != Notice.Kind.CONVENTION_UNIT)
            .map(Notice::detail)
            .toList();
    Ecg ecg = reading.ecgs().get(0);
    assertThat(ecg.unit()).isEqualTo("uV");
    int lead = 0;
    for (int signal = 0; signal < signals.size(); signal++) {
      if (Voltage.of(signals.get(signal).unit()).isPresent()) {
        amplitude(ecg.at(lead, 0), number(expected, "first_phys", signal));
        amplitude(ecg.at(lead, ecg.samples() - 1), number(expected, "last_phys", signal));
        lead++;
      }
    }
    assertThat(ecg.leads()).hasSize(lead);
    if (lead == signals.size()) {
      assertThat(warnings).isEmpty();
    } else {
      assertThat(warnings)
          .singleElement()
          .asString()
          .contains(signals.size() - lead + " of " + signals.size() + " signals are left out");
    }
  }

  /** The reference prints millivolts with eight decimals. */
  private static void amplitude(float microvolts, Double millivolts) {
    assertThat(microvolts / Voltage.MILLIVOLT.microvolts())
        .isCloseTo(millivolts, within(1e-6 * Math.abs(millivolts) + 5.1e-9));
  }

  private static Double number(JsonNode expected, String field, int signal) {
    return Double.valueOf(expected.get(field).get(signal).asText());
  }

  private static Reading read(Path folder, String record) throws IOException {
    return new WfdbReader().read(new FolderFiles(folder), record + ".hea", record);
  }

  @Test
  void leadsOfRealRecordsAreNamedInTheUsualWay() throws IOException {
    assertThat(read(data().resolve("cinc2021"), "HR06000").ecgs().get(0).leads())
        .isEqualTo(Lead.STANDARD);
    assertThat(read(data().resolve("ludb/data"), "1").ecgs().get(0).leads())
        .isEqualTo(Lead.STANDARD);
  }

  @Test
  void personsOfRealRecordsAreRead() throws IOException {
    assertThat(read(data().resolve("cinc2021"), "E07500").person())
        .isEqualTo(new Person(null, 78, "male", List.of("67741000119109", "426177001")));
    assertThat(read(data().resolve("wfdb"), "s0010_re").person())
        .extracting(Person::age, Person::sex)
        .containsExactly(81, "female");
    assertThat(read(data().resolve("wfdb"), "test01_00s").person())
        .isEqualTo(new Person(null, 25, "male", List.of()));
    assertThat(read(data().resolve("ludb/data"), "1").person().diagnoses())
        .contains("Rhythm: Sinus bradycardia.", "Left ventricular hypertrophy.");
  }
}
