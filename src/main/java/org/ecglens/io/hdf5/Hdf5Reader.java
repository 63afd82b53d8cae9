package org.ecglens.io.hdf5;

import io.jhdf.dataset.DatasetBase;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.datatype.FixedPoint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.FilePart;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.Recordings;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.StoredBytes;
import org.ecglens.io.array.ArrayConvention;
import org.ecglens.io.array.ArrayRecordings;
import org.ecglens.io.array.ArraySource;
import org.ecglens.io.array.NumberArray;
import org.ecglens.io.array.RowFacts;

/**
 * Reads a dataset of an HDF5 file: of two dimensions, {@code [lead][sample]} or {@code
 * [sample][lead]}, it is a record, as the reference work keeps its median beats (dataset {@code
 * median}, labels as attributes of it); of three it is one for each row, as in CODE-15 % ({@code
 * tracings}), named by the integers in a dataset beside it ({@code exam_id}) or by their numbers.
 * Files of version 7.3 of MATLAB are such files too, with dimensions in the opposite order: they
 * are taken as MATLAB shows them, and recordings may be the first or the last of three.
 *
 * <p>Sample rate, unit and leads come from attributes (see {@link Facts}), else they are assumed:
 * 500 Hz, µV (for {@code tracings} 400 Hz and 0.1 mV), and the twelve standard leads or the eight
 * of which the others follow. A dataset with "median" in its name is a median beat. NaN is a
 * missing sample.
 */
public final class Hdf5Reader implements EcgReader {
  /** The datasets that are looked for where none is named, in this order. */
  public static final List<String> USUAL_DATASETS =
      List.of("median", "tracings", "ecg", "ecgs", "signal", "signals", "val", "data");

  private static final List<String> IDS =
      List.of("exam_id", "exam_ids", "ecg_id", "record_id", "id", "ids", "id_exam");

  // As many as an array of rows is read with, and no more than memory has room for.
  private static final int MOST_ROWS = 1 << 22;

  private final Assumptions assumptions;

  /** A reader that supposes something of dataset, rate, unit and leads. */
  public Hdf5Reader(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  @Override
  public String format() {
    return "hdf5";
  }

  @Override
  public boolean recognises(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".h5") || lower.endsWith(".hdf5") || lower.endsWith(".mat");
  }

  @Override
  public boolean isKnownByContent() {
    return true;
  }

  @Override
  public boolean accepts(byte[] start) {
    return Hdf5File.start(start) >= 0;
  }

  @Override
  public boolean holdsSeveral() {
    return true;
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    try (StoredBytes bytes = open(files, name)) {
      return recordings(files.path(name), bytes).only(recordId);
    }
  }

  @Override
  public void readAll(
      SignalFiles files, String name, String recordId, FilePart part, Recordings into)
      throws IOException {
    try (StoredBytes bytes = open(files, name)) {
      recordings(files.path(name), bytes).write(recordId, part, into);
    }
  }

  private static StoredBytes open(SignalFiles files, String name) throws IOException {
    try {
      return files.bytes(name);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(files.path(name) + ": there is no such file.", e);
    }
  }

  private ArrayRecordings recordings(String path, StoredBytes bytes) throws IOException {
    Opened opened = bounded(path, () -> opened(path, bytes));
    ArrayRecordings found = new ArrayRecordings(opened.source(), assumptions);
    return found.with(bounded(path, () -> rows(opened, found.records())));
  }

  /** A dataset, whose names are the parts, before it is known how many records it has. */
  private record Opened(Hdf5File file, List<String> parts, Facts facts, ArraySource source) {}

  private Opened opened(String path, StoredBytes bytes) throws IOException {
    Hdf5File file = Hdf5File.open(path, bytes);
    String name = dataset(file);
    Hdf5File.Found found = file.dataset(name);
    Facts facts = new Facts(path, found.holders());
    SignalValues values = new SignalValues(path, found.dataset(), file.storage());
    List<String> parts =
        Arrays.stream(name.split("/", -1)).filter(part -> !part.isEmpty()).toList();
    String last = parts.get(parts.size() - 1);
    DatasetsBeside beside = new DatasetsBeside(path, file, parts.subList(0, parts.size() - 1));
    OptionalDouble rateHz = facts.sampleRateHz();
    if (rateHz.isEmpty()) {
      rateHz = beside.sampleRateHz();
    }
    Optional<String> unit = facts.unit().or(beside::unit);
    if (values.isWhole() && facts.isScaled()) {
      if (assumptions.unit() == null) {
        throw new UserException(
            path
                + ": an attribute says that the integers are scaled or shifted; say what a step of 1 is"
                + " with --assume-unit (4.88uV), or store values in a unit of voltage.");
      }
      unit = Optional.empty();
    }
    Optional<List<String>> leads = facts.leads().or(beside::leads);
    return new Opened(
        file,
        parts,
        facts,
        new ArraySource(
            path,
            format(),
            last.toLowerCase(Locale.ROOT).contains("median") ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM,
            new Numbers(path, file.dimensions(found.dataset()), file.isMatlab(), values),
            rateHz,
            unit,
            leads,
            ArrayConvention.of(last),
            RowFacts.NONE));
  }

