package org.ecglens.io.numpy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecglens.error.UserException;
import org.ecglens.io.StoredBytes;
import org.ecglens.io.array.FactNames;
import org.ecglens.io.array.LabelNames;
import org.ecglens.io.array.LeadNames;

/**
 * What small arrays of an archive say of the one that holds the signal: {@code fs}, {@code unit},
 * {@code leads}.
 *
 * @param rateHz samples a second
 * @param unit as it is written
 * @param leads names in order
 */
record ArchiveFacts(OptionalDouble rateHz, Optional<String> unit, Optional<List<String>> leads) {
  private static final double FASTEST_HZ = 1e6;

  /** Nothing. */
  static final ArchiveFacts NONE =
      new ArchiveFacts(OptionalDouble.empty(), Optional.empty(), Optional.empty());

  /**
   * Reads them.
   *
   * @param arrays names of all arrays
   * @throws UserException if there are several rates, or names that are none of leads
   */
  static ArchiveFacts of(String path, NpzArchive archive, List<String> arrays) throws IOException {
    OptionalDouble rate = OptionalDouble.empty();
    Optional<String> unit = Optional.empty();
    Optional<List<String>> leads = Optional.empty();
    for (String array : arrays) {
      String name = LabelNames.plain(array);
      if (FactNames.RATE.contains(name)) {
        rate = same(path, rate, rate(path, archive, array));
      } else if (FactNames.UNIT.contains(name)) {
        List<String> texts = texts(path, archive, array);
        unit = texts.size() == 1 ? Optional.of(texts.get(0)) : unit;
      } else if (FactNames.LEADS.contains(name)) {
        List<String> texts = texts(path, archive, array);
        leads = texts.isEmpty() ? leads : Optional.of(LeadNames.of(path, texts));
      }
    }
    return new ArchiveFacts(rate, unit, leads);
  }

  private static OptionalDouble same(String path, OptionalDouble one, OptionalDouble other) {
    if (one.isPresent()
        && other.isPresent()
        && Math.abs(one.getAsDouble() - other.getAsDouble())
            > FactNames.SAME_RATE * one.getAsDouble()) {
      throw new UserException(
          path + ": arrays say different sample rates; remove the one that is wrong.");
    }
    return one.isPresent() ? one : other;
  }

  private static OptionalDouble rate(String path, NpzArchive archive, String array)
      throws IOException {
    try (StoredBytes bytes = archive.open(array)) {
      NpyArray numbers = NpyArray.of(path, bytes);
      long count = 1;
      for (int size : numbers.dimensions()) {
        count = Math.min(2, count * size);
      }
      double rate = count == 1 ? numbers.first() : 0;
      return rate > 0 && rate <= FASTEST_HZ ? OptionalDouble.of(rate) : OptionalDouble.empty();
    } catch (UserException e) {
      // An array of this name may be anything.
      return OptionalDouble.empty();
    }
  }

  private static List<String> texts(String path, NpzArchive archive, String array)
      throws IOException {
    try (StoredBytes bytes = archive.open(array)) {
      return NpyTexts.of(path, bytes);
    } catch (UserException e) {
      return List.of();
    }
  }
}
