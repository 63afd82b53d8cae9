package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Reading;
import org.ecglens.testing.FolderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames, skew, FLAC, units and segments, in small records with values worked out by hand. */
class StoredRecordTest {
  private static final int I = Samples.INVALID;

  @TempDir private Path folder;

  private void write(String name, String... lines) throws IOException {
    Files.writeString(folder.resolve(name), String.join("\n", lines));
  }

  private void bytes(String name, int... values) throws IOException {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    Files.write(folder.resolve(name), bytes);
  }

  private DigitalRecord digital(Frames mode) throws IOException {
    return DigitalRecord.read(new FolderFiles(folder), "a.hea", mode);
  }

  private Reading read() throws IOException {
    return new WfdbReader().read(new FolderFiles(folder), "a.hea", "a");
  }

  private void refused(String... parts) {
    assertThatThrownBy(this::read).isInstanceOf(UserException.class).hasMessageContainingAll(parts);
  }

  @Test
  void differencesStartAtTheInitialValue() throws IOException {
    write("a.hea", "a 2 100 3", "a.dat 8 1/mV 8 0 10 36 0 x", "a.dat 8 1/mV 8 -4 -4 -14 0 y");
    bytes("a.dat", 1, 0, 1, -1, 1, 1);
    DigitalRecord record = digital(Frames.SMOOTHED);
    assertThat(record.values(0)).containsExactly(11, 12, 13);
    assertThat(record.values(1)).containsExactly(-4, -5, -4);
    // 11 + 12 + 13 = 36, -4 - 5 - 4 = -13
    assertThat(record.warnings()).singleElement().asString().contains("signal 1, checksum -14");
  }

  @Test
  void framesAreSmoothedOrRepeated() throws IOException {
    write("a.hea", "a 3 100 2", "a.dat 80x3", "a.dat 80x2", "a.dat 80");
    // -3 -2 -2 | 1 2 | 7, then 4 invalid 6 | -1 -2 | 8
    bytes("a.dat", 125, 126, 126, 129, 130, 135, 132, 0, 134, 127, 126, 136);
    DigitalRecord smooth = digital(Frames.SMOOTHED);
    // floor((-7 + 1) / 3), floor((3 + 1) / 2), floor((-3 + 1) / 2)
    assertThat(smooth.values(0)).containsExactly(-2, I);
    assertThat(smooth.values(1)).containsExactly(2, -1);
    assertThat(smooth.values(2)).containsExactly(7, 8);
    assertThat(smooth.sampleRateHz()).isEqualTo(100);
    DigitalRecord fine = digital(Frames.HIGH_RESOLUTION);
    assertThat(fine.values(0)).containsExactly(-3, -2, -2, 4, I, 6);
    assertThat(fine.values(1)).containsExactly(1, 1, 2, -1, -1, -2);
    assertThat(fine.values(2)).containsExactly(7, 7, 7, 8, 8, 8);
    assertThat(fine.sampleRateHz()).isEqualTo(300);
  }

  @Test
  void skewIsTakenOutAndSamplesBehindTheEndServe() throws IOException {
    bytes("a.dat", 129, 130, 131, 132, 133, 134);
    write("a.hea", "a 2 100 3", "a.dat 80:1", "a.dat 80");
    assertThat(digital(Frames.SMOOTHED).values(0)).containsExactly(3, 5);
    write("a.hea", "a 2 100 2", "a.dat 80:1", "a.dat 80");
    assertThat(digital(Frames.SMOOTHED).values(0)).containsExactly(3, 5);
    assertThat(digital(Frames.SMOOTHED).values(1)).containsExactly(2, 4);
    write("a.hea", "a 2 100 3", "a.dat 80:3", "a.dat 80");
    refused("a.hea", "a skew of 3 frames leaves nothing");
  }