  /** The dataset that is named, else the first of the usual ones that the file has. */
  private String dataset(Hdf5File file) {
    if (assumptions.dataset() != null) {
      return assumptions.dataset();
    }
    return USUAL_DATASETS.stream()
        .filter(name -> file.plain(List.of(name)).isPresent())
        .findFirst()
        .orElse(USUAL_DATASETS.get(0));
  }

  private static RowFacts rows(Opened opened, int records) {
    boolean several = records > 1;
    long[] ids = several ? ids(opened, records) : null;
    Facts facts = opened.facts();
    Person person = several ? Person.UNKNOWN : new Person(facts.person(), null, null, List.of());
    Map<String, Double> labels = several ? Map.of() : facts.labels();
    return new RowFacts() {
      @Override
      public String id(int row) {
        return ids == null ? null : String.valueOf(ids[row]);
      }

      @Override
      public Person person(int row) {
        return person;
      }

      @Override
      public Map<String, Double> labels(int row) {
        return labels;
      }
    };
  }

  /** Integers in a dataset beside the array, one a row; CODE-15 % has one more. */
  private static long[] ids(Opened opened, int rows) {
    Hdf5File file = opened.file();
    List<String> group = opened.parts().subList(0, opened.parts().size() - 1);
    for (String name : IDS) {
      List<String> beside = new ArrayList<>(group);
      beside.add(name);
      Optional<DatasetBase> dataset = file.plain(beside);
      if (dataset.isEmpty() || rows > MOST_ROWS) {
        continue;
      }
      int[] sizes = dataset.get().getDimensions();
      if (!(dataset.get().getDataType() instanceof FixedPoint)) {
        // Texts may be anything, and jHDF's numbers of other kinds are none of records.
        continue;
      }
      SignalValues values = new SignalValues(opened.source().path(), dataset.get(), file.storage());
      if (!values.isWhole()) {
        continue;
      }
      boolean flat = sizes.length == 1 || (sizes.length == 2 && sizes[1] == 1);
      if (flat && sizes[0] >= rows) {
        return values.whole(0, rows);
      }
      // A column of MATLAB is a row here.
      if (sizes.length == 2 && sizes[0] == 1 && sizes[1] >= rows) {
        return Arrays.copyOf(values.whole(0, 1), rows);
      }
    }
    return null;
  }

  /** A dataset as an array. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Numbers(String path, int[] dimensions, boolean matlab, SignalValues values)
      implements NumberArray {
    @Override
    public boolean isFirstFastest() {
      return matlab;
    }

    @Override
    public boolean mayEndWithRecords() {
      return matlab;
    }

    @Override
    public int rowsTogether() {
      return values.rowsTogether();
    }

    @Override
    public float[] read(int from, int to) throws IOException {
      return bounded(path, () -> values.read(from, to));
    }
  }

  /** A call that reads. */
  private interface Call<T> {
    T get() throws IOException;
  }

  /**
   * Calls jHDF, which says of damage whatever its arithmetic runs into: a missing message, an index
   * out of bounds, a negative size, or a stack that overflows where types lie in types. Its own
   * messages quote names and texts of the file and are not passed on.
   */
  private static <T> T bounded(String path, Call<T> call) throws IOException {
    try {
      return call.get();
    } catch (UserException e) {
      throw e;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException | StackOverflowError e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof UncheckedIOException storage) {
          throw storage.getCause();
        }
        if (cause instanceof UnsupportedHdfException) {
          throw new UserException(
              path
                  + ": the dataset or its attributes use a part of HDF5 that is not read,"
                  + " such as external storage or a virtual dataset; copy the samples into a plain"
                  + " dataset.");
        }
      }
      throw new UserException(
          path + ": the file is damaged or cut, or is no valid HDF5; write it again.");
    }
  }
}
