package org.ecglens.io.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.FilePart;
import org.ecglens.io.Mutations;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.array.RowFacts;
import org.ecglens.io.array.SideTable;
import org.ecglens.testing.CollectedRecordings;
import org.ecglens.testing.FolderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that NumPy wrote, see python/arrays/make.py. */
class NumpyReaderTest {
  private static final Path FOLDER = Path.of("src/test/resources/arrays");

  private static Assumptions axes(String... axes) {
    return new Assumptions(
        250.0,
        "uV",
        null,
        null,
        false,
        axes.length == 0 ? null : List.of(axes),
        Assumptions.Padding.REMOVE,
        Assumptions.RowIds.FILE,
        Assumptions.Features.GE_12SL);
  }

  private static CollectedRecordings read(Path folder, String name, Assumptions assumptions)
      throws IOException {
    CollectedRecordings found = new CollectedRecordings();
    new NumpyReader(assumptions)
        .readAll(new FolderFiles(folder), name, "a/b", FilePart.WHOLE, found);
    return found;
  }

  private static void holds(Ecg ecg, int row, float offset) {
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.samples()).isEqualTo(20);
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 0; i < 20; i++) {
        assertThat(ecg.at(lead, i)).isEqualTo(1000 * row + 100 * lead + 7 * (i % 13) - 20 + offset);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f2.npy",
        "f4.npy",
        "f8.npy",
        "i2.npy",
        "i4.npy",
        "u4.npy",
        "i8.npy",
        "fortran.npy",
        "version2.npy",
        "version3.npy",
        "one.npz"
      })
  void everyTypeAndOrder(String name) throws IOException {
    CollectedRecordings found = read(FOLDER, name, Assumptions.NONE);
    assertThat(found.ids()).containsExactly("a/b");
    holds(found.ecgs().get(0), 0, name.startsWith("u") ? 20 : 0);
    assertThat(found.readings().get(0).assumed())
        .containsExactlyInAnyOrder(
            Reading.Assumed.UNIT, Reading.Assumed.RATE, Reading.Assumed.LEADS);
    assertThat(found.ecgs().get(0).source()).isEqualTo("numpy");
  }

  @ParameterizedTest
  @CsvSource({
    "rows.npy, record lead sample",
    "rows.npy, ''",
    "rows_sl.npy, record sample lead",
    "rows_sl.npy, ''",
    "rows_fortran.npy, record lead sample",
    "rows_fortran.npy, ''"
  })
  void eachRowIsARecording(String name, String said) throws IOException {
    CollectedRecordings found =
        read(FOLDER, name, said.isEmpty() ? axes() : axes(said.split(" ", -1)));
    assertThat(found.ids()).containsExactly("a/b/0", "a/b/1", "a/b/2");
    for (int row = 0; row < 3; row++) {
      holds(found.ecgs().get(row), row, 0);
      assertThat(found.ecgs().get(row).sampleRateHz()).isEqualTo(250);
    }
  }

  @Test
  void idsOfAnArchiveAreIts() throws IOException {
    CollectedRecordings found =
        read(FOLDER, "rows.npz", new Assumptions(null, "uV", null, null, false));
    assertThat(found.ids())
        .containsExactly("a/b/1099511627776", "a/b/1099511627777", "a/b/1099511627778");
    holds(found.ecgs().get(2), 2, 0);
    assertThat(found.ecgs().get(2).sampleRateHz()).isEqualTo(400);
  }

  @Test
  void theTableBesideGivesIdsPersonsAndLabels(@TempDir Path folder) throws IOException {
    Files.copy(FOLDER.resolve("rows.npy"), folder.resolve("rows.npy"));
    Files.writeString(
        folder.resolve("rows.csv"),
        """
        ecg_id,name,patient_id,age,is_male,QT,AF,phone,ward
        e7,Zzyzx,8675309,95,True,401,1,5550100,1
        e8,Zzyzx,8675310,44,False,32767,0,5550101,2
        e9,Zzyzx,8675309,,,390,,5550102,1
        """);
    CollectedRecordings found = read(folder, "rows.npy", axes());
    assertThat(found.ids()).containsExactly("a/b/e7", "a/b/e8", "a/b/e9");
    assertThat(found.ecgs().get(0).labels())
        .isEqualTo(Map.of("QT", 401.0, "AF", 1.0, "age", 90.0, "sex", 0.0));
    assertThat(found.ecgs().get(1).labels()).isEqualTo(Map.of("AF", 0.0, "age", 44.0, "sex", 1.0));
    assertThat(found.ecgs().get(2).labels()).isEqualTo(Map.of("QT", 390.0));
    assertThat(found.readings())
        .extracting(Reading::person)
        .extracting(Person::id)
        .containsExactly("8675309", "8675310", "8675309");
    assertThat(new NumpyReader(axes()).sideTable("rows.npy")).contains("rows.csv");
  }

  /** Each task keeps what it needs; a column with a 7 in any row is none of labels for all. */
  @Test
  void partsKeepTheFactsOfTheirRows(@TempDir Path folder) throws IOException {
    Files.copy(FOLDER.resolve("rows.npy"), folder.resolve("rows.npy"));
    Files.writeString(
        folder.resolve("rows.csv"), "id,mrn,QT,AF,ward\na,1,401,1,0\nb,2,402,0,1\nc,3,403,1,7\n");
    CollectedRecordings found = new CollectedRecordings();
    for (int part = 0; part < 3; part++) {
      int before = found.readings().size();
      new NumpyReader(axes())
          .readAll(new FolderFiles(folder), "rows.npy", "r", new FilePart(part, 3), found);
      assertThat(found.readings()).hasSize(before + 1);
      RowFacts kept = SideTable.beside(new FolderFiles(folder), "rows.npy", 3, part, part + 1);
      assertThat(kept.id(2 - part)).isNotNull();
      assertThat(kept.labels(part)).containsOnlyKeys("QT", "AF");
      int other = part == 0 ? 2 : 0;
      assertThatThrownBy(() -> kept.person(other)).isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThat(found.ids()).containsExactly("r/a", "r/b", "r/c");
    assertThat(found.readings())
        .extracting(reading -> reading.person().id())
        .containsExactly("1", "2", "3");
    assertThat(found.ecgs())
        .extracting(Ecg::labels)
        .containsExactly(
            Map.of("QT", 401.0, "AF", 1.0),
            Map.of("QT", 402.0, "AF", 0.0),
            Map.of("QT", 403.0, "AF", 1.0));
  }

  /** Every part checks the ids of all rows. */
  @Test
  void idsThatAreThereTwiceAreRefusedInEachPart(@TempDir Path folder) throws IOException {
    Files.copy(FOLDER.resolve("rows.npy"), folder.resolve("rows.npy"));
    Files.writeString(folder.resolve("rows.csv"), "id,mrn\na,1\nb,2\nb,3\n");
    assertThatThrownBy(
            () ->
                new NumpyReader(axes())
                    .readAll(
                        new FolderFiles(folder),
                        "rows.npy",
                        "r",
                        new FilePart(0, 3),
                        new CollectedRecordings()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("row 2 has no id, or that of another row");
  }

  @Test
  void aTableOfAnotherLengthIsRefused(@TempDir Path folder) throws IOException {
    Files.copy(FOLDER.resolve("rows.npy"), folder.resolve("rows.npy"));
    Files.writeString(folder.resolve("rows.csv"), "id,name\n1,Zzyzx\n");
    assertThatThrownBy(() -> read(folder, "rows.npy", axes()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the table has 1 rows, the array beside it 3")
        .hasMessageNotContaining("Zzyzx");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "object.npy | pickled objects and texts never",
        "complex.npy | no plain numbers",
      })
  void whatIsNotReadIsRefused(String name, String message) {
    assertThatThrownBy(() -> read(FOLDER, name, Assumptions.NONE))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(name, message)
        .hasMessageNotContaining("Zzyzx");
  }

  @Test
  void knowsItsFiles() throws IOException {
    EcgReader reader = new NumpyReader(Assumptions.NONE);
    assertThat(List.of("a.npy", "A.NPZ", "a.mat")).filteredOn(reader::recognises).hasSize(2);
    assertThat(reader.contains(Files.readAllBytes(FOLDER.resolve("f4.npy")))).isTrue();
    assertThat(reader.contains("PK".getBytes(StandardCharsets.US_ASCII))).isFalse();
  }

  /** Rate, unit and leads are arrays of the archive. */
  @Test
  void archivesSayWhatTheirArrayIs() throws IOException {
    CollectedRecordings found = read(FOLDER, "facts.npz", Assumptions.NONE);
    Ecg ecg = found.ecgs().get(0);
    assertThat(ecg.sampleRateHz()).isEqualTo(250);
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 0; i < 20; i++) {
        assertThat(ecg.at(lead, i)).isCloseTo(100 * lead + 7 * (i % 13) - 20, Offset.offset(1e-3f));
      }
    }
    assertThat(found.readings().get(0).assumed()).isEmpty();
    assertThatThrownBy(() -> read(FOLDER, "rates.npz", Assumptions.NONE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("rates.npz: arrays say different sample rates");
  }

  @Test
  void theSmallestWordIsAMissingSample() throws IOException {
    Ecg ecg = read(FOLDER, "gap.npy", Assumptions.NONE).ecgs().get(0);
    assertThat(ecg.at(3, 5)).isNaN();
    assertThat(ecg.at(3, 6)).isEqualTo(300 + 7 * 6 - 20);
  }

  /** A number would look like an id of the table. */
  @Test
  void idsThatAreNotPlainAreNotReplacedByNumbers(@TempDir Path folder) throws IOException {
    Files.copy(FOLDER.resolve("rows.npy"), folder.resolve("rows.npy"));
    Files.writeString(folder.resolve("rows.csv"), "ecg_id\nZzyzx Mary\n../b\nc\n");
    assertThatThrownBy(() -> read(folder, "rows.npy", axes("record", "lead", "sample")))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("row 0 has no id", "--row-ids number")
        .hasMessageNotContaining("Zzyzx");
  }

  private static final List<String> TARGETS =
      List.of("f4.npy", "rows.npy", "rows_fortran.npy", "version2.npy", "object.npy");

  @Property
  void anyDamageIsRefusedOrRead(@ForAll long seed, @ForAll @IntRange(max = 4) int target)
      throws IOException {
    String name = TARGETS.get(target);
    byte[] valid = Files.readAllBytes(FOLDER.resolve(name));
    Mutations.readsOrRefuses(
        new NumpyReader(axes()),
        name,
        Mutations.mutate(valid, seed, seed % 2 == 0 ? 96 : valid.length));
  }

  private static final String TABLE =
      "ecg_id,name,mrn,age,sex,QT,AF\n1,\"Zz, yzx\",7,44,M,401,1\n2,b,8,45,F,402,0\n3,c,9,,,,\n";

  /** The array and, as a table beside it, a damaged text. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Pair(byte[] array, byte[] table) implements SignalFiles {
    private byte[] content(String name) {
      return name.endsWith(".csv") ? table : array;
    }

    @Override
    public long length(String name) {
      return content(name).length;
    }

    @Override
    public InputStream open(String name) {
      return new ByteArrayInputStream(content(name));
    }

    @Override
    public String path(String name) {
      return "folder/" + name;
    }
  }

  @Property
  void anyDamageOfTheTableIsRefusedOrRead(@ForAll long seed) throws IOException {
    byte[] table = Mutations.mutate(TABLE.getBytes(StandardCharsets.UTF_8), seed);
    SignalFiles files = new Pair(Files.readAllBytes(FOLDER.resolve("rows.npy")), table);
    CollectedRecordings found = new CollectedRecordings();
    try {
      new NumpyReader(axes()).readAll(files, "rows.npy", "r", FilePart.WHOLE, found);
      assertThat(found.readings().size() + found.refused().size()).isEqualTo(3);
      assertThat(found.ecgs()).noneMatch(ecg -> ecg.labels().toString().contains("yzx"));
    } catch (UserException e) {
      assertThat(e).hasMessageContaining("folder/rows.").hasMessageNotContaining("yzx");
    }
  }

  @Property
  void anyDamageOfAnArchiveIsRefusedOrRead(@ForAll long seed) throws IOException {
    String name = List.of("rows.npz", "one.npz", "facts.npz").get(Math.floorMod(seed, 3));
    byte[] valid = Files.readAllBytes(FOLDER.resolve(name));
    Mutations.readsOrRefuses(new NumpyReader(axes()), name, Mutations.mutate(valid, seed));
  }
}