  /** Files, sums and sums weighted by 1, 2, 3 … by wfdb-python, which uses libFLAC. */
  @ParameterizedTest
  @CsvSource({
    "8, 508, 4629, 1353021, -768, -270614",
    "16, 516, 269427, 71616429, 262396, 68881135",
    "24, 524, 68059743, 18059565488, 67633018, 17772101283"
  })
  void decodesFlac(int bits, int format, long sum, long weighted, long otherSum, long otherWeighted)
      throws IOException {
    byte[] flac;
    try (InputStream in = getClass().getResourceAsStream("/wfdb/flac-" + bits + ".dat")) {
      flac = in.readAllBytes();
    }
    Files.write(folder.resolve("a.dat"), flac);
    write("a.hea", "a 2 100", "a.dat " + format, "a.dat " + format);
    DigitalRecord record = digital(Frames.SMOOTHED);
    assertThat(record.values(0)).hasSize(600);
    assertThat(sums(record.values(0))).containsExactly(sum, weighted);
    assertThat(sums(record.values(1))).containsExactly(otherSum, otherWeighted);

    write("a.hea", "a 2 100 300", "a.dat " + format + "x2", "a.dat " + format + "x2");
    assertThat(sums(digital(Frames.HIGH_RESOLUTION).values(1)))
        .containsExactly(otherSum, otherWeighted);

    write("a.hea", "a 2 100 601", "a.dat " + format, "a.dat " + format);
    refused("holds 600 frames", "601");
    write("a.hea", "a 1 100", "a.dat " + format);
    refused("2 FLAC channels");
    flac[flac.length / 2] ^= 4;
    Files.write(folder.resolve("a.dat"), flac);
    write("a.hea", "a 2 100", "a.dat " + format, "a.dat " + format);
    refused("a.dat", "FLAC");
  }

