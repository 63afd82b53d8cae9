package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WfdbReaderTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeSignals() throws IOException {
    Files.write(folder.resolve("a.dat"), shorts(0, 10, 20, 1, 11, 21, 2, 12, -32768));
    Files.write(folder.resolve("b.dat"), shorts(-5, 5, 15));
    ByteBuffer matlab = ByteBuffer.allocate(24 + 12).order(ByteOrder.LITTLE_ENDIAN);
    matlab
        .putInt(30)
        .putInt(2)
        .putInt(3)
        .putInt(0)
        .putInt(4)
        .put("val\0".getBytes(StandardCharsets.UTF_8));
    matlab.put(shorts(1, -1, 2, -2, 3, -3));
    Files.write(folder.resolve("a.mat"), matlab.array());
  }

  private static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  private Reading read(String... header) throws IOException {
    Files.writeString(folder.resolve("a.hea"), String.join("\n", header));
    return new WfdbReader().read(new FolderFiles(folder), "a.hea", "set/a");
  }

  @Test
  void takesInterleavedSignalsApart() throws IOException {
    Reading reading =
        read(
            "a 3 500 3",
            "a.dat 16 1000/mV 16 0 0 3 0 lead i",
            "a.dat 16 0.5(10)/uV 16 0 0 33 0 avr",
            "a.dat 16 1(20)/V 16 0 0 -32727 0 Y");
    assertThat(reading.ecgs().get(0).recordId()).isEqualTo("set/a");
    assertThat(reading.ecgs().get(0).source()).isEqualTo("wfdb");
    assertThat(reading.ecgs().get(0).leads()).containsExactly("I", "aVR", "Y");
    assertThat(reading.ecgs().get(0).unit()).isEqualTo("uV");
    assertThat(reading.ecgs().get(0).signal())
        .containsExactly(0, 1, 2, 0, 2, 4, 0, 1e6f, Float.NaN);
    assertThat(reading.warnings()).isEmpty();
  }

  /** As the median beats of PTB-XL+ are published: the folder is that of the program's output. */
  @Test
  void aFolderMayStandBeforeTheNames() throws IOException {
    for (String record : new String[] {"some/folder/a", "2/a"}) {
      Reading reading = read(record + " 1 500", "some/folder/b.dat 16 1/uV 16 0 0 15 0 II");
      assertThat(reading.ecgs().get(0).signal()).as(record).containsExactly(-5, 5, 15);
      assertThat(reading.warnings()).anyMatch(warning -> warning.contains("beside it are read"));
    }
    Files.createDirectories(folder.resolve("there"));
    Files.write(folder.resolve("there/b.dat"), shorts(7));
    assertThat(read("f/a 1 500", "there/b.dat 16 1/uV 16 0 0 7 0 II").ecgs().get(0).signal())
        .containsExactly(7);
  }

  /** A number behind the slash that is the record's own, not that of its segments. */
  @Test
  void aNumberedRecordMayHaveAFolder() throws IOException {
    Files.writeString(folder.resolve("00001.hea"), "ge/00001 1 500 3\nge/b.dat 16 1/uV\n");
    assertThat(
            new WfdbReader().read(new FolderFiles(folder), "00001.hea", "1").ecgs().get(0).signal())
        .containsExactly(-5, 5, 15);
  }

  @Test
  void mediansAreBeats() throws IOException {
    String header = "b.dat 16 1/uV 16 0 0 15 0 II\n";
    Files.writeString(folder.resolve("1_medians.hea"), "f/1_medians 1 500 3\n" + header);
    assertThat(
            new WfdbReader()
                .read(new FolderFiles(folder), "1_medians.hea", "1")
                .ecgs()
                .get(0)
                .kind())
        .isEqualTo(Ecg.Kind.MEDIAN);
    Files.writeString(folder.resolve("1_medians.hea"), "1_medians 1 1 3\n" + header);
    assertThat(
            new WfdbReader()
                .read(new FolderFiles(folder), "1_medians.hea", "1")
                .ecgs()
                .get(0)
                .kind())
        .as("three seconds")
        .isEqualTo(Ecg.Kind.RHYTHM);
  }

  @Test
  void aSecondSignalThatIsNoLeadIsLeftOut() throws IOException {
    Reading reading =
        read(
            "a 3 500 3",
            "a.dat 16 1/uV 16 0 0 3 0 Pacer",
            "a.dat 16 1/uV 16 0 0 33 0 II",
            "a.dat 16 1/uV 16 0 0 -32727 0 Pacer");
    assertThat(reading.ecgs().get(0).leads()).containsExactly("Pacer", "II");
    assertThat(reading.warnings())
        .singleElement()
        .asString()
        .endsWith("signal 2, 'Pacer', is left out: signal 0 has the same name.");
    Reading leads =
        read(
            "a 3 500 3",
            "a.dat 16 1/uV 16 0 0 3 0 II",
            "a.dat 16 1/uV 16 0 0 33 0 ii",
            "a.dat 16 1/uV 16 0 0 -32727 0 V1");
    assertThat(leads.ecgs().get(0).leads()).as("for the check").containsExactly("II", "II", "V1");
    Files.write(folder.resolve("a.dat"), shorts(1, 1, 2, 3, 3, 4));
    Reading same =
        read(
            "a 3 500 2",
            "a.dat 16 1/uV 16 0 0 4 0 II",
            "a.dat 16 1/uV 16 0 0 4 0 ii",
            "a.dat 16 1/uV 16 0 0 6 0 V1");
    assertThat(same.ecgs().get(0).leads()).containsExactly("II", "V1");
  }

  @Test
  void readsSeveralFiles() throws IOException {
    Reading reading =
        read("a 4", "a.dat 16 1/uV", "a.dat 16 1/uV", "a.dat 16 1/uV", "b.dat 16 1/uV");
    assertThat(reading.ecgs().get(0).samples()).isEqualTo(3);
    assertThat(reading.ecgs().get(0).at(3, 0)).isEqualTo(-5);
    assertThat(reading.ecgs().get(0).at(3, 2)).isEqualTo(15);
  }

  @Test
  void readsMatlabFilesBehindTheirHeader() throws IOException {
    Reading reading = read("a 2 500", "a.mat 16+24 1/uV", "a.mat 16+24 1/uV");
    assertThat(reading.ecgs().get(0).signal()).containsExactly(1, 2, 3, -1, -2, -3);
  }

  @Test
  void readsFewerSamplesThanTheFileHolds() throws IOException {
    assertThat(read("a 1 500 2", "b.dat 16 1/uV").ecgs().get(0).signal()).containsExactly(-5, 5);
  }

  @Test
  void keepsUnitsThatAreNoVoltage() throws IOException {
    Reading reading = read("a 1", "b.dat 16 10/mmHg");
    assertThat(reading.ecgs().get(0).unit()).isEqualTo("mmHg");
    assertThat(reading.ecgs().get(0).signal()).containsExactly(-0.5f, 0.5f, 1.5f);
  }

  @Test
  void checksumsAreComparedModulo65536AndOnlyWarn() throws IOException {
    assertThat(read("a 1 250", "b.dat 16 1/mV 16 0 -5 15").warnings()).isEmpty();
    assertThat(read("a 1 250", "b.dat 16 1/mV 16 0 -5 65551").warnings()).isEmpty();
    assertThat(read("a 1 250", "b.dat 16 1/mV 16 0 -5 -65521").warnings()).isEmpty();
    assertThat(read("a 1 250", "b.dat 16 1/mV 16 0 -5 16").warnings())
        .singleElement()
        .asString()
        .contains("a.hea", "signal 0", "checksum 16", "is 15");
  }

  @Test
  void anotherNameInTheHeaderIsAWarning() throws IOException {
    assertThat(read("other 1 250", "b.dat 16 1/mV").warnings())
        .singleElement()
        .asString()
        .contains("a.hea", "\"other\"");
  }

  @Test
  void readsUnitsInLatin1() throws IOException {
    Files.write(
        folder.resolve("a.hea"), "a 1\nb.dat 16 1/\u00b5V".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(new WfdbReader().read(new FolderFiles(folder), "a.hea", "a").ecgs().get(0).unit())
        .isEqualTo("uV");
  }

  private void refused(String message, String... header) {
    assertThatThrownBy(() -> read(header))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("a.hea")
        .hasMessageContaining(message);
  }

  @Test
  void refusesFilesThatAreTooShort() {
    refused("holds 3 frames of its 1 signals", "a 1 500 4", "b.dat 16");
    refused("holds 1 frames of its 2 signals", "a 2 500 3", "b.dat 16", "b.dat 16");
    refused("says 1000000000000;", "a 1 500 1000000000000", "b.dat 16");
    refused("says 9223372036854775807;", "a 1 500 9223372036854775807", "b.dat 16");
    refused("holds 0 frames", "a 1 500 3", "b.dat 16+9223372036854775807");
    refused("no samples", "a 1", "b.dat 16+24");
  }

  @Test
  void refusesFilesThatAreMissing() {
    refused("signal file c.dat is missing", "a 1", "c.dat 16");
    refused("signal file c.dat is missing", "a 2 500 3", "b.dat 16", "c.dat 16");
    assertThatThrownBy(() -> new WfdbReader().read(new FolderFiles(folder), "z.hea", "z"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("z.hea");
  }

  @Test
  void refusesSignalsThatDoNotGoTogether() {
    refused("do not follow each other", "a 3", "b.dat 16", "a.dat 16", "b.dat 16");
    refused("different formats (16, 212)", "a 2", "b.dat 16", "b.dat 212");
    refused("format \"99\" is none of 0, 8, 16,", "a 1", "b.dat 99");
  }

  @Test
  void refusesHeadersThatAreTooLarge() {
    refused("too large", "a 1", "b.dat 16", "# " + "x".repeat(1 << 20));
  }

  /** Whatever stands in a header, the reader reads it or says what is wrong. */
  @Test
  void damagedHeadersGiveRecordsOrMessages() throws IOException {
    byte[] sound =
        """
        # Age: 60
        a 3 500/100(0) 3 12:00:00 1/1/2000
        a.dat 16x1:0+0 1000(0)/mV 16 0 0 3 0 I
        a.dat 16 1000(0)/mV 16 0 10 33 0 II
        a.dat 16 1000(0)/mV 16 0 20 -32727 0 V1
        # <sex>: M <diagnoses>: one, two"""
            .getBytes(StandardCharsets.UTF_8);
    byte[] letters = "0123456789-+.eE/()x:# \t\n\0N~\u00b5".getBytes(StandardCharsets.ISO_8859_1);
    Random random = new Random(20240229);
    int read = 0;
    for (int round = 0; round < 1000; round++) {
      byte[] damaged = sound.clone();
      for (int i = random.nextInt(6); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] =
            random.nextInt(4) == 0
                ? (byte) random.nextInt(256)
                : letters[random.nextInt(letters.length)];
      }
      Files.write(folder.resolve("a.hea"), damaged);
      try {
        Reading reading = new WfdbReader().read(new FolderFiles(folder), "a.hea", "a");
        assertThat(reading.ecgs().get(0).samples()).isPositive();
        read++;
      } catch (UserException e) {
        assertThat(e).hasMessageContaining("a.hea");
      }
    }
    assertThat(read).isBetween(50, 950);
  }
}
