package org.ecglens.io.numpy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
 * are those of an archive, see {@link ArchiveFacts}, or are assumed.
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
    use(files, name, FilePart.WHOLE, recordings -> only[0] = recordings.only(recordId));
    return only[0];
  }

  @Override
  public void readAll(
      SignalFiles files, String name, String recordId, FilePart part, Recordings into)
      throws IOException {
    // An archive can only be read from its start, and so by one task.
    boolean archive = isArchive(name);
    if (!archive || part.isFirst()) {
      FilePart rows = archive ? FilePart.WHOLE : part;
      use(files, name, rows, recordings -> recordings.write(recordId, rows, into));
    }
  }

  private static boolean isArchive(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(ARCHIVE);
  }

  private void use(SignalFiles files, String name, FilePart part, Use use) throws IOException {
    String path = files.path(name);
    try {
      if (isArchive(name)) {
        NpzArchive archive = new NpzArchive(files, name);
        List<String> arrays = archive.arrays();
        String array = chosen(path, arrays);
        ArchiveFacts facts = ArchiveFacts.of(path, archive, arrays);
        try (StoredBytes bytes = archive.open(array)) {
          ArrayRecordings found = recordings(path, array, NpyArray.of(path, bytes), facts);
          RowFacts rows = beside(files, name, found, part);
          use.with(
              found.with(
                  rows == RowFacts.NONE ? ids(path, archive, arrays, found.records()) : rows));
        }
        return;
      }
      try (StoredBytes bytes = files.bytes(name)) {
        String stem = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.[^.]*$", "");
        ArrayRecordings found = recordings(path, stem, NpyArray.of(path, bytes), ArchiveFacts.NONE);
        use.with(found.with(beside(files, name, found, part)));
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(path + ": there is no such file.", e);
    }
  }

  private static RowFacts beside(
      SignalFiles files, String name, ArrayRecordings found, FilePart part) throws IOException {
    return SideTable.beside(files, name, found.records(), found.from(part), found.to(part));
  }

  private ArrayRecordings recordings(
      String path, String array, NpyArray numbers, ArchiveFacts facts) {
    String name = array.toLowerCase(Locale.ROOT);
    return new ArrayRecordings(
        new ArraySource(
            path,
            format(),
            name.contains("median") ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM,
            numbers,
            facts.rateHz(),
            facts.unit(),
            facts.leads(),
            ArrayConvention.of(array),
            RowFacts.NONE),
        assumptions);
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
