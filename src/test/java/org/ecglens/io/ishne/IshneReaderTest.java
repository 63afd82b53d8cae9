package org.ecglens.io.ishne;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.Mutations;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Reading;
import org.ecglens.testing.MemoryFile;
import org.junit.jupiter.api.Test;

/** Files that Python wrote, see python/ishne/make.py. */
class IshneReaderTest {
  private static final Path FOLDER = Path.of("src/test/resources/ishne");
  private static final int SAMPLES = 40;

  private static byte[] content(String file) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(file));
  }

  private static ByteBuffer three() throws IOException {
    return ByteBuffer.wrap(content("three.ecg")).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static Reading read(ByteBuffer record) throws IOException {
    byte[] content = new byte[record.capacity()];
    record.get(0, content);
    return read(content);
  }

  private static Reading read(byte[] content) throws IOException {
    return new IshneReader().read(new MemoryFile("folder/a.ecg", content), "folder/a.ecg", "a");
  }

  /** What make.py says that the files hold. */
  private static float value(int lead, int sample, double step) {
    return (float) ((100 * lead + 7 * (sample % 13) - 20) * step);
  }

  @Test
  void leadsAndResolutions() throws IOException {
    Reading reading = read(content("three.ecg"));
    Ecg ecg = reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(reading.warnings()).isEmpty();
    assertThat(ecg.leads()).containsExactly("II", "V5", "channel 3");
    assertThat(ecg.sampleRateHz()).isEqualTo(200);
    assertThat(ecg.samples()).isEqualTo(SAMPLES);
    assertThat(ecg.unit()).isEqualTo("uV");
    for (int i = 0; i < SAMPLES; i++) {
      assertThat(ecg.at(0, i)).isCloseTo(value(0, i, 2.5), within(1e-3f));
      assertThat(ecg.at(1, i)).isCloseTo(value(1, i, 5), within(1e-3f));
      assertThat(ecg.at(2, i)).isCloseTo(value(2, i, 0.5), within(1e-3f));
    }
  }

  @Test
  void theOtherByteOrderAndTheOtherCount() throws IOException {
    Reading reading = read(content("big.ecg"));
    Ecg ecg = reading.ecgs().get(0);
    assertThat(reading.warnings()).isEmpty();
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.samples()).isEqualTo(SAMPLES);
    assertThat(ecg.at(1, 3)).isEqualTo(value(1, 3, 1));
    // III = II − I, in every sample the difference of the leads.
    assertThat(ecg.at(2, 3)).isEqualTo(100f);
    assertThat(ecg.at(11, 39)).isEqualTo(value(7, 39, 1));
  }

  @Test
  void thePersonIsKnownByTheNumber() throws IOException {
    Reading reading = read(content("three.ecg"));
    assertThat(reading.person().id()).isEqualTo("MRN8675309");
    // Three days before the birthday.
    assertThat(reading.ecgs().get(0).labels()).containsEntry("age", 72.0).containsEntry("sex", 1.0);
    ByteBuffer unnamed = three().put(108, new byte[20]);
    assertThat(read(unnamed).person().id()).isEqualTo("Zzyzx Complained 1947-02-03");
    assertThat(read(unnamed).warnings().toString()).doesNotContain("Zzyzx");
  }

  @Test
  void aWrongChecksumIsAWarning() throws IOException {
    assertThat(read(three().putShort(8, (short) 1)).warnings())
        .containsExactly("folder/a.ecg: the checksum of the header does not fit its content.");
  }

  @Test
  void leadsWithoutResolutionAndLeadsThatOccurTwiceAreLeftOut() throws IOException {
    Reading reading = read(three().putShort(206, (short) -9).putShort(162, (short) 15));
    assertThat(reading.ecgs().get(0).leads()).containsExactly("V5");
    assertThat(reading.warnings())
        .contains(
            "folder/a.ecg: lead 1, II, is left out: the header does not say its resolution.",
            "folder/a.ecg: lead 3, V5, is left out: a lead before it is the same.");
  }

  @Test
  void whatTheHeaderAnnounces() throws IOException {
    byte[] sound = content("three.ecg");
    assertThat(read(three().putInt(14, 39)).warnings())
        .anyMatch(text -> text.contains("announces 39 samples, the file holds 40 for each"));
    assertThatThrownBy(() -> read(three().putInt(14, 121)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("announces 121 samples");
    assertThatThrownBy(() -> read(three().putShort(156, (short) 13)))
        .hasMessageContaining("13 leads");
    assertThatThrownBy(() -> read(three().putShort(272, (short) 0)))
        .hasMessageContaining("no sampling rate");
    assertThatThrownBy(() -> read(three().putInt(22, 100)))
        .hasMessageContaining("within the header");
    assertThatThrownBy(() -> read(three().putInt(22, -1))).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> read(Arrays.copyOf(sound, 500))).hasMessageContaining("ends within");
    assertThatThrownBy(() -> read("ISHNE".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(NoRecordingException.class);
  }

  @Property
  void damagedFilesGiveRecordsOrMessages(@ForAll long seed) throws IOException {
    for (String file : new String[] {"three.ecg", "big.ecg"}) {
      Mutations.readsOrRefuses(new IshneReader(), "a.ecg", Mutations.mutate(content(file), seed));
    }
  }
}
