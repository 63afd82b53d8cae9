package org.ecglens.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Mutations;
import org.ecglens.io.Reading;
import org.ecglens.testing.MemoryFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that h5py wrote, see python/hdf5/make.py. */
class Hdf5ReaderTest {
  private static final Path FOLDER = Path.of("src/test/resources/hdf5");
  private static final int SAMPLES = 20;

  private static Assumptions dataset(String dataset) {
    return new Assumptions(null, null, null, dataset, false);
  }

  private static Reading read(String file, Assumptions assumptions) throws IOException {
    return read(file, Files.readAllBytes(FOLDER.resolve(file)), assumptions);
  }

  private static Reading read(String file, byte[] content, Assumptions assumptions)
      throws IOException {
    return new Hdf5Reader(assumptions).read(new MemoryFile(file, content), file, "record");
  }

  private static Ecg ecg(String file, String dataset) throws IOException {
    return read(file, dataset(dataset)).ecgs().get(0);
  }

  /** What make.py says that the files hold. */
  private static float value(int lead, int sample) {
    return 100 * lead + 7 * (sample % 13) - 20;
  }

  private static void holdsTheSignal(Ecg ecg) {
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.samples()).isEqualTo(SAMPLES);
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 0; i < SAMPLES; i++) {
        assertThat(ecg.at(lead, i)).as("%s %d", ecg.leads().get(lead), i).isEqualTo(value(lead, i));
      }
    }
  }

  @Test
  void medianBeatOfTheReferenceWork() throws IOException {
    Reading reading = read("paper.h5", Assumptions.NONE);
    Ecg ecg = reading.ecgs().get(0);
    holdsTheSignal(ecg);
    assertThat(ecg.kind()).isEqualTo(Ecg.Kind.MEDIAN);
    assertThat(ecg.sampleRateHz()).isEqualTo(500);
    assertThat(ecg.unit()).isEqualTo("uV");
    assertThat(ecg.source()).isEqualTo("hdf5");
    // R is 32767, which means missing; the number of the person is no label.
    assertThat(ecg.labels())
        .isEqualTo(
            Map.of("rate", 61.0, "PR", 158.0, "QRS", 92.0, "QT", 402.0, "J", -24.0, "T", 310.0));
    assertThat(reading.person().id()).isEqualTo("8675309");
    assertThat(reading.warnings()).isEmpty();
  }

  /** Texts beside the array that would be ids are passed over: there is one recording. */
  @ParameterizedTest
  @ValueSource(strings = {"beside.h5", "units.h5"})
  void datasetsBesideAndUnitsOfEachLeadSayWhatItIs(String file) throws IOException {
    Reading reading = read(file, Assumptions.NONE);
    Ecg ecg = reading.ecgs().get(0);
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    for (int lead = 0; lead < 12; lead++) {
      assertThat(ecg.at(lead, 3)).isCloseTo(value(lead, 3), Offset.offset(1e-3f));
    }
    assertThat(reading.assumed())
        .isEqualTo(file.equals("beside.h5") ? Set.of() : Set.of(Reading.Assumed.LEADS));
  }

  @Test
  void integersThatAnAttributeScalesNeedAUnit() throws IOException {
    Assumptions step = new Assumptions(500.0, "4uV", null, null, false);
    assertThat(read("scaled.h5", step).ecgs().get(0).at(2, 4))
        .isEqualTo((float) (4 * Math.floor(value(2, 4) / 4)));
    assertThat(read("unscaled.h5", Assumptions.NONE).ecgs().get(0).at(2, 4)).isEqualTo(value(2, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "scaled.h5, integers are scaled or shifted; say what a step of 1 is with --assume-unit",
    "units-differ.h5, the attribute of the unit names several",
    "rates-differ.h5, attributes say different sample rates"
  })
  void whatContradictsItselfIsRefused(String file, String message) {
    assertThatThrownBy(() -> read(file, Assumptions.NONE))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(file, message);
  }

  @Test
  void attributesOfDatasetGroupAndFileSayWhatItIs() throws IOException {
    Ecg ecg = ecg("leadmajor.h5", "/ecg/rhythm");
    assertThat(ecg.kind()).isEqualTo(Ecg.Kind.RHYTHM);
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.labels()).isEqualTo(Map.of("rate", 70.5, "QT", 399.0));
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.unit()).isEqualTo("uV");
    assertThat(ecg.at(0, 0)).isNaN();
    assertThat(ecg.at(0, 1)).isEqualTo(1000 * value(0, 1));
    assertThat(ecg.at(1, 2)).isEqualTo(1000 * value(1, 2));
    assertThat(ecg.at(2, 2)).isEqualTo(1000 * (value(1, 2) - value(0, 2)));
    assertThat(ecg.at(11, 19)).isEqualTo(1000 * value(7, 19));
  }

  @ParameterizedTest
  @CsvSource({
    "chunks-earliest.h5, gzip",
    "chunks-v110.h5, plain",
    "chunks-v110.h5, gzip",
    "chunks-v110.h5, sum",
    "chunks-v110.h5, lzf",
    "chunks-v110.h5, growing",
    "chunks-v110.h5, growing2",
    "chunks-v110.h5, one",
    "compact.h5, median",
    "half.h5, median",
    "links.h5, signals/x"
  })
  void everyWayToStoreNumbers(String file, String dataset) throws IOException {
    holdsTheSignal(ecg(file, dataset));
  }

  @Test
  void threeDimensionsAndManyAttributes() throws IOException {
    Ecg ecg = ecg("dense.h5", "median");
    assertThat(ecg.at(5, 6)).isEqualTo(value(5, 6) + 20);
    assertThat(ecg.labels()).hasSize(7).containsEntry("R", 17.0);
  }

  @Test
  void whatFilesDoNotSayIsAssumed() throws IOException {
    List<String> backwards =
        List.of("V6", "V5", "V4", "V3", "V2", "V1", "III", "II", "I", "a", "b", "c");
    Ecg ecg =
        read("compact.h5", new Assumptions(1000.0, "mV", backwards, null, false)).ecgs().get(0);
    assertThat(ecg.sampleRateHz()).isEqualTo(1000);
    assertThat(ecg.at(0, 1)).isEqualTo(1000 * value(8, 1));
    // What the file says counts, where it can be used.
    Assumptions other = new Assumptions(1000.0, "V", backwards, "ecg/rhythm", false);
    Ecg said = read("leadmajor.h5", other).ecgs().get(0);
    assertThat(said.sampleRateHz()).isEqualTo(250);
    assertThat(said.at(0, 1)).isEqualTo(1000 * value(0, 1));
    assertThat(
            read("several.h5", new Assumptions(null, "mV", null, "odd", false))
                .ecgs()
                .get(0)
                .at(1, 1))
        .isEqualTo(1000 * value(1, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "several.h5 | median | no dataset median in it, but tracings [3][20][12], exam_id [3]",
        "several.h5 | tracings | the array [3][20][12] holds several records",
        "several.h5 | exam_id | 1 dimensions",
        "several.h5 | square | both sides could be the 8 or 12 leads",
        "several.h5 | text | no plain numbers",
        "several.h5 | odd | --assume-unit",
        "several.h5 | named | other names than I, II",
        "several.h5 | tracings/0 | no dataset tracings/0",
        "links.h5 | median | links are not followed",
        "links.h5 | soft | links are not followed",
        "links.h5 | signals | is a group",
        "external.h5 | median | not read, such as external storage",
        "virtual.h5 | median | not read, such as external storage or a virtual dataset",
        "scattered.h5 | median | chunk at [20][0] is not in the file",
        "claims.h5 | huge | more values than a record can have",
        "claims.h5 | unwritten | no value of the dataset is stored",
        "claims.h5 | unfilled | longer than its chunks can be",
        "claims.h5 | crumbs | 12000000 chunks",
        "claims.h5 | bomb | inflates to more than its size"
      })
  void whatIsNotReadIsRefused(String file, String dataset, String message) {
    assertThatThrownBy(() -> ecg(file, dataset))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(file, message)
        .hasMessageNotContainingAny("Zz", "8675309", "complained")
        .hasNoCause();
  }

  @Test
  void othersFilesAreRefused() {
    for (byte[] content :
        List.of(
            new byte[0],
            "Zzyzx".repeat(300).getBytes(StandardCharsets.UTF_8),
            new byte[2000],
            "\u0089HDF\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1))) {
      assertThatThrownBy(() -> read("other.h5", content, Assumptions.NONE))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("other.h5")
          .hasMessageNotContaining("Zzyzx");
    }
  }

  @Test
  void knowsItsFilesByNameAndStart() throws IOException {
    EcgReader reader = new Hdf5Reader(Assumptions.NONE);
    assertThat(List.of("a.h5", "A.HDF5", "a.dcm")).filteredOn(reader::recognises).hasSize(2);
    // half.h5 begins behind a block of 512 bytes.
    for (String file : List.of("paper.h5", "half.h5")) {
      byte[] content = Files.readAllBytes(FOLDER.resolve(file));
      assertThat(reader.accepts(Arrays.copyOf(content, 600))).as(file).isTrue();
      content[file.equals("paper.h5") ? 1 : 513]++;
      assertThat(reader.accepts(content)).as(file).isFalse();
    }
  }

  @Test
  void samplesThatDoNotFitTheirChecksumAreRefused() throws IOException {
    byte[] content = Files.readAllBytes(FOLDER.resolve("chunks-v110.h5"));
    String text = new String(content, StandardCharsets.ISO_8859_1);
    // The first five high bytes of the first rows, which only shuffling puts side by side.
    int at = text.indexOf("\u00ff\u0000\u0000\u0001\u0001\u00ff\u0000\u0000\u0001\u0001");
    assertThat(at).isPositive();
    content[at] = 1;
    assertThatThrownBy(() -> read("chunks-v110.h5", content, dataset("sum")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("does not fit its checksum");
  }

  /** A node of a tree of chunks becomes both of its own children. */
  @Test
  void structuresThatLeadInACircleAreRefused() throws IOException {
    byte[] content = Files.readAllBytes(FOLDER.resolve("chunks-earliest.h5"));
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int node = text.indexOf("TREE\u0001");
    assertThat(node).isPositive();
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(node + 5, (byte) 1);
    bytes.putShort(node + 6, (short) 2);
    for (int entry = 0; entry < 2; entry++) {
      bytes.putLong(node + 24 + entry * 40 + 32, node);
    }
    assertThatThrownBy(() -> read("chunks-earliest.h5", content, dataset("gzip")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("damaged");
  }

  private static final List<String> TARGETS =
      List.of(
          "paper.h5 median",
          "leadmajor.h5 ecg/rhythm",
          "chunks-earliest.h5 gzip",
          "chunks-v110.h5 growing2",
          "dense.h5 median",
          "several.h5 median",
          "half.h5 median",
          "rows.h5 tracings",
          "matlab73.mat val");

  @Property
  void anyDamageIsRefusedOrRead(@ForAll long seed, @ForAll @IntRange(max = 8) int target)
      throws IOException {
    String[] parts = TARGETS.get(target).split(" ", -1);
    byte[] valid = Files.readAllBytes(FOLDER.resolve(parts[0]));
    Mutations.readsOrRefuses(
        new Hdf5Reader(dataset(parts[1])), parts[0], Mutations.mutate(valid, seed));
  }
}
