package org.ecglens.io.array;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecglens.ecg.Ecg;

/**
 * An array and what its file says of it.
 *
 * @param path for messages
 * @param format name of the format
 * @param kind of the recordings
 * @param numbers the array
 * @param rateHz samples a second, if the file says it
 * @param unit of the numbers as it is written, if the file says it
 * @param leads names in order, if the file says them
 * @param convention by which a file that has this array and says nothing is understood
 * @param rows what is known of each row; of the first where there is a single record
 */
public record ArraySource(
    String path,
    String format,
    Ecg.Kind kind,
    NumberArray numbers,
    OptionalDouble rateHz,
    Optional<String> unit,
    Optional<List<String>> leads,
    Optional<ArrayConvention> convention,
    RowFacts rows) {
  /** The same, of whose rows this is known. */
  ArraySource with(RowFacts facts) {
    return new ArraySource(path, format, kind, numbers, rateHz, unit, leads, convention, facts);
  }
}
