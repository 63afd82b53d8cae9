package org.ecglens.io.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.FilePart;
import org.ecglens.io.Reading;
import org.ecglens.testing.CollectedRecordings;
import org.ecglens.testing.FolderFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many records in one dataset, as h5py wrote them: see {@code rows.h5} in python/hdf5/make.py. */
class Hdf5RowsTest {
  private static final Path FOLDER = Path.of("src/test/resources/hdf5");
  private static final long FIRST_ID = 1L << 40;

  private static CollectedRecordings read(Assumptions assumptions, FilePart part)
      throws IOException {
    CollectedRecordings found = new CollectedRecordings();
    new Hdf5Reader(assumptions).readAll(new FolderFiles(FOLDER), "rows.h5", "a/rows", part, found);
    return found;
  }

  private static CollectedRecordings read(String name, String dataset, String leads, String axes)
      throws IOException {
    Assumptions assumptions =
        new Assumptions(
            400.0,
            "uV",
            List.of(leads.split(" ", -1)),
            dataset,
            false,
            List.of(axes.split(" ", -1)),
            Assumptions.Padding.KEEP,
            Assumptions.RowIds.FILE,
            Assumptions.Features.GE_12SL);
    CollectedRecordings found = new CollectedRecordings();
    new Hdf5Reader(assumptions).readAll(new FolderFiles(FOLDER), name, "a", FilePart.WHOLE, found);
    return found;
  }

  private static Assumptions arrays(String dataset, String... axes) {
    return new Assumptions(
        400.0,
        "uV",
        null,
        dataset,
        false,
        List.of(axes),
        Assumptions.Padding.KEEP,
        Assumptions.RowIds.NUMBER,
        Assumptions.Features.GE_12SL);
  }

  private static float value(int row, int lead, int sample) {
    return 100 * lead + 7 * (sample % 13) - 20 + 1000 * row + 1;
  }

