package org.ecglens.io.hdf5;

import io.jhdf.dataset.CompactDataset;
import io.jhdf.dataset.ContiguousDatasetImpl;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ecglens.error.UserException;
import org.ecglens.io.array.FactNames;
import org.ecglens.io.array.LabelNames;
import org.ecglens.io.array.LeadNames;

/**
 * What small datasets beside the array say of it, as programs write that do not use attributes:
 * {@code fs}, {@code unit}, {@code leads}. Only those of known names are read; they are one number
 * or a few texts.
 */
final class DatasetsBeside {
  private static final double FASTEST_HZ = 1e6;
  private static final int LONGEST_TEXT = 256;
  private static final int MOST_DIMENSIONS = 2;

  private final String path;
  private final Map<String, DatasetBase> byName = new HashMap<>();

  /**
   * Datasets by name.
   *
   * @param path for messages
   * @param group names of the groups in which the array lies
   */
  DatasetsBeside(String path, Hdf5File file, List<String> group) {
    this.path = path;
    for (String written : file.names(group)) {
      String name = LabelNames.plain(written);
      boolean wanted =
          FactNames.RATE.contains(name)
              || FactNames.UNIT.contains(name)
              || FactNames.LEADS.contains(name);
      if (wanted) {
        List<String> parts = new ArrayList<>(group);
        parts.add(written);
        file.plain(parts)
            .filter(DatasetsBeside::isSmall)
            .ifPresent(dataset -> byName.put(name, dataset));
      }
    }
  }

  /** Stored in one piece, so that a few bytes cannot claim to be many. */
  private static boolean isSmall(DatasetBase dataset) {
    long count = 1;
    for (int size : dataset.getDimensions()) {
      count *= Math.max(0, Math.min(size, LeadNames.MOST + 1));
    }
    return (dataset instanceof ContiguousDatasetImpl || dataset instanceof CompactDataset)
        && dataset.getDimensions().length <= MOST_DIMENSIONS
        && count > 0
        && count <= LeadNames.MOST
        && dataset.getDataType().getSize() <= LONGEST_TEXT;
  }

  /**
   * Samples a second.
   *
   * @throws UserException if there are several
   */
  OptionalDouble sampleRateHz() {
    OptionalDouble found = OptionalDouble.empty();
    for (String name : FactNames.RATE) {
      DataType type = byName.containsKey(name) ? byName.get(name).getDataType() : null;
      if (!(type instanceof FixedPoint || type instanceof FloatingPoint)) {
        continue;
      }
      List<Object> values = values(byName.get(name));
      double rate =
          values.size() == 1 && values.get(0) instanceof Number number ? number.doubleValue() : 0;
      if (!(rate > 0 && rate <= FASTEST_HZ)) {
        continue;
      }
      if (found.isPresent() && Math.abs(found.getAsDouble() - rate) > FactNames.SAME_RATE * rate) {
        throw new UserException(
            path + ": datasets say different sample rates; remove the one that is wrong.");
      }
      found = found.isPresent() ? found : OptionalDouble.of(rate);
    }
    return found;
  }

  /** The unit as it is written. */
  Optional<String> unit() {
    List<String> texts = texts(FactNames.UNIT);
    return texts.size() == 1 ? Optional.of(texts.get(0)) : Optional.empty();
  }

  /**
   * Names of leads.
   *
   * @throws UserException if there are others than standard leads
   */
  Optional<List<String>> leads() {
    List<String> texts = texts(FactNames.LEADS);
    return texts.isEmpty() ? Optional.empty() : Optional.of(LeadNames.of(path, texts));
  }

  private List<String> texts(List<String> names) {
    for (String name : names) {
      DataType type = byName.containsKey(name) ? byName.get(name).getDataType() : null;
      boolean text =
          type instanceof StringData
              || (type instanceof VariableLength variable && variable.isVariableLengthString());
      if (text) {
        return values(byName.get(name)).stream()
            .map(value -> String.valueOf(value).strip())
            .toList();
      }
    }
    return List.of();
  }

  /** All entries of a small dataset, one after the other. */
  private static List<Object> values(DatasetBase dataset) {
    List<Object> values = new ArrayList<>();
    collect(dataset.getData(), values);
    return values;
  }

  private static void collect(Object data, List<Object> into) {
    if (data == null || !data.getClass().isArray()) {
      into.add(data);
      return;
    }
    for (int i = 0; i < Array.getLength(data); i++) {
      collect(Array.get(data, i), into);
    }
  }
}
