package org.ecglens.io.matlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.FilePart;
import org.ecglens.io.Mutations;
import org.ecglens.testing.CollectedRecordings;
import org.ecglens.testing.FolderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that SciPy wrote, see python/arrays/make.py. */
class MatlabReaderTest {
  private static final Path FOLDER = Path.of("src/test/resources/arrays");

  private static Assumptions axes(String dataset, String axes) {
    return new Assumptions(
        null,
        "uV",
        null,
        dataset,
        false,
        axes.isEmpty() ? null : List.of(axes.split(" ", -1)),
        Assumptions.Padding.REMOVE,
        Assumptions.RowIds.FILE,
        Assumptions.Features.GE_12SL);
  }

  private static CollectedRecordings read(String name, Assumptions assumptions) throws IOException {
    CollectedRecordings found = new CollectedRecordings();
    new MatlabReader(assumptions)
        .readAll(new FolderFiles(FOLDER), name, "a/b", FilePart.WHOLE, found);
    return found;
  }

  private static void holds(Ecg ecg, int row) {
    assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
    assertThat(ecg.samples()).isEqualTo(20);
    for (int lead = 0; lead < 12; lead++) {
      for (int i = 0; i < 20; i++) {
        assertThat(ecg.at(lead, i)).isEqualTo(1000 * row + 100 * lead + 7 * (i % 13) - 20);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cinc4.mat, , 500",
    "double4.mat, , 500",
    "plain5.mat, , 250",
    "plain5.mat, val, 250",
    "packed5.mat, , 500",
    "packed5.mat, strip, 500"
  })
  void oneRecording(String name, String dataset, double rate) throws IOException {
    CollectedRecordings found = read(name, axes(dataset, ""));
    assertThat(found.ids()).containsExactly("a/b");
    holds(found.ecgs().get(0), 0);
    assertThat(found.ecgs().get(0).sampleRateHz()).isEqualTo(rate);
    assertThat(found.ecgs().get(0).source()).isEqualTo("matlab");
  }

  @Test
  void severalRecordingsOfTheFirstOrTheLastDimension() throws IOException {
    CollectedRecordings first = read("rows5.mat", axes(null, "record lead sample"));
    assertThat(first.ids()).containsExactly("a/b/7", "a/b/5", "a/b/9");
    CollectedRecordings last = read("last5.mat", axes(null, ""));
    assertThat(last.ids()).containsExactly("a/b/0", "a/b/1", "a/b/2");
    for (int row = 0; row < 3; row++) {
      holds(first.ecgs().get(row), row);
      holds(last.ecgs().get(row), row);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rows5.mat | | several sides could be the 8 or 12 leads; say what each dimension is",
        "nothing5.mat | | of the 1 arrays of numbers in it none is a recording",
        "complex5.mat | | of the 0 arrays of numbers in it none is a recording",
        "plain5.mat | note | none is a recording; name one with --dataset",
        "rates5.mat | | variables say different sample rates"
      })
  void whatIsNotReadIsRefused(String name, String dataset, String message) {
    assertThatThrownBy(() -> read(name, axes(dataset, "")))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(name, message)
        .hasMessageNotContainingAny("Zzyzx", "complained");
  }

  /** MATLAB has doubles where nothing else is asked for; 20000001 is no float. */
  @Test
  void idsMayBeDoubles() throws IOException {
    assertThat(read("ids5.mat", axes(null, "lead sample record")).ids())
        .containsExactly("a/b/20000001", "a/b/20000002", "a/b/20000003");
  }

  @Test
  void knowsItsFiles() throws IOException {
    EcgReader reader = new MatlabReader(Assumptions.NONE);
    for (String name : List.of("cinc4.mat", "double4.mat", "plain5.mat", "packed5.mat")) {
      assertThat(reader.accepts(Files.readAllBytes(FOLDER.resolve(name)))).as(name).isTrue();
    }
    for (String name : List.of("f4.npy", "rows.npz")) {
      assertThat(reader.accepts(Files.readAllBytes(FOLDER.resolve(name)))).as(name).isFalse();
    }
    assertThat(reader.contains(Files.readAllBytes(FOLDER.resolve("cinc4.mat")))).isFalse();
  }

  private static final List<String> TARGETS =
      List.of("cinc4.mat", "double4.mat", "plain5.mat", "packed5.mat", "rows5.mat", "last5.mat");

  @Property
  void anyDamageIsRefusedOrRead(@ForAll long seed, @ForAll @IntRange(max = 5) int target)
      throws IOException {
    String name = TARGETS.get(target);
    byte[] valid = Files.readAllBytes(FOLDER.resolve(name));
    Mutations.readsOrRefuses(
        new MatlabReader(axes(null, "")),
        name,
        Mutations.mutate(valid, seed, seed % 2 == 0 ? 256 : valid.length));
  }
}
