package org.ecglens.io.numpy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
import org.ecglens.io.array.RowFacts;
import org.ecglens.io.array.SideTable;

/**
 * Reads arrays of NumPy: of two dimensions, leads and samples, a recording; of three, one for each
 * entry of the first. Ids and labels come from a table beside it, see {@link SideTable}, ids of
 * {@code .npz} files also from an array of integers in it ({@code exam_id}). Rate, unit and leads
 * are assumed.
 */
public final class NumpyReader implements EcgReader {
  private static final List<String> USUAL =
      List.of("tracings", "ecg", "ecgs", "signal", "signals", "x", "X", "data", "arr_0");

  private static final List<String> IDS = List.of("exam_id", "ecg_id", "record_id", "id", "ids");
  private static final int MOST_ROWS = 1 << 22;
  private static final String ARCHIVE = ".npz";

  private final Assumptions assumptions;

  /** A reader that supposes something of rate, unit, leads and dimensions. */
  public NumpyReader(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  @Override
  public String format() {
    return "numpy";
  }

  @Override
  public boolean recognises(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".npy") || name.endsWith(ARCHIVE);
  }

  @Override
  public boolean isKnownByContent() {
    return true;
  }

  @Override
  public boolean contains(byte[] start) {
    return NpyHeader.isOne(start);
  }

  @Override
  public boolean holdsSeveral() {
    return true;
  }

  @Override
  public Optional<String> sideTable(String name) {
    return SideTable.name(name);
  }

  /** What is done with the array of a file. */
  private interface Use {
    void with(ArrayRecordings recordings) throws IOException;
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    Reading[] only = new Reading[1];
    use(files, name, recordings -> only[0] = recordings.only(recordId));
    return only[0];
  }

  @Override
  public void readAll(
      SignalFiles files, String name, String recordId, FilePart part, Recordings into)
      throws IOException {
    // An archive can only be read from its start, and so by one task.
    boolean archive = isArchive(name);
    if (!archive || part.isFirst()) {
      use(
          files,
          name,
          recordings -> recordings.write(recordId, archive ? FilePart.WHOLE : part, into));
    }
  }

  private static boolean isArchive(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(ARCHIVE);
  }

  private void use(SignalFiles files, String name, Use use) throws IOException {
    String path = files.path(name);
    try {
      if (isArchive(name)) {
        NpzArchive archive = new NpzArchive(files, name);
        List<String> arrays = archive.arrays();
        String array = chosen(path, arrays);
        try (StoredBytes bytes = archive.open(array)) {
          NpyArray numbers = NpyArray.of(path, bytes);
          RowFacts rows = SideTable.beside(files, name, rows(numbers));
          use.with(
              recordings(
                  path,
                  array,
                  numbers,
                  rows == RowFacts.NONE ? ids(path, archive, arrays, rows(numbers)) : rows));
        }
        return;
      }
      try (StoredBytes bytes = files.bytes(name)) {
        NpyArray numbers = NpyArray.of(path, bytes);
        String stem = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
        use.with(recordings(path, stem, numbers, SideTable.beside(files, name, rows(numbers))));
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(path + ": there is no such file.", e);
    }
  }

  private ArrayRecordings recordings(String path, String array, NpyArray numbers, RowFacts rows) {
    String name = array.toLowerCase(Locale.ROOT);
    return new ArrayRecordings(
        new ArraySource(
            path,
            format(),
            name.contains("median") ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM,
            numbers,
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            ArrayConvention.of(array),
            rows),
        assumptions);
  }

  /** Recordings that the array has, as far as its dimensions tell. */
  private int rows(NpyArray numbers) {
    int[] sizes = numbers.dimensions();
    int record = assumptions.axes() == null ? -1 : assumptions.axes().indexOf("record");
    if (assumptions.axes() != null) {
      return record >= 0 && record < sizes.length ? sizes[record] : 1;
    }
    return sizes.length == 3 ? sizes[0] : 1;
  }

  private String chosen(String path, List<String> arrays) {
    if (assumptions.dataset() != null) {
      return assumptions.dataset();
    }
    if (arrays.size() == 1) {
      return arrays.get(0);
    }
    return USUAL.stream()
        .filter(arrays::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    path
                        + ": of the "
                        + arrays.size()
                        + " arrays in it none has a usual name ("
                        + String.join(", ", USUAL)
                        + "); name one with --dataset."));
  }

  private static RowFacts ids(String path, NpzArchive archive, List<String> arrays, int rows)
      throws IOException {
    for (String name : IDS) {
      if (!arrays.contains(name) || rows > MOST_ROWS) {
        continue;
      }
      try (StoredBytes bytes = archive.open(name)) {
        NpyArray numbers = NpyArray.of(path, bytes);
        int[] sizes = numbers.dimensions();
        if (sizes.length == 1 && sizes[0] >= rows && numbers.header().type().isWhole()) {
          long[] ids = numbers.whole(rows);
          return new RowFacts() {
            @Override
            public String id(int row) {
              return String.valueOf(ids[row]);
            }

            @Override
            public Person person(int row) {
              return Person.UNKNOWN;
            }

            @Override
            public Map<String, Double> labels(int row) {
              return Map.of();
            }
          };
        }
      }
    }
    return RowFacts.NONE;
  }
}
