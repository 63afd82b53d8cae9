package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real records against what the C library of WFDB reads from them. */
class WfdbReferenceTest {

  /** Of the records of the wfdb folder those in format 16 with one sample a frame and no skew. */
  private static final Set<String> FORMAT_16 = Set.of("a103l", "s0010_re", "test01_00s");

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
            })
        .filter(
            record ->
                !record.get("dir").asText().startsWith("wfdb")
                    || FORMAT_16.contains(record.get("record").asText()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void digitalValuesAreThoseOfTheReference(JsonNode expected) throws IOException {
    FolderFiles files = new FolderFiles(data().resolve(expected.get("dir").asText()));
    String name = expected.get("record").asText() + ".hea";
    WfdbHeader header = WfdbHeader.parse(name, Files.readString(files.folder().resolve(name)));
    short[][] digital = WfdbReader.digital(name, files, header);
    assertThat(digital).hasNumberOfRows(expected.get("nsig").asInt());
    for (int signal = 0; signal < digital.length; signal++) {
      int rows = digital[signal].length;
      assertThat(rows).isEqualTo(expected.get("rows").asInt());
      long sum = 0;
      int min = Integer.MAX_VALUE;
      int max = Integer.MIN_VALUE;
      int invalid = 0;
      for (short value : digital[signal]) {
        if (value == Short.MIN_VALUE) {
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
      assertThat(digital[signal][0]).isEqualTo(number(expected, "first", signal).shortValue());
      assertThat(digital[signal][rows - 1])
          .isEqualTo(number(expected, "last", signal).shortValue());
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void amplitudesAreThoseOfTheReference(JsonNode expected) throws IOException {
    String name = expected.get("record").asText();
    if (name.equals("a103l")) {
      return; // two units: see below
    }
    Reading reading = read(data().resolve(expected.get("dir").asText()), name);
    Ecg ecg = reading.ecgs().get(0);
    assertThat(reading.warnings()).isEmpty();
    assertThat(ecg.unit()).isEqualTo("uV");
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      amplitude(ecg.at(lead, 0), number(expected, "first_phys", lead));
      amplitude(ecg.at(lead, ecg.samples() - 1), number(expected, "last_phys", lead));
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "100: format 212, is 16",
        "3000003_0003: format 80, is 16",
        "310derive: format 310, is 16",
        "311derive: format 311, is 16",
        "flac_3_constant: format 508, is 16",
        "test01_00s_frame: 2 samples a frame, one sample a frame",
        "test01_00s_skew: a skew of 3 samples, without skew",
        "a103l: different units, NU",
        "041s/041s: multi-segment, single-segment",
        "fixed1/v102s: multi-segment, single-segment"
      })
  void whatIsNotReadIsRefusedByName(String line) {
    String[] parts = line.split(": |, ", 3);
    Path header = data().resolve("wfdb").resolve(parts[0] + ".hea");
    assertThatThrownBy(() -> read(header.getParent(), parts[0].replaceFirst(".*/", "")))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(header.getFileName().toString(), parts[1], parts[2]);
  }
}
