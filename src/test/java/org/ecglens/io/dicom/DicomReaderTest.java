package org.ecglens.io.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Mutations;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.MemoryFile;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomReaderTest {
  private static final Path FILES = Path.of("src/test/resources/dicom");

  private static Reading read(byte[] content) throws IOException {
    return new DicomReader().read(new MemoryFile("a.dcm", content), "a.dcm", "a");
  }

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void readsBothSyntaxesAndBothKindsOfLength(boolean explicit, boolean undefined)
      throws IOException {
    String syntax = explicit ? DicomBytes.EXPLICIT : DicomBytes.IMPLICIT;
    Reading reading =
        read(
            DicomExample.file(
                explicit, undefined, syntax, "SS", new byte[] {1, 0, -1, -1, 0, 1, 2, 0}));

    Ecg ecg = reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(ecg.leads()).containsExactly("II", "aVR");
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.unit()).isEqualTo("uV");
    // 1 mV a step; the second channel lies 0.25 mV higher.
    assertThat(ecg.signal()).containsExactly(1000, 256_000, -750, 2250);
    assertThat(reading.person().id()).isEqualTo(DicomExample.PATIENT_ID);
    assertThat(reading.person().age()).isEqualTo(1);
    assertThat(reading.person().sex()).isEqualTo("female");
    assertThat(ecg.subject()).isNull();
  }

  /** As some archives store objects: with meta information alone before the object, or without. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void readsFilesWithoutPreamble(boolean explicit) throws IOException {
    String syntax = explicit ? DicomBytes.EXPLICIT : DicomBytes.IMPLICIT;
    byte[] file =
        DicomExample.file(explicit, false, syntax, "SS", new byte[] {1, 0, -1, -1, 0, 1, 2, 0});
    byte[] meta = Arrays.copyOfRange(file, 132, file.length);
    int object = 0;
    while (meta[object] != 8 || meta[object + 1] != 0 || meta[object + 2] != 0x16) {
      object++;
    }
    for (byte[] content : List.of(meta, Arrays.copyOfRange(meta, object, meta.length))) {
      assertThat(new DicomReader().contains(content)).isTrue();
      assertThat(read(content).ecgs().get(0).signal()).containsExactly(1000, 256_000, -750, 2250);
    }
    for (String text : List.of("\b", "\b\0\5\0", "time,I,II\n", "\2\0\0\0", "{}")) {
      byte[] other = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 64);
      other[7] = 1;
      assertThat(new DicomReader().contains(other)).as(text).isFalse();
    }
  }

  /** One multiplex group of 250 Hz, 1 µV a step, leads by their code and samples that count up. */
  private static DicomBytes group(String offset, int samples, int first, int... codes) {
    DicomBytes group = DicomExample.empty(true, false);
    if (offset != null) {
      group.text(Tag.GROUP_TIME_OFFSET, "DS", offset);
    }
    DicomBytes[] channels = new DicomBytes[codes.length];
    byte[] data = new byte[2 * samples * codes.length];
    for (int i = 0; i < codes.length; i++) {
      channels[i] =
          DicomExample.empty(true, false)
              .sequence(
                  Tag.CHANNEL_SOURCE,
                  DicomExample.empty(true, false)
                      .text(Tag.CODE_VALUE, "SH", "2:" + codes[i])
                      .text(Tag.CODING_SCHEME, "SH", "MDC"))
              .text(Tag.CHANNEL_SENSITIVITY, "DS", "1")
              .sequence(
                  Tag.CHANNEL_SENSITIVITY_UNITS,
                  DicomExample.empty(true, false).text(Tag.CODE_VALUE, "SH", "uV"));
      for (int t = 0; t < samples; t++) {
        data[2 * (t * codes.length + i)] = (byte) (first + 10 * i + t);
      }
    }
    return group
        .shorts(Tag.NUMBER_OF_CHANNELS, codes.length)
        .number(Tag.NUMBER_OF_SAMPLES, samples)
        .text(Tag.SAMPLING_FREQUENCY, "DS", "250")
        .sequence(Tag.CHANNEL_DEFINITIONS, channels)
        .shorts(Tag.BITS_ALLOCATED, 16)
        .text(Tag.SAMPLE_INTERPRETATION, "CS", "SS")
        .element(Tag.WAVEFORM_DATA, "OW", data);
  }

  private static Reading sheet(DicomBytes... groups) throws IOException {
    return read(
        DicomExample.empty(true, false)
            .text(Tag.SOP_CLASS, "UI", "1.2.840.10008.5.1.4.1.1.9.1.2")
            .sequence(Tag.WAVEFORMS, groups)
            .file(DicomBytes.EXPLICIT));
  }

  /** The code's meaning has the sign, the label only the lead. */
  @Test
  void anInvertedLeadIsNotTakenForTheLead() throws IOException {
    for (String meaning : new String[] {"Lead -aVR", "Lead aVR"}) {
      DicomBytes channel =
          DicomExample.empty(true, false)
              .sequence(
                  Tag.CHANNEL_SOURCE,
                  DicomExample.empty(true, false)
                      .text(Tag.CODE_VALUE, "SH", "x")
                      .text(Tag.CODING_SCHEME, "SH", "99X")
                      .text(Tag.CODE_MEANING, "LO", meaning))
              .text(Tag.CHANNEL_LABEL, "SH", "aVR")
              .text(Tag.CHANNEL_SENSITIVITY, "DS", "1")
              .sequence(
                  Tag.CHANNEL_SENSITIVITY_UNITS,
                  DicomExample.empty(true, false).text(Tag.CODE_VALUE, "SH", "uV"));
      DicomBytes group =
          DicomExample.empty(true, false)
              .shorts(Tag.NUMBER_OF_CHANNELS, 1)
              .number(Tag.NUMBER_OF_SAMPLES, 1)
              .text(Tag.SAMPLING_FREQUENCY, "DS", "250")
              .sequence(Tag.CHANNEL_DEFINITIONS, channel)
              .shorts(Tag.BITS_ALLOCATED, 16)
              .text(Tag.SAMPLE_INTERPRETATION, "CS", "SS")
              .element(Tag.WAVEFORM_DATA, "OW", new byte[] {1, 0});
      assertThat(sheet(group).ecgs().get(0).leads())
          .containsExactly(meaning.contains("-") ? "channel 1" : "aVR");
    }
  }

  /** Two leads, two more 8 ms later, which are two samples, as the groups of a sheet follow. */
  @Test
  void groupsAreJoinedByTime() throws IOException {
    Reading reading = sheet(group("1000", 2, 1, 1, 2), group("1008", 2, 50, 3, 4));
    Ecg ecg = reading.ecgs().get(0);
    assertThat(ecg.leads()).containsExactly("I", "II", "V1", "V2");
    float gap = Float.NaN;
    assertThat(ecg.signal())
        .containsExactly(1, 2, gap, gap, 11, 12, gap, gap, gap, gap, 50, 51, gap, gap, 60, 61);
    assertThat(reading.warnings()).isEmpty();
  }

  /** Without times, groups of one length are of one time. */
  @Test
  void groupsWithoutTimesAreJoinedWhereTheyAreEquallyLong() throws IOException {
    assertThat(sheet(group(null, 2, 1, 1), group(null, 2, 50, 3)).ecgs().get(0).signal())
        .containsExactly(1, 2, 50, 51);
    Reading other = sheet(group(null, 2, 1, 1, 2), group(null, 3, 50, 3), group("0", 2, 7, 4));
    assertThat(other.ecgs().get(0).leads()).containsExactly("I", "II");
    assertThat(other.warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.contains("multiplex group 2 (V1) is left out"));
  }

  /** The rhythm strip below a sheet has a lead that the sheet has too, for longer. */
  @Test
  void ofOneLeadTheLongestGroupIsRead() throws IOException {
    Reading reading = sheet(group("0", 2, 1, 1, 2), group("8", 2, 50, 3, 4), group("0", 4, 90, 2));
    assertThat(reading.ecgs().get(0).leads()).containsExactly("I", "V1", "V2", "II");
    assertThat(reading.ecgs().get(0).signal()).endsWith(90, 91, 92, 93);
    assertThat(reading.warnings())
        .singleElement()
        .asString()
        .contains("lead II of multiplex group 1 is left out");
    assertThatThrownBy(() -> sheet(group("0", 2, 1, 1), group("200000000", 2, 1, 2)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("too far apart");
  }

  @ParameterizedTest
  @CsvSource({"SB,1000,3000,-1750", "UB,1000,3000,254250"})
  void readsSamplesOfOneByteAndPadding(String format, float first, float second, float third)
      throws IOException {
    byte[] data = {1, -2, 3, (byte) 0x80};
    float[] signal =
        read(DicomExample.file(true, false, DicomBytes.EXPLICIT, format, data))
            .ecgs()
            .get(0)
            .signal();

    assertThat(signal).startsWith(first, second, third);
    assertThat(signal[3]).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"MB,mu-law", "AB,A-law", "UL,32 bits", "secret,unknown"})
  void refusesOtherSamplesByName(String format, String shown) {
    assertThatThrownBy(
            () ->
                read(
                    DicomExample.file(
                        true, false, DicomBytes.EXPLICIT, format, new byte[] {1, 2, 3, 4})))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(shown)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.10008.1.2.1.99,deflated data is damaged",
    "1.2.840.10008.1.2.2,at byte",
    "1.2.840.10008.1.2.4.50,syntax is unknown",
    "' ',syntax is absent"
  })
  void refusesOtherTransferSyntaxesByName(String syntax, String shown) {
    assertThatThrownBy(() -> read(DicomExample.file(true, false, syntax, "SB", new byte[4])))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(shown);
  }

  @Test
  void knowsItsFilesByTheMagic() {
    DicomReader reader = new DicomReader();

    assertThat(reader.recognises("folder/A.DCM")).isTrue();
    assertThat(reader.recognises("folder/a.dat")).isFalse();
    assertThat(reader.accepts(DicomExample.file())).isTrue();
    assertThat(reader.accepts(new byte[4096])).isFalse();
    assertThat(reader.accepts(new byte[131])).isFalse();
  }

  /** Files of pydicom, see python/dicom. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "deflated",
        "big-endian",
        "implicit",
        "twelve",
        "twelve-cut",
        "twelve-wrong",
        "long"
      })
  void readsWhatAnotherProgramWrites(String name) throws IOException {
    Reading reading = new DicomReader().read(new FolderFiles(FILES), name + ".dcm", "a");
    Ecg ecg = reading.ecgs().get(0);
    assertThat(ecg.leads()).containsExactly("I", "II");
    for (int t = 0; t < 100; t++) {
      assertThat(ecg.at(0, t)).isEqualTo(5 * (40 * t - 2000));
      assertThat(ecg.at(1, t)).isEqualTo(5 * (2000 - 37 * t));
    }
    assertThat(ecg.sampleRateHz()).isEqualTo(500);
    assertThat(reading.person().id()).isEqualTo("MRN8675309");
    assertThat(reading.warnings().stream().filter(line -> line.contains("more bits")).count())
        .isEqualTo(name.equals("twelve-wrong") ? 2 : 0);
    assertThat(reading.warnings().stream().filter(line -> line.contains("taken as the sign")))
        .hasSize(name.equals("twelve-cut") ? 1 : 0)
        .allMatch(line -> line.contains("2 channels of multiplex group 1 have signed samples"));
  }

  /** What an object inflates to is bounded. */
  @Test
  void bombsAreBounded() {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(new byte[DicomFile.LONGEST + 2]);
    deflater.finish();
    byte[] bomb = new byte[1 << 20];
    int length = deflater.deflate(bomb);
    deflater.end();
    byte[] head = DicomExample.empty(true, false).file("1.2.840.10008.1.2.1.99");
    byte[] content = Arrays.copyOf(head, head.length + length);
    System.arraycopy(bomb, 0, content, head.length, length);
    assertThatThrownBy(() -> read(content))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("inflated, the file has more than");
  }

  @Test
  void directoriesListWaveforms() throws IOException {
    byte[] content = Files.readAllBytes(FILES.resolve("disc/DICOMDIR"));
    DicomDirectory directory = DicomDirectory.of("DICOMDIR", content);
    String series = "PT000000/ST000000/SE000000/WV00000";
    assertThat(directory)
        .isEqualTo(new DicomDirectory(List.of(series + "0", series + "1", series + "2"), 1));
    String text = new String(content, StandardCharsets.ISO_8859_1);
    for (String damaged :
        List.of(text.replace("PT000000\\", "../00000\\"), text.replace("WAVEFORM", "IMAGE   "))) {
      assertThatThrownBy(
              () -> DicomDirectory.of("DICOMDIR", damaged.getBytes(StandardCharsets.ISO_8859_1)))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("DICOMDIR: ");
    }
    assertThatThrownBy(() -> read(content)).hasMessageContaining("a directory of files (DICOMDIR)");
  }

  @Property
  void anyDamageOfOtherSyntaxesGivesARecordOrASentence(
      @ForAll long seed, @ForAll @IntRange(max = 4) int file) throws IOException {
    String name =
        List.of("deflated.dcm", "big-endian.dcm", "twelve-cut.dcm", "long.dcm", "disc/DICOMDIR")
            .get(file);
    byte[] damaged = Mutations.mutate(Files.readAllBytes(FILES.resolve(name)), seed);
    Mutations.readsOrRefuses(new DicomReader(), "a.dcm", damaged);
    try {
      assertThat(DicomDirectory.of("DICOMDIR", damaged).waveforms()).isNotEmpty();
    } catch (UserException e) {
      assertThat(e).hasMessageContaining("DICOMDIR").hasMessageNotContaining("Zzyzx");
    }
  }

  @Test
  void refusesOtherObjectsAndShortData() {
    byte[] image =
        DicomExample.empty(true, false)
            .text(Tag.SOP_CLASS, "UI", "1.2.840.10008.5.1.4.1.1.2")
            .file(DicomBytes.EXPLICIT);

    assertThatThrownBy(() -> read(image))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("(0008,0016)");
    assertThatThrownBy(
            () -> read(DicomExample.file(true, false, DicomBytes.EXPLICIT, "SS", new byte[6])))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("6 bytes of data for 2 channels of 2 samples");
  }

  @Test
  void refusesSequencesThatNestWithoutEnd() {
    DicomBytes nested = DicomExample.empty(true, true);
    for (int i = 0; i < 1000; i++) {
      nested = DicomExample.empty(true, true).sequence(Tag.WAVEFORMS, nested);
    }
    byte[] content = nested.file(DicomBytes.EXPLICIT);

    assertThatThrownBy(() -> read(content))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("16 deep");
  }

  /** Values of the signals by pydicom 3.0 (waveform_array); marks read from its dump by eye. */
  @Test
  void agreesWithAnotherReaderOnARecordedFile() throws IOException {
    Path file = SharedFolder.path("data/dicom/waveform_ecg.dcm");
    Reading reading =
        new DicomReader().read(new FolderFiles(file.getParent()), "waveform_ecg.dcm", "a");

    Ecg rhythm = reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(rhythm.leads()).isEqualTo(Lead.STANDARD);
    assertThat(rhythm.sampleRateHz()).isEqualTo(1000);
    assertThat(rhythm.samples()).isEqualTo(10_000);
    assertThat(column(rhythm, 0))
        .containsExactly(
            100, 112.5, 12.5, -106.25, 43.75, 62.5, 50, 18.75, -12.5, -25, -68.75, -50);
    assertThat(column(rhythm, 9999))
        .containsExactly(
            25, 137.5, 112.5, -81.25, -43.75, 125, 25, -12.5, -112.5, -137.5, -150, -112.5);
    assertThat(sums(rhythm))
        .containsExactly(
            926613.75, 908587.5, -18026.25, -914497.5, 469263.75, 442162.5, 357775, 396443.75,
            367325, 381043.75, 386181.25, 384187.5);
    assertThat(rhythm.waves())
        .isEqualTo(new Waves(324, null, 438, 485, null, 560, null, null, 853));

    Ecg median = reading.ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(median.samples()).isEqualTo(1200);
    assertThat(sums(median))
        .containsExactly(
            68675, 158575, 89900, -113262.5, -10985, 123883.75, -101475, -9037.5, 131825, 187325,
            176050, 132025);
    assertThat(median.waves())
        .isEqualTo(new Waves(298, null, 412, 459, null, 534, null, null, 827));
    assertThat(median.labels())
        .containsAllEntriesOf(
            Map.of(
                "PR",
                161.0,
                "QRS",
                75.0,
                "QT",
                368.0,
                "QTc",
                370.0,
                "P_axis",
                74.0,
                "QRS_axis",
                52.0,
                "T_axis",
                57.0));
    assertThat(median.labels().get("rate")).isCloseTo(61.1, within(0.01));
    assertThat(reading.person().age()).isEqualTo(42);
    assertThat(reading.person().sex()).isEqualTo("female");
    assertThat(reading.warnings()).isEmpty();
  }

  private static double[] column(Ecg ecg, int sample) {
    double[] values = new double[ecg.leads().size()];
    Arrays.setAll(values, lead -> ecg.at(lead, sample));
    return values;
  }

  private static double[] sums(Ecg ecg) {
    double[] sums = new double[ecg.leads().size()];
    for (int sample = 0; sample < ecg.samples(); sample++) {
      for (int lead = 0; lead < sums.length; lead++) {
        sums[lead] += ecg.at(lead, sample);
      }
    }
    return sums;
  }

  @Property
  void anyDamageGivesARecordOrASentence(
      @ForAll boolean explicit,
      @ForAll boolean undefined,
      @ForAll @IntRange(min = 132, max = 900) int at,
      @ForAll byte value,
      @ForAll @IntRange(min = 1, max = 4) int width,
      @ForAll boolean cut)
      throws IOException {
    byte[] content =
        DicomExample.file(
            explicit,
            undefined,
            explicit ? DicomBytes.EXPLICIT : DicomBytes.IMPLICIT,
            "SB",
            new byte[] {1, -2, 3, 4});
    int start = Math.min(at, content.length - width);
    Arrays.fill(content, start, start + width, value);
    byte[] damaged = cut ? Arrays.copyOf(content, start + width) : content;
    try {
      assertThat(read(damaged).ecgs()).isNotEmpty();
    } catch (UserException e) {
      assertThat(e.getMessage()).startsWith("a.dcm: ").doesNotContain("secret", "Jane");
    }
  }
}
