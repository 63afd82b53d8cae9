package org.ecglens.io.edf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Mutations;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Reading;
import org.ecglens.testing.MemoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that EDFlib wrote, see python/edf/make.py, and files that are composed here. */
class EdfReaderTest {
  private static final Path FOLDER = Path.of("src/test/resources/edf");

  private static byte[] content(String file) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(file));
  }

  private static Reading read(byte[] content) throws IOException {
    return read(content, null);
  }

  private static Reading read(byte[] content, String unit) throws IOException {
    return new EdfReader(new Assumptions(null, unit, null, null, false))
        .read(new MemoryFile("folder/a.edf", content), "folder/a.edf", "a");
  }

  /** What make.py says that the files hold. */
  private static int digital(int lead, int sample) {
    return 100 * lead + 7 * (sample % 13) - 20;
  }

  private static void holds(Ecg ecg, int lead, int signal, int sample, int from, double step) {
    assertThat(ecg.at(lead, sample))
        .isCloseTo((float) (digital(signal, from) * step), within(1e-3f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plus.edf", "plain.edf"})
  void filesOfEdflib(String file) throws IOException {
    Reading reading = read(content(file));
    Ecg ecg = reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(ecg.leads()).containsExactly("II", "V5", "ECG");
    assertThat(ecg.sampleRateHz()).isEqualTo(50);
    assertThat(ecg.unit()).isEqualTo("uV");
    assertThat(ecg.samples()).isEqualTo(200);
    for (int i = 0; i < 200; i++) {
      holds(ecg, 0, 0, i, i, 0.5);
      holds(ecg, 1, 1, i, i, 0.5);
      holds(ecg, 2, 4, i, i, 0.5);
    }
    assertThat(reading.warnings())
        .containsExactly(
            "folder/a.edf: 1 of 5 signals are left out, because their labels are not those of an"
                + " electrocardiogram: 3 ('Resp').",
            "folder/a.edf: 1 of 5 signals are left out, because their rate is not that of the"
                + " others: 4 ('ECG V1').");
    assertThat(reading.assumed()).isEmpty();
  }

  @Test
  void samplesOf24Bits() throws IOException {
    Ecg ecg = read(content("plus.bdf")).ecgs().get(0);
    // Without II the other limb leads do not follow.
    assertThat(ecg.leads()).containsExactly("I", "aVF");
    assertThat(ecg.samples()).isEqualTo(120);
    for (int i = 0; i < 120; i++) {
      holds(ecg, 0, 0, i, i, 1e-3);
      holds(ecg, 1, 1, i, i, 1e-3);
    }
  }

  @Test
  void gapsAreMissingSamples() throws IOException {
    Reading reading = read(content("gaps.edf"));
    Ecg ecg = reading.ecgs().get(0);
    assertThat(ecg.samples()).isEqualTo(300);
    for (int i = 0; i < 50; i++) {
      holds(ecg, 1, 1, i, i, 0.5);
      holds(ecg, 1, 1, 50 + i, 50 + i, 0.5);
      assertThat(ecg.at(1, 100 + i)).isNaN();
      holds(ecg, 1, 1, 150 + i, 100 + i, 0.5);
      assertThat(ecg.at(1, 200 + i)).isNaN();
      holds(ecg, 1, 1, 250 + i, 150 + i, 0.5);
    }
    assertThat(reading.warnings()).noneMatch(text -> text.contains("continuous"));
    byte[] wrong = replaced(content("gaps.edf"), "EDF+D", "EDF+C");
    assertThat(read(wrong).ecgs().get(0).samples()).isEqualTo(300);
    assertThat(read(wrong).warnings()).anyMatch(text -> text.contains("continuous"));
    assertThatThrownBy(() -> read(replaced(content("gaps.edf"), "+3\u0014", "+0\u0014")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("times of its data records are missing or damaged");
    assertThatThrownBy(() -> read(replaced(content("gaps.edf"), "+3\u0014", "ab\u0014")))
        .hasMessageContaining("times of its data records");
  }

  @Test
  void theSubfieldsOfThePerson() throws IOException {
    Reading reading = read(content("plus.edf"));
    assertThat(reading.person().id()).isEqualTo("MRN8675309");
    // Three days before the birthday.
    assertThat(reading.ecgs().get(0).labels()).containsEntry("age", 72.0).containsEntry("sex", 1.0);
    assertThat(reading.warnings().toString()).doesNotContain("Zzyzx", "MRN");
    byte[] unknown =
        replaced(content("plus.edf"), "MRN8675309 F 03-FEB-1947 Zzyzx", "X X X X" + " ".repeat(23));
    assertThat(read(unknown).person().id()).isNull();
    assertThat(read(unknown).ecgs().get(0).labels()).isEmpty();
  }

  /** A signal of a file that is written here: label, unit, physical range, digital range, bytes. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Signal(
      String label, String unit, String low, String high, String least, String most, int... bytes) {
    static Signal of(String label, String unit, int... bytes) {
      return new Signal(label, unit, "-32768", "32767", "-32768", "32767", bytes);
    }
  }

  private static byte[] file(String person, String seconds, String records, Signal... signals) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text(out, "0", 8);
    text(out, person, 80);
    text(out, "recording", 80);
    text(out, "31.01.20", 8);
    text(out, "10.00.00", 8);
    text(out, Integer.toString(256 * (signals.length + 1)), 8);
    text(out, "", 44);
    text(out, records, 8);
    text(out, seconds, 8);
    text(out, Integer.toString(signals.length), 4);
    List<Signal> all = List.of(signals);
    all.forEach(signal -> text(out, signal.label, 16));
    all.forEach(signal -> text(out, "", 80));
    all.forEach(signal -> text(out, signal.unit, 8));
    all.forEach(signal -> text(out, signal.low, 8));
    all.forEach(signal -> text(out, signal.high, 8));
    all.forEach(signal -> text(out, signal.least, 8));
    all.forEach(signal -> text(out, signal.most, 8));
    all.forEach(signal -> text(out, "", 80));
    all.forEach(signal -> text(out, Integer.toString(signal.bytes.length / 2), 8));
    all.forEach(signal -> text(out, "", 32));
    for (Signal signal : all) {
      for (int value : signal.bytes) {
        out.write(value);
      }
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text, int width) {
    byte[] field = Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), width);
    for (int i = text.length(); i < width; i++) {
      field[i] = ' ';
    }
    out.writeBytes(field);
  }

  private static byte[] replaced(byte[] content, String old, String other) {
    return new String(content, StandardCharsets.ISO_8859_1)
        .replace(old, other)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Physical values by hand: 2 and −2 of 0 to 10 in steps of 0.01 mV, from −500. */
  @Test
  void rangesGiveTheVoltage() throws IOException {
    Signal signal = new Signal("II", "mV", "0", "10", "-500", "500", 2, 0, 0xfe, 0xff);
    Ecg ecg = read(file("", "0.01", "1", signal)).ecgs().get(0);
    assertThat(ecg.at(0, 0)).isCloseTo(5020f, within(1e-3f));
    assertThat(ecg.at(0, 1)).isCloseTo(4980f, within(1e-3f));
    assertThat(ecg.sampleRateHz()).isEqualTo(200);
    Signal inverse = new Signal("II", "\u00b5V", "1000", "-1000", "-500", "500", 2, 0);
    assertThat(read(file("", ".01", "1", inverse)).ecgs().get(0).at(0, 0)).isEqualTo(-4f);
  }

  /** A third of a second has no end in eight characters. */
  @ParameterizedTest
  @CsvSource({"0.333333, 6", "0.01, 200", "0.7, 2.857142857142857"})
  void rates(String seconds, double rate) throws IOException {
    byte[] file = file("", seconds, "1", Signal.of("II", "uV", 1, 0, 2, 0));
    assertThat(read(file).ecgs().get(0).sampleRateHz()).isEqualTo(rate);
  }

  @Test
  void whoTheFieldOfEdfNames() throws IOException {
    Signal signal = Signal.of("II", "uV", 1, 0);
    assertThat(read(file("Zzyzx 4711", "1", "1", signal)).person().id()).isEqualTo("Zzyzx 4711");
    assertThat(read(file("X X X X", "1", "1", signal)).person().id()).isNull();
    assertThat(read(file("Anonymous", "1", "1", signal)).person().id()).isNull();
  }

  @Test
  void aUnitThatIsNotSaidIsAssumed() throws IOException {
    byte[] file = file("", "1", "1", Signal.of("ECG", "", 5, 0));
    assertThat(read(file).assumed()).containsExactly(Reading.Assumed.UNIT);
    // Of a unit that the whole reading lacks is told from the reading.
    assertThat(read(file).warnings()).isEmpty();
    Reading said = read(file, "0.1mV");
    assertThat(said.assumed()).isEmpty();
    assertThat(said.ecgs().get(0).at(0, 0)).isEqualTo(500f);
  }

  @Test
  void aUnitThatSomeSignalsDoNotSayIsANotice() throws IOException {
    byte[] file =
        file("", "1", "1", Signal.of("ECG V1", "", 5, 0), Signal.of("ECG V2", "mV", 5, 0));
    Reading some = read(file);
    assertThat(some.assumed()).isEmpty();
    assertThat(some.warnings()).singleElement().asString().contains("1 signals", "uV is assumed");
    assertThat(some.ecgs().get(0).at(0, 0)).isEqualTo(5f);
    assertThat(some.ecgs().get(0).at(1, 0)).isEqualTo(5000f);
    assertThat(read(file, "mV").warnings()).isEmpty();
  }

  @Test
  void whichSignalsAreAnElectrocardiogram() throws IOException {
    Reading named =
        read(
            file(
                "",
                "1",
                "1",
                Signal.of("MLII", "mV", 1, 0),
                Signal.of("ECG Zzyzx", "mV", 2, 0),
                Signal.of("ECG", "bpm", 3, 0),
                Signal.of("EEG Fpz-Cz", "uV", 4, 0),
                new Signal("V1", "mV", "1", "1", "-5", "5", 5, 0),
                Signal.of("V2", "mV", 6, 0),
                Signal.of("ECG V2", "mV", 7, 0)));
    assertThat(named.ecgs().get(0).leads()).containsExactly("V2", "MLII", "channel 2");
    assertThat(named.warnings()).hasSize(3).noneMatch(text -> text.contains("Zzyzx"));
    Reading nameless =
        read(file("", "1", "1", Signal.of("ch1", "mV", 1, 0), Signal.of("2", "mV", 2, 0)));
    assertThat(nameless.ecgs().get(0).leads()).containsExactly("channel 1", "channel 2");
    assertThat(nameless.warnings()).singleElement().asString().contains("taken for an electro");
    assertThatThrownBy(() -> read(file("", "1", "1", Signal.of("EEG Fpz-Cz", "uV", 1, 0))))
        .isInstanceOf(NoRecordingException.class)
        .hasMessageContaining("none of its 1 signals");
  }

  @Test
  void recordsThatTheHeaderDoesNotCount() throws IOException {
    Signal signal = Signal.of("II", "uV", 1, 0, 2, 0);
    Reading open = read(file("", "1", "-1", signal));
    assertThat(open.ecgs().get(0).samples()).isEqualTo(2);
    assertThat(open.warnings()).singleElement().asString().contains("not closed");
    assertThatThrownBy(() -> read(file("", "1", "2", signal)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("announces 2 data records, the file holds 1");
    assertThatThrownBy(() -> read(file("", "1", "0", signal)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no data record");
  }

  @Test
  void contentDecides() throws IOException {
    EdfReader reader = new EdfReader(Assumptions.NONE);
    for (String file : List.of("plus.edf", "plain.edf", "gaps.edf", "plus.bdf")) {
      assertThat(reader.contains(Arrays.copyOf(content(file), EcgReader.START_BYTES))).isTrue();
    }
    byte[] table = "0       1       2\n".repeat(40).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(reader.contains(table)).isFalse();
    assertThatThrownBy(() -> read(table)).hasMessageContaining("does not begin as EDF");
    assertThat(reader.recognises("a/B.EDF")).isTrue();
    assertThat(reader.recognises("a.rec")).isFalse();
  }

  /** Gaps of years: what does not fit into a record is said, before memory is taken. */
  @Test
  void recordingsThatAreTooLong() throws IOException {
    byte[] far = replaced(content("gaps.edf"), "+5\u0014\u0014\u0000", "+99999999\u0014\u0014");
    byte[] cut = Arrays.copyOf(far, content("gaps.edf").length);
    assertThatThrownBy(() -> read(cut))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("folder/a.edf: 3 leads of ", "cut the recording into parts");
  }

  @Property
  void damagedFilesGiveRecordsOrMessages(@ForAll long seed) throws IOException {
    for (String file : List.of("plus.edf", "gaps.edf", "plus.bdf")) {
      byte[] content = Mutations.mutate(content(file), seed);
      Mutations.readsOrRefuses(new EdfReader(Assumptions.NONE), "a.edf", content);
    }
  }
}
