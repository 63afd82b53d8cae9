package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.io.Reading;
import org.ecglens.testing.LocalFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;

/** Real records against what the C reference library reads from them. */
class WfdbReferenceTest {
  private static final Set<String> FORMAT_16 = Set.of("s0010_re", "test01_00s", "a103l");

  @Test
  void recordsAreThoseOfTheReferenceLibrary() throws IOException {
    Path data = SharedFolder.path("data");
    int records = 0;
    for (String line : Files.readAllLines(data.resolve("wfdb-expected.jsonl"))) {
      JsonNode expected = new ObjectMapper().readTree(line);
      String folder = expected.get("dir").asText();
      String name = expected.get("record").asText();
      if (!folder.equals("wfdb") ? !folder.startsWith("wfdb/") : FORMAT_16.contains(name)) {
        check(new LocalFiles(data.resolve(folder)), name, expected);
        records++;
      }
    }
    assertThat(records).isEqualTo(50 + 80 + 3);
  }

  private static void check(LocalFiles files, String name, JsonNode expected) throws IOException {
    String path = files.path(name + ".hea");
    WfdbHeader header = WfdbHeader.parse(path, Files.readString(Path.of(path)));
    WfdbSamples samples = WfdbSamples.read(files, path, header);
    assertThat(samples.frames()).isEqualTo(expected.get("rows").asInt());
    assertThat(header.signals()).hasSize(expected.get("nsig").asInt());
    for (int signal = 0; signal < header.signals().size(); signal++) {
      digital(path, samples, signal, expected);
    }
    physical(path, header, new WfdbReader().read(files, name + ".hea", name), expected);
  }

  private static void digital(String path, WfdbSamples samples, int signal, JsonNode expected) {
    long sum = 0;
    int min = Integer.MAX_VALUE;
    int max = Integer.MIN_VALUE;
    int invalid = 0;
    for (int frame = 0; frame < samples.frames(); frame++) {
      int value = samples.at(signal, frame);
      if (value == WfdbSamples.INVALID) {
        invalid++;
      } else {
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
    }
    int last = samples.frames() - 1;
    assertThat(new long[] {sum, min, max, invalid, samples.at(signal, 0), samples.at(signal, last)})
        .as("%s, signal %d", path, signal)
        .containsExactly(
            expected.get("sum").get(signal).asLong(),
            expected.get("min").get(signal).asLong(),
            expected.get("max").get(signal).asLong(),
            expected.get("n_invalid_minus32768").get(signal).asLong(),
            expected.get("first").get(signal).asLong(),
            expected.get("last").get(signal).asLong());
  }

  private static void physical(String path, WfdbHeader header, Reading reading, JsonNode expected) {
    Ecg ecg = reading.ecg();
    int lead = 0;
    for (int signal = 0; signal < header.signals().size(); signal++) {
      if (Voltage.of(header.signals().get(signal).unit()).isPresent()) {
        double first = expected.get("first_phys").get(signal).asDouble();
        double last = expected.get("last_phys").get(signal).asDouble();
        assertThat(ecg.at(lead, 0) / 1000.0).as(path).isCloseTo(first, within(1e-6));
        assertThat(ecg.at(lead, ecg.samples() - 1) / 1000.0).as(path).isCloseTo(last, within(1e-6));
        lead++;
      }
    }
    assertThat(ecg.leads()).hasSize(lead);
  }
}