  private static long[] sums(int[] values) {
    long sum = 0;
    long weighted = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      weighted += (i + 1L) * values[i];
    }
    return new long[] {sum, weighted};
  }

  @Test
  void voltagesAreKeptOfSeveralUnits() throws IOException {
    bytes("a.dat", 129, 130, 131, 132);
    write(
        "a.hea",
        "a 4 100",
        "a.dat 80 1/NU 8 0 0 0 0 x",
        "a.dat 80 1/NU 8 0 0 0 0 y",
        "a.dat 80 1/mV 8 0 0 0 0 lead ii",
        "~ 0 1/V 8 0 0 0 0 v1");
    Ecg ecg = read().ecgs().get(0);
    assertThat(ecg.unit()).isEqualTo("uV");
    assertThat(ecg.leads()).containsExactly("II", "V1");
    assertThat(ecg.signal()).containsExactly(3000, Float.NaN);
    assertThat(read().warnings()).anyMatch(w -> w.contains("2 of 4 signals are left out"));
  }

  @Test
  void theCommonestUnitIsKeptWhereThereIsNoVoltage() throws IOException {
    bytes("a.dat", 129, 130, 131);
    write("a.hea", "a 3 100", "a.dat 80 1/NU", "a.dat 80 1/mmHg", "a.dat 80 1/mmHg");
    assertThat(read().ecgs().get(0).unit()).isEqualTo("mmHg");
    assertThat(read().ecgs().get(0).signal()).containsExactly(2, 3);
  }

  private void layout() throws IOException {
    write(
        "l.hea",
        "l 3 100 0",
        "~ 0 10(2)/mV 8 0 0 0 0 I",
        "~ 0 4/mV 8 0 0 0 0 II",
        "~ 0 1/mV 8 0 0 0 0 V");
    write("s1.hea", "s1 2 100 2", "s1.dat 80 4/mV 8 0 0 0 0 II", "s1.dat 80 5(1)/mV 8 0 0 0 0 I");
    bytes("s1.dat", 129, 130, 0, 125);
    write("s2.hea", "s2 1 100 1", "s2.dat 80 20/mV 8 0 0 3 0 I");
    bytes("s2.dat", 131);
  }

  @Test
  void segmentsFindTheirPlaceByDescription() throws IOException {
    layout();
    write("a.hea", "a/4 3 100 5", "l 0", "s1 2", "~ 2", "s2 1");
    DigitalRecord record = digital(Frames.SMOOTHED);
    // 2 · (2 - 1) + 2, 2 · (-3 - 1) + 2, then 3 / 2 + 2 with the half rounded up
    assertThat(record.values(0)).containsExactly(4, -6, I, I, 4);
    assertThat(record.values(1)).containsExactly(1, I, I, I, I);
    assertThat(record.values(2)).containsExactly(I, I, I, I, I);
    assertThat(read().ecgs().get(0).leads()).containsExactly("I", "II", "V");
    assertThat(WfdbSegments.of(new FolderFiles(folder), "a.hea"))
        .containsExactly("l.hea", "s1.hea", "s2.hea");
    assertThat(WfdbSegments.of(new FolderFiles(folder), "s1.hea")).isEmpty();
  }

  @Test
  void segmentsOfOneLayoutFollowEachOther() throws IOException {
    layout();
    write("a.hea", "a/3 1 100 7", "s2 1", "~ 1", "s1 2");
    assertThatThrownBy(this::read).hasMessageContainingAll("segment s1 has 2 signals");
    write("s1.hea", "s1 1 100 4", "s1.dat 80 20/mV 8 0 0 0 0 I");
    assertThat(digital(Frames.SMOOTHED).values(0)).containsExactly(3, I, 1, 2);
    assertThat(read().warnings())
        .hasSize(2)
        .anyMatch(w -> w.contains("number of samples 7"))
        .anyMatch(w -> w.contains("the segment has 4 frames"));
  }

  @Test
  void segmentsThatCannotBeReadAreRefusedByName() throws IOException {
    layout();
    for (List<String> lines :
        List.of(
            List.of("l 0;s3 2", "segment s3", "no such file"),
            List.of("l 0;s1 3", "s1.dat", "holds 2 frames"),
            List.of("l 0;s1 1000000000000", "too long"),
            List.of("l 0;s1 9223372036854775807;s2 9223372036854775807", "too long"),
            List.of("l 0;a 1", "segment a has segments itself"),
            List.of("a 1;a 1", "segment a has segments itself"),
            List.of("l 0;s1 1;s1 1", "listed twice"),
            List.of("l 0;~ 5", "no segment holds a sample"),
            List.of("~ 5;s1 1", "the first segment is a gap"),
            List.of("l 0;../s1 1", "does not stay in the folder"),
            List.of("l 0;/etc/s1 1", "does not stay in the folder"),
            List.of("l 0;s1", "does not name a record and its length"),
            List.of("l 0;s1 -1", "is negative"))) {
      String[] segments = lines.get(0).split(";", -1);
      write("a.hea", "a/" + segments.length + " 3 100", String.join("\n", segments));
      refused(lines.subList(1, lines.size()).toArray(String[]::new));
    }
  }

  /** Nobody knows which of them is right; a header without a rate says nothing. */
  @Test
  void segmentsOfAnotherRateAreRefused() throws IOException {
    write("a.hea", "a/2 1 250", "s1 2", "s2 2");
    bytes("s.dat", 129, 130);
    write("s1.hea", "s1 1 250 2", "s.dat 80 1/uV 8 0 0 0 0 I");
    write("s2.hea", "s2 1 500 2", "s.dat 80 1/uV 8 0 0 0 0 I");
    refused("segment s2 has 500.0 Hz, the record 250.0 Hz");
    write("s2.hea", "s2 1", "s.dat 80 1/uV 8 0 0 0 0 I");
    assertThat(read().ecgs().get(0).signal()).containsExactly(1, 2, 1, 2);
  }

  @Test
  void samplesBehindTheAnnouncedOnesAreNoticed() throws IOException {
    write("a.hea", "a 1 100 5", "a.dat 80 1/uV 8 0 0 0 0 I");
    bytes("a.dat", new int[50]);
    assertThat(read().ecgs().get(0).samples()).isEqualTo(5);
    assertThat(read().warnings())
        .anyMatch(w -> w.contains("announces 5 samples of each signal, the files hold 50"));
  }

  @Test
  void aLayoutAloneIsNoRecord() throws IOException {
    write("a.hea", "a 1 100 5", "~ 0 1/mV 8 0 0 0 0 I");
    refused("a.hea", "layout of a record of several segments");
  }

  @Test
  void labelsComeFromComments() throws IOException {
    bytes("a.dat", 129);
    write(
        "a.hea",
        "a 1 100",
        "a.dat 80",
        "#Age: 300",
        "# Sex: Female",
        "#Dx: 426177001,12,AF",
        "# <subject_id>: 10000032");
    assertThat(read().ecgs().get(0).labels())
        .containsOnly(
            Map.entry("age", 90.0), Map.entry("sex", 1.0), Map.entry("dx:426177001", 1.0));
    assertThat(read().person().id()).isEqualTo("10000032");
  }

  /** Written by wfdb-python: three annotations with details, the last one far away. */
  @Test
  void readsAnnotationsWithDetails() throws IOException {
    Files.write(
        folder.resolve("w.atr"),
        HexFormat.of()
            .parseHex(
                "050400ec0000cb07005803f401f803fc6f64640000ec4c007043001404f0fef404fc6e6f74650000"));
    assertThat(WfdbAnnotations.read(new FolderFiles(folder), "w.atr"))
        .containsExactly(
            new Annotation(5, 1, 0, 0, 0, ""),
            new Annotation(2000, 22, 3, 1, 0, "odd"),
            new Annotation(5_000_000, 5, -2, 1, 4, "note"));
  }

  @Test
  void refusesAnnotationsThatAreCutOff() throws IOException {
    Files.write(
        folder.resolve("w.atr"), "\u0005\u0004\u00ff".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> WfdbAnnotations.read(new FolderFiles(folder), "w.atr"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("w.atr");
  }
}
