package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.random.Draws;
import org.ecglens.testing.MemoryFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WfdbReaderTest {
  private static final WfdbReader READER = new WfdbReader();

  @Test
  void recognisesHeaders() {
    assertThat(READER.recognises("a/E07500.hea")).isTrue();
    assertThat(READER.recognises("a/E07500.mat")).isFalse();
  }

  @Test
  void voltagesBecomeMicrovoltsWhateverTheirUnit() throws IOException {
    Reading reading =
        read(
            """
            r 3 500 2
            r.dat 16 1000(10)/mV 16 0 0 30 0 i
            r.dat 16 2/uV 16 0 0 7 0 ii
            r.dat 16 1e6/V 16 0 0 9 0 v5
            """,
            shorts(10, 3, 4, 20, 4, 5));
    Ecg ecg = reading.ecg();
    assertThat(ecg.signal()).containsExactly(0, 10, 1.5f, 2, 4, 5);
    assertThat(ecg.unit()).isEqualTo("uV");
    assertThat(ecg.leads()).containsExactly("I", "II", "V5");
    assertThat(ecg.recordId()).isEqualTo("folder/r");
    assertThat(ecg.source()).isEqualTo("wfdb");
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void invalidSampleIsNotANumber() throws IOException {
    Ecg ecg = read("r 1 500 3\nr.dat 16 1/uV\n", shorts(1, -32768, -32767)).ecg();
    assertThat(ecg.signal()).containsExactly(1, Float.NaN, -32767);
  }

  @Test
  void lengthComesFromTheFileWhereTheHeaderHasNone() throws IOException {
    Ecg ecg = read("r 2\nr.dat 16 1/uV\nr.dat 16 1/uV\n", shorts(1, 2, 3, 4, 5, 6)).ecg();
    assertThat(ecg.samples()).isEqualTo(3);
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.signal()).containsExactly(1, 3, 5, 2, 4, 6);
  }

  @Test
  void signalsMayLieInSeveralFilesBehindOffsets() throws IOException {
    MemoryFiles files =
        new MemoryFiles()
            .with("r.hea", "r 3 500 2\nr.mat 16+2 1/uV\nr.mat 16+2 1/uV\nsub/x.dat 16 1/uV\n")
            .with("r.mat", shorts(77, 1, 2, 3, 4))
            .with("sub/x.dat", shorts(5, 6));
    assertThat(READER.read(files, "r.hea", "r").ecg().signal()).containsExactly(1, 3, 2, 4, 5, 6);
  }

  @Test
  void peculiaritiesAreWarnings() throws IOException {
    Reading reading =
        read(
            "other 2 500 1\nr.dat 16 1/uV 16 0 0 4 0 I\nr.dat 16 1/NU 16 0 0 -65530 0 PLETH\n",
            shorts(5, 6, 7, 8));
    assertThat(reading.ecg().leads()).containsExactly("I");
    assertThat(reading.warnings())
        .containsExactlyInAnyOrder(
            "mem/r.hea, line 2: the checksum of I is 4, that of the samples 5",
            "mem/r.dat: holds 2 samples of each signal, of which the header states 1",
            "mem/r.hea: the header is that of a record named other",
            "mem/r.hea, line 3: PLETH is in NU, not a voltage, and is left out");
  }

  @Test
  void otherUnitsAreKeptWhereNothingIsAVoltage() throws IOException {
    assertThat(read("r 1 500 1\nr.dat 16 2/NU\n", shorts(5)).ecg().unit()).isEqualTo("NU");
  }

  @Test
  void personIsReadAndKeptOutOfText() throws IOException {
    Person challenge =
        read("r 1 500 1\nr.dat 16\n# Age: 65\n#Sex: Male\n# Dx: 253352002,427084000\n", shorts(5))
            .person();
    assertThat(challenge.age()).isEqualTo(65);
    assertThat(challenge.sex()).isEqualTo("male");
    assertThat(challenge.diagnoses()).containsExactly("253352002", "427084000");
    assertThat(challenge.toString()).isEqualTo("Person");
    Person ludb = read("r 1 500 1\nr.dat 16\n#<age>: 51 <sex>: F\n", shorts(5)).person();
    assertThat(ludb.age()).isEqualTo(51);
    assertThat(ludb.sex()).isEqualTo("female");
    Person unknown = read("r 1 500 1\nr.dat 16\n#Age: NaN\n#Sex: Unknown\n", shorts(5)).person();
    assertThat(unknown).isEqualTo(Person.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"r 2 500 4\nr.dat 16\nr.dat 16\n\"|mem/r.dat: holds 2 samples of each signal, mem/r.hea states 4",
        "\"r 1 500 1000000000000\nr.dat 16\n\"|mem/r.hea states 1000000000000",
        "\"r 1 500 1\nr.dat 16+9223372036854775807\n\"|mem/r.dat: holds 0 samples",
        "\"r 1 500 4\nmissing.dat 16\n\"|mem/missing.dat: there is no such file, but line 2",
        "\"r 1 500 4\nr.dat 212\n\"|mem/r.hea, line 2: the format of signal 0 is 212",
        "\"r 1 500 4\nr.dat 16x2\n\"|line 2: the number of samples per frame of signal 0 is 2",
        "\"r 1 500 4\nr.dat 16:3\n\"|line 2: the skew of signal 0 is 3",
        "\"r 2 500 1\nr.dat 16\nr.dat 16+2\n\"|line 3: the byte offset of signal 1 is 2",
        "\"r 2 500 1\nr.dat 16 1/NU\nr.dat 16 1/mmHg\n\"|line 3: the unit of signal 1 is mmHg",
        "\"r 2\nr.dat 16\nx.dat 16\n\"|mem/x.dat: holds 1 samples of each signal, the files before",
      })
  void badRecordIsRefusedByPlaceAndValue(String header, String message) {
    MemoryFiles files =
        new MemoryFiles()
            .with("r.hea", header)
            .with("r.dat", shorts(1, 2, 3, 4))
            .with("x.dat", shorts(1));
    if (header.contains("r 2 500 4")) {
      files.with("r.dat", new byte[11]);
    }
    assertThatThrownBy(() -> READER.read(files, "r.hea", "r"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  @Test
  void missingHeaderIsRefused() {
    assertThatThrownBy(() -> READER.read(new MemoryFiles(), "r.hea", "r"))
        .isInstanceOf(UserException.class)
        .hasMessage("mem/r.hea: there is no such file");
  }

  /** Whatever stands in a header, it is read or refused, and nothing else happens. */
  @Test
  void damagedHeadersAreReadOrRefused() throws IOException {
    byte[] sound =
        """
        r 2 500/1000(3) 4 8:26:04 26/10/1994
        r.mat 16x1+24 1000.0(0)/mV 16 0 126 -21611 0 I
        r.mat 16x1+24 200/mV 16 0 -239 18959 0 II
        # Age: 65
        #Sex: Male
        # Dx: 1,2
        """
            .getBytes(StandardCharsets.UTF_8);
    byte[] alphabet = "0123456789-+.()/:x #\n\t\\eENa\0\u00ff".getBytes(StandardCharsets.UTF_8);
    Draws draws = Draws.of(11, "headers");
    int read = 0;
    int refused = 0;
    for (int round = 0; round < 4000; round++) {
      byte[] header = sound.clone();
      int mutations = 1 + draws.below(6, round, 0);
      for (int m = 1; m <= mutations; m++) {
        int place = draws.below(header.length, round, 3L * m);
        header[place] = alphabet[draws.below(alphabet.length, round, 3L * m + 1)];
      }
      if (draws.below(4, round, 1) == 0) {
        header = Arrays.copyOf(header, draws.below(header.length, round, 2));
      }
      MemoryFiles files = new MemoryFiles().with("r.hea", header).with("r.mat", new byte[24 + 16]);
      try {
        assertThat(READER.read(files, "r.hea", "r").ecg().leads()).isNotEmpty();
        read++;
      } catch (UserException e) {
        assertThat(e).hasMessageStartingWith("mem/");
        refused++;
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThat(refused).isGreaterThan(100);
  }

  private static Reading read(String header, byte[] samples) throws IOException {
    MemoryFiles files = new MemoryFiles().with("r.hea", header).with("r.dat", samples);
    return READER.read(files, "r.hea", "folder/r");
  }

  private static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }
}