  @Test
  void eachRowIsARecordWithoutItsPadding() throws IOException {
    CollectedRecordings found = read(Assumptions.NONE, FilePart.WHOLE);
    assertThat(found.ids())
        .containsExactly(
            "a/rows/" + FIRST_ID,
            "a/rows/" + (FIRST_ID + 1),
            "a/rows/" + (FIRST_ID + 2),
            "a/rows/" + (FIRST_ID + 3));
    for (int row = 0; row < 4; row++) {
      Ecg ecg = found.ecgs().get(row);
      assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
      assertThat(ecg.samples()).isEqualTo(32 - row);
      assertThat(ecg.sampleRateHz()).isEqualTo(400);
      assertThat(ecg.kind()).isEqualTo(Ecg.Kind.RHYTHM);
      for (int lead = 0; lead < 12; lead++) {
        for (int i = 0; i < ecg.samples(); i++) {
          // The arrays of CODE are in 0.1 mV.
          assertThat(ecg.at(lead, i)).isEqualTo(100 * value(row, lead, i));
        }
      }
    }
    Reading first = found.readings().get(0);
    assertThat(first.assumed()).isEmpty();
    assertThat(first.warnings())
        .hasSize(2)
        .allSatisfy(warning -> assertThat(warning).contains("as in the arrays of CODE"));
    assertThat(found.refused()).containsOnlyKeys("a/rows/" + (FIRST_ID + 4));
    assertThat(found.refused().values()).first().asString().contains("nothing but padding");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void partsTogetherHaveEachRowOnce(int parts) throws IOException {
    CollectedRecordings all = read(Assumptions.NONE, FilePart.WHOLE);
    List<String> ids = new java.util.ArrayList<>();
    for (int part = 0; part < parts; part++) {
      CollectedRecordings some = read(Assumptions.NONE, new FilePart(part, parts));
      ids.addAll(some.ids());
      for (Ecg ecg : some.ecgs()) {
        Ecg same = all.ecgs().get(all.ids().indexOf(ecg.recordId()));
        assertThat(ecg.signal()).isEqualTo(same.signal());
      }
    }
    assertThat(ids).isEqualTo(all.ids());
  }

  @Test
  void paddingIsKeptAndRowsAreNumberedByChoice() throws IOException {
    CollectedRecordings found =
        read(arrays("lead_major", "record", "lead", "sample"), FilePart.WHOLE);
    assertThat(found.ids())
        .containsExactly("a/rows/0", "a/rows/1", "a/rows/2", "a/rows/3", "a/rows/4");
    Ecg ecg = found.ecgs().get(2);
    assertThat(ecg.samples()).isEqualTo(40);
    assertThat(ecg.at(3, 5)).isZero();
    assertThat(ecg.at(3, 6)).isEqualTo(value(2, 3, 0));
    assertThat(found.readings().get(2).assumed()).isEqualTo(Set.of(Reading.Assumed.LEADS));
    assertThat(found.readings().get(2).warnings()).isEmpty();
  }

  private static final List<String> THREE_IDS =
      List.of("a/" + FIRST_ID, "a/" + (FIRST_ID + 1), "a/" + (FIRST_ID + 2));

  /** 12 leads of 3 records, whose ids are 3. */
  @Test
  void idsAreThoseOfTheRecordsWhereverTheyAre() throws IOException {
    CollectedRecordings found =
        read("axes.h5", "tracings", String.join(" ", Lead.STANDARD), "lead record sample");
    assertThat(found.ids()).isEqualTo(THREE_IDS);
    for (int row = 0; row < 3; row++) {
      for (int lead = 0; lead < 12; lead++) {
        assertThat(found.ecgs().get(row).at(lead, 3)).isEqualTo(value(row, lead, 3) - 1);
      }
    }
  }

  /** What is said of the file is not said of each of several persons. */
  @Test
  void rowsOfOneLeadHaveIdsAndNoPerson() throws IOException {
    CollectedRecordings found = read("axes.h5", "rows_of_one", "V1", "record sample");
    assertThat(found.ids()).isEqualTo(THREE_IDS);
    assertThat(found.readings())
        .allMatch(reading -> reading.person().id() == null)
        .allMatch(reading -> reading.ecgs().get(0).labels().isEmpty());
    assertThat(found.ecgs().get(2).leads()).containsExactly("V1");
    assertThat(found.ecgs().get(2).at(0, 3)).isEqualTo(value(2, 1, 3) - 1);
  }

  private static Assumptions matlab(String dataset, String axes) {
    return new Assumptions(
        400.0,
        "uV",
        null,
        dataset,
        false,
        axes.isEmpty() ? null : List.of(axes.split(" ", -1)),
        Assumptions.Padding.KEEP,
        Assumptions.RowIds.FILE,
        Assumptions.Features.GE_12SL);
  }

  private static CollectedRecordings matlab(String dataset, String axes, FilePart part)
      throws IOException {
    CollectedRecordings found = new CollectedRecordings();
    new Hdf5Reader(matlab(dataset, axes))
        .readAll(new FolderFiles(FOLDER), "matlab73.mat", "a", part, found);
    return found;
  }

  /** Dimensions are those that MATLAB shows: 3, 12, 20 in first, 20, 12, 3 in last. */
  @ParameterizedTest
  @CsvSource({
    "first, record lead sample",
    "last, sample lead record",
    "long_first, ''",
    "long_first, record lead sample"
  })
  void rowsOfMatlabMayBeFirstOrLast(String dataset, String axes) throws IOException {
    CollectedRecordings found = matlab(dataset, axes, FilePart.WHOLE);
    assertThat(found.ids()).isEqualTo(THREE_IDS);
    for (int row = 0; row < 3; row++) {
      Ecg ecg = found.ecgs().get(row);
      assertThat(ecg.leads()).isEqualTo(Lead.STANDARD);
      assertThat(ecg.samples()).isEqualTo(dataset.equals("long_first") ? 210 : 20);
      for (int lead = 0; lead < 12; lead++) {
        for (int i = 0; i < ecg.samples(); i++) {
          assertThat(ecg.at(lead, i)).isEqualTo(value(row, lead, i) - 1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lead sample"})
  void aRecordOfMatlabHasItsOrder(String axes) throws IOException {
    Ecg ecg = matlab("val", axes, FilePart.WHOLE).ecgs().get(0);
    assertThat(ecg.recordId()).isEqualTo("a");
    assertThat(ecg.samples()).isEqualTo(20);
    assertThat(ecg.at(2, 5)).isEqualTo(value(0, 2, 5) - 1);
  }

  @Test
  void partsOfMatlabHaveTheirRows() throws IOException {
    for (String dataset : List.of("first", "last")) {
      String axes = dataset.equals("first") ? "record lead sample" : "sample lead record";
      List<String> ids = new java.util.ArrayList<>();
      for (int part = 0; part < 2; part++) {
        ids.addAll(matlab(dataset, axes, new FilePart(part, 2)).ids());
      }
      assertThat(ids).isEqualTo(THREE_IDS);
    }
  }

  /** 12 may be the leads with 20 samples, or with 3. */
  @Test
  void sizesOfMatlabThatDoNotTellAreRefused() {
    assertThatThrownBy(() -> matlab("first", "", FilePart.WHOLE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[3][12][20] several sides could be the 8 or 12 leads");
    assertThatThrownBy(() -> matlab("other", "", FilePart.WHOLE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("exam_id [3][1], * [3][12][20]");
  }

  @Test
  void dimensionsThatTheUserNamesMustFit() {
    assertThatThrownBy(() -> read(arrays("tracings", "lead", "sample"), FilePart.WHOLE))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("[5][40][12], --axes says lead,sample");
  }
}
