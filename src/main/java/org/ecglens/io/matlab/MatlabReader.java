package org.ecglens.io.matlab;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;
import org.ecglens.io.Assumptions;
import org.ecglens.io.EcgReader;
import org.ecglens.io.FilePart;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.Recordings;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.StoredBytes;
import org.ecglens.io.array.ArrayConvention;
import org.ecglens.io.array.ArrayRecordings;
import org.ecglens.io.array.ArraySource;
import org.ecglens.io.array.FactNames;
import org.ecglens.io.array.LabelNames;
import org.ecglens.io.array.RowFacts;

/**
 * Reads arrays of MATLAB, versions 4 to 7: of two dimensions a recording, {@code val} as the CinC
 * challenges have it or another; of three one for each entry of the first, or of the last. The rate
 * is that of a number named {@code fs} or alike, ids those of a vector of whole numbers ({@code
 * exam_id}); unit and leads are assumed. Files of version 7.3 are HDF5, and a file beside a WFDB
 * header is a part of that record.
 */
public final class MatlabReader implements EcgReader {
  private static final List<String> USUAL =
      List.of("val", "ecg", "ecgs", "signal", "signals", "tracings", "data", "x");

  private static final List<String> IDS = List.of("exam_id", "ecg_id", "record_id", "id", "ids");
  private static final int MOST_ROWS = 1 << 22;
  private static final double FASTEST_HZ = 1e6;
  private static final double LARGEST_WHOLE = 0x1p53;

  private final Assumptions assumptions;

  /** A reader that supposes something of rate, unit, leads and dimensions. */
  public MatlabReader(Assumptions assumptions) {
    this.assumptions = assumptions;
  }

  @Override
  public String format() {
    return "matlab";
  }

  @Override
  public boolean recognises(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".mat");
  }

  @Override
  public boolean isKnownByContent() {
    return true;
  }

  @Override
  public boolean accepts(byte[] start) {
    return contains(start) || MatFile4.isOne(start);
  }

  @Override
  public boolean contains(byte[] start) {
    return MatFile.isOne(start);
  }

  @Override
  public boolean holdsSeveral() {
    return true;
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

  /** The array is read as a whole, and so by one task. */
  @Override
  public void readAll(
      SignalFiles files, String name, String recordId, FilePart part, Recordings into)
      throws IOException {
    if (part.isFirst()) {
      use(files, name, recordings -> recordings.write(recordId, FilePart.WHOLE, into));
    }
  }

  private void use(SignalFiles files, String name, Use use) throws IOException {
    String path = files.path(name);
    try (StoredBytes bytes = files.bytes(name)) {
      byte[] start = new byte[(int) Math.min(START_BYTES, bytes.length())];
      bytes.read(0, start, 0, start.length);
      List<MatVariable> variables;
      if (MatFile.isOne(start)) {
        variables = MatFile.variables(path, bytes, start);
      } else if (MatFile4.isOne(start)) {
        variables = MatFile4.variables(path, bytes);
      } else {
        throw new UserException(path + ": the file is no MATLAB file, or is damaged.");
      }
      MatVariable chosen = chosen(path, variables);
      use.with(
          new ArrayRecordings(
              new ArraySource(
                  path,
                  format(),
                  chosen.name().toLowerCase(Locale.ROOT).contains("median")
                      ? Ecg.Kind.MEDIAN
                      : Ecg.Kind.RHYTHM,
                  chosen.array(path),
                  rate(path, variables),
                  Optional.empty(),
                  Optional.empty(),
                  ArrayConvention.of(chosen.name()),
                  ids(path, variables)),
              assumptions));
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(path + ": there is no such file.", e);
    }
  }

  /**
   * The one that is named, else the first of a usual name, else the only one of a fitting shape.
   */
  private MatVariable chosen(String path, List<MatVariable> variables) {
    List<String> names = assumptions.dataset() == null ? USUAL : List.of(assumptions.dataset());
    for (String name : names) {
      for (MatVariable variable : variables) {
        if (variable.name().equals(name)) {
          return variable;
        }
      }
    }
    List<MatVariable> fitting =
        variables.stream()
            .filter(variable -> assumptions.dataset() == null && fits(variable.shape()))
            .toList();
    if (fitting.size() != 1) {
      throw new NoRecordingException(
          path
              + ": of the "
              + variables.size()
              + " arrays of numbers in it "
              + (fitting.isEmpty() ? "none is" : "several may be")
              + " a recording; name one with --dataset.");
    }
    return fitting.get(0);
  }

  private boolean fits(List<Integer> shape) {
    List<Integer> wanted =
        assumptions.leads() == null
            ? List.of(Lead.STANDARD.size(), Lead.INDEPENDENT.size())
            : List.of(assumptions.leads().size());
    return shape.size() <= 3 && shape.stream().anyMatch(wanted::contains);
  }

  private static OptionalDouble rate(String path, List<MatVariable> variables) throws IOException {
    OptionalDouble found = OptionalDouble.empty();
    for (MatVariable variable : variables) {
      if (variable.count() == 1 && FactNames.RATE.contains(LabelNames.plain(variable.name()))) {
        double rate = variable.numbers(path, 1)[0];
        if (rate > 0 && rate < FASTEST_HZ) {
          if (found.isPresent()
              && Math.abs(found.getAsDouble() - rate) > FactNames.SAME_RATE * rate) {
            throw new UserException(
                path + ": variables say different sample rates; remove the one that is wrong.");
          }
          found = found.isPresent() ? found : OptionalDouble.of(rate);
        }
      }
    }
    return found;
  }

  private static RowFacts ids(String path, List<MatVariable> variables) throws IOException {
    for (MatVariable variable : variables) {
      boolean vector =
          variable.shape().size() == 2
              && (variable.shape().get(0) == 1 || variable.shape().get(1) == 1);
      if (!vector
          || variable.count() < 2
          || variable.count() > MOST_ROWS
          || !IDS.contains(variable.name().toLowerCase(Locale.ROOT))) {
        continue;
      }
      double[] ids = variable.numbers(path, MOST_ROWS);
      boolean whole = true;
      for (double id : ids) {
        whole &= id == Math.rint(id) && Math.abs(id) < LARGEST_WHOLE;
      }
      if (whole) {
        return new RowFacts() {
          @Override
          public String id(int row) {
            return row < ids.length ? String.valueOf((long) ids[row]) : null;
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
    return RowFacts.NONE;
  }
}
