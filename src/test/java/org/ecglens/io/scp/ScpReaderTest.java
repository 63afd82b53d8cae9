package org.ecglens.io.scp;

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
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Mutations;
import org.ecglens.io.Reading;
import org.ecglens.testing.MemoryFile;
import org.junit.jupiter.api.Test;

/** Records that Python packed after the standard, see python/scp/make.py. */
class ScpReaderTest {
  private static final Path FOLDER = Path.of("src/test/resources/scp");
  private static final List<String> FILES =
      List.of("raw.scp", "huffman.scp", "custom.scp", "high.scp");

  private static byte[] content(String file) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(file));
  }

  private static ByteBuffer words(String file) throws IOException {
    return ByteBuffer.wrap(content(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where a section begins. */
  private static int section(ByteBuffer record, int id) {
    return record.getInt(22 + 10 * id + 6) - 1;
  }

  private static Reading read(ByteBuffer record) throws IOException {
    byte[] content = new byte[record.capacity()];
    record.get(0, content);
    return read(content);
  }

  private static Reading read(byte[] content) throws IOException {
    return new ScpReader().read(new MemoryFile("folder/a.scp", content), "folder/a.scp", "a");
  }

  private static Ecg rhythm(Reading reading) {
    return reading.ecg(Ecg.Kind.RHYTHM).orElseThrow();
  }

  /** What make.py says that the files hold, samples counted from 0. */
  private static float digital(int lead, int sample) {
    return 100 * lead + 7 * (sample % 13) - 20;
  }

  @Test
  void words16() throws IOException {
    Reading reading = read(content("raw.scp"));
    Ecg ecg = rhythm(reading);
    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.ecgs()).hasSize(1);
    assertThat(ecg.leads()).containsExactly("I", "II", "III", "aVR", "aVL", "aVF");
    assertThat(ecg.sampleRateHz()).isEqualTo(500);
    assertThat(ecg.samples()).isEqualTo(40);
    for (int i = 0; i < 40; i++) {
      assertThat(ecg.at(0, i)).isCloseTo(digital(0, i) * 2.5f, within(1e-3f));
      assertThat(ecg.at(1, i)).isCloseTo(digital(1, i) * 2.5f, within(1e-3f));
    }
  }

  @Test
  void codesOfTheStandardAndSecondDifferences() throws IOException {
    Reading reading = read(content("huffman.scp"));
    Ecg ecg = rhythm(reading);
    assertThat(reading.warnings()).isEmpty();
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    for (int i = 0; i < 40; i++) {
      assertThat(ecg.at(0, i)).isEqualTo(digital(0, i));
      assertThat(ecg.at(6, i)).isEqualTo(digital(2, i));
      assertThat(ecg.at(11, i)).isEqualTo(digital(7, i));
    }
    assertThat(ecg.labels())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("rate", 75.0),
                Map.entry("PR", 160.0),
                Map.entry("QRS", 90.0),
                Map.entry("QT", 400.0),
                Map.entry("P_axis", 45.0),
                Map.entry("R_axis", -30.0),
                Map.entry("R", 1200.0),
                Map.entry("J", -24.0),
                Map.entry("T", 310.0),
                Map.entry("age", 72.0),
                Map.entry("sex", 1.0)));
  }

  /** II has the samples 1 to 30, V5 11 to 40; an inverted aVR is no aVR. */
  @Test
  void codesOfTheRecordAndLeadsAtOtherTimes() throws IOException {
    Reading reading = read(content("custom.scp"));
    Ecg ecg = rhythm(reading);
    assertThat(reading.warnings()).isEmpty();
    assertThat(ecg.leads()).containsExactly("II", "V5", "channel 3");
    assertThat(ecg.samples()).isEqualTo(40);
    for (int i = 0; i < 40; i++) {
      Float first = i < 30 ? digital(0, i) * 2.5f : Float.NaN;
      Float second = i >= 10 ? digital(1, i) * 2.5f : Float.NaN;
      assertThat((Float) ecg.at(0, i)).isEqualTo(first);
      assertThat((Float) ecg.at(1, i)).isEqualTo(second);
      assertThat(ecg.at(2, i)).isEqualTo(digital(2, i) * 2.5f);
    }
  }

  /** Protected zones, levels between them, samples left over, and two subtracted beats. */
  @Test
  void bimodalCompressionAndSubtraction() throws IOException {
    Reading reading = read(content("high.scp"));
    Ecg ecg = rhythm(reading);
    assertThat(reading.warnings()).isEmpty();
    assertThat(ecg.leads()).containsExactly("II", "V5");
    assertThat(ecg.sampleRateHz()).isEqualTo(500);
    assertThat(ecg.samples()).isEqualTo(200);
    int[][] kept = {{53, 66}, {135, 146}, {175, 186}, {199, 200}};
    int[] ends = {53, 135, 175, 201};
    for (int lead = 0; lead < 2; lead++) {
      for (int sample = 1; sample <= 200; sample++) {
        int at = sample;
        boolean exact = Arrays.stream(kept).anyMatch(zone -> at >= zone[0] && at <= zone[1]);
        long stretch = Arrays.stream(ends).filter(end -> at >= end).count();
        float residual = exact ? digital(lead, sample - 1) : 4 * (stretch + 1) + lead;
        float beat = 0;
        for (int fiducial : new int[] {60, 140}) {
          if (Math.abs(sample - fiducial) <= 15) {
            // The 20th sample of the beat lies on the fiducial, in steps of 5 µV.
            beat = 5 * 10 * (lead + 1) * (sample - fiducial + 19);
          }
        }
        assertThat(ecg.at(lead, sample - 1)).as("%d %d", lead, sample).isEqualTo(residual + beat);
      }
    }
    Ecg median = reading.ecg(Ecg.Kind.MEDIAN).orElseThrow();
    assertThat(median.samples()).isEqualTo(40);
    assertThat(median.at(1, 39)).isEqualTo(5 * 20 * 39f);
    assertThat(median.waves().qrsOnset()).isEqualTo(10);
    assertThat(median.waves().qrsOffset()).isEqualTo(30);
    assertThat(median.waves().pOnset()).isNull();
    assertThat(median.waves().tOffset()).isNull();
    assertThat(ecg.labels())
        .containsEntry("QRS", 40.0)
        .containsEntry("R_axis", 60.0)
        .containsEntry("J", 20 * 5.0 * 20)
        .doesNotContainKeys("PR", "QT", "QTc", "P_axis", "T_axis");
  }

  /** Means 0 and 8 of four samples each, then one sample, in a lead of nine. */
  @Test
  void meansAreJoinedByLines() {
    Bimodal bimodal = new Bimodal(List.of(), 4);
    ScpLead lead = new ScpLead("II", 2, 1, 9);
    assertThat(bimodal.stored(lead)).isEqualTo(3);
    assertThat(bimodal.restored(lead, new int[] {0, 8, 5}))
        .containsExactly(0, 0, 0, 2, 4, 6, 8, 8, 5);
    Bimodal zone = new Bimodal(List.of(new QrsLocations.Zone(3, 4)), 4);
    assertThat(zone.stored(lead)).isEqualTo(2 + 2 + 2);
    assertThat(zone.restored(lead, new int[] {1, 2, 3, 4, 5, 6}))
        .containsExactly(1, 2, 3, 4, 5, 5, 5, 5, 6);
  }

  @Test
  void thePersonIsKnownByTheNumber() throws IOException {
    for (String file : FILES) {
      Reading reading = read(content(file));
      assertThat(reading.person().id()).isEqualTo("MRN8675309");
      assertThat(reading.warnings().toString()).doesNotContain("Zzyzx", "MRN");
    }
  }

  @Test
  void checksumsThatDoNotFitAreAWarning() throws IOException {
    ByteBuffer record = words("raw.scp");
    int at = section(record, 6);
    record.put(at + 26, (byte) (record.get(at + 26) + 1));
    assertThat(read(record).warnings())
        .containsExactly("folder/a.scp: checksums do not fit the content: the record, section 6.");
  }

  /** A section that two pointers lead to is summed up once. */
  @Test
  void eachSectionIsReadOnce() throws IOException {
    ByteBuffer record = words("raw.scp");
    int at = section(record, 6);
    record.put(at + 26, (byte) (record.get(at + 26) + 1));
    record.put(22 + 10 * 11, record, 22 + 10 * 6, 10);
    assertThat(read(record).warnings())
        .containsExactly(
            "folder/a.scp: checksums do not fit the content: the record, section 0, section 6.");
  }

  /** A record of sections that all reach to the end of the file. */
  private static ByteBuffer sections(int length, int... places) {
    int behind = 22 + 10 * (places.length / 2 + 1);
    ByteBuffer record = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(2, length).putInt(10, behind - 6);
    record.put(16, "SCPECG".getBytes(StandardCharsets.US_ASCII));
    record.putInt(24, behind - 6).putInt(28, 7);
    for (int i = 0; i < places.length; i += 2) {
      int at = 32 + 5 * i;
      record.putShort(at, (short) places[i]).putInt(at + 2, length - places[i + 1]);
      record.putInt(at + 6, places[i + 1] + 1).putShort(places[i + 1] + 2, (short) places[i]);
    }
    return record;
  }

  @Test
  void sectionsThatLieInOneAnotherAreRefused() {
    ByteBuffer record = sections(5000, 20, 200, 21, 220, 22, 240, 23, 260);
    assertThatThrownBy(() -> read(record))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the sections overlap");
  }

  /** 2 tables of 40,000 codes each. */
  @Test
  void codesAreBounded() {
    int codes = 40_000;
    ByteBuffer record = sections(100 + 16 + 2 + 2 * (2 + 9 * codes), 2, 100);
    record.position(100 + 16).putShort((short) 2);
    for (int table = 0; table < 2; table++) {
      record.putShort((short) codes);
      for (int i = 0; i < codes; i++) {
        record.put((byte) 16).put((byte) 16).put((byte) 1).putShort((short) 0).putInt(i);
      }
    }
    byte[] content = new byte[record.capacity()];
    record.get(0, content);
    ScpRecord parsed = ScpRecord.parse("a.scp", content, notice -> {});
    assertThatThrownBy(() -> HuffmanTable.of(parsed))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("more than 65536 codes");
  }

  @Test
  void recordsThatCannotBeRestored() throws IOException {
    ByteBuffer high = words("high.scp");
    high.putShort(section(high, 6) + 18, (short) 7000);
    assertThatThrownBy(() -> read(high))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("7000 µs between samples");
    ByteBuffer without = words("high.scp");
    without.putInt(22 + 50 + 6, 0);
    without.put(section(without, 6) + 21, (byte) 0);
    assertThatThrownBy(() -> read(without)).hasMessageContaining("reference beat was subtracted");
    ByteBuffer long1 = words("raw.scp");
    long1.putInt(section(long1, 3) + 22, 200);
    assertThatThrownBy(() -> read(long1)).hasMessageContaining("has 200 samples");
    ByteBuffer longer = words("raw.scp");
    longer.putInt(section(longer, 3) + 22, 50);
    longer.putInt(section(longer, 3) + 31, 50);
    assertThat(read(longer).warnings())
        .anyMatch(text -> text.contains("lead I has 40 of the 50 samples"));
    ByteBuffer huge = words("raw.scp");
    huge.putInt(section(huge, 3) + 22, Integer.MAX_VALUE);
    assertThatThrownBy(() -> read(huge)).hasMessageContaining("1 to 2147483647");
    ByteBuffer lost = words("raw.scp");
    lost.putInt(22 + 60 + 6, 0);
    assertThatThrownBy(() -> read(lost)).hasMessageContaining("neither a rhythm");
    ByteBuffer moved = words("raw.scp");
    moved.putInt(22 + 60 + 6, 3);
    assertThatThrownBy(() -> read(moved)).hasMessageContaining("not where section 0 says");
    assertThatThrownBy(() -> read(Arrays.copyOf(content("raw.scp"), 400)))
        .hasMessageContaining("copy it again");
  }

  @Test
  void contentDecides() throws IOException {
    ScpReader reader = new ScpReader();
    for (String file : FILES) {
      byte[] content = content(file);
      assertThat(reader.contains(content)).isTrue();
      // Records before version 1.3 have no name in section 0.
      assertThat(reader.contains(ByteBuffer.wrap(content).put(16, new byte[6]).array())).isTrue();
    }
    assertThat(reader.contains(new byte[EcgReader.START_BYTES])).isFalse();
    byte[] text = "A letter about SCPECG, not short".getBytes(StandardCharsets.US_ASCII);
    assertThat(reader.contains(text)).isFalse();
    assertThatThrownBy(() -> read(text)).hasMessageContaining("does not begin with section 0");
  }

  @Property
  void damagedFilesGiveRecordsOrMessages(@ForAll long seed) throws IOException {
    for (String file : FILES) {
      Mutations.readsOrRefuses(new ScpReader(), "a.scp", Mutations.mutate(content(file), seed));
    }
  }
}
