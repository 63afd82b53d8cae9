package org.ecglens.io.hdf5;

import io.jhdf.dataset.DatasetBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecglens.io.TechnicalName;

/**
 * The datasets of a file for a message: names that are technical words, since groups may be named
 * after persons, and sizes.
 */
final class DatasetNames {
  private static final int MOST_SHOWN = 8;
  private static final int MOST_LOOKED_AT = 200;

  private final Hdf5File file;

  DatasetNames(Hdf5File file) {
    this.file = file;
  }

  private record Place(String name, long address) {}

  /** For example {@code ecg/tracings [827][4096][12]}; {@code *} for any other word. */
  String text() {
    List<String> found = new ArrayList<>();
    Deque<Place> places = new ArrayDeque<>(List.of(new Place("", file.root())));
    Set<Long> seen = new HashSet<>();
    while (!places.isEmpty() && seen.size() < MOST_LOOKED_AT && found.size() < MOST_SHOWN) {
      Place place = places.removeFirst();
      if (place.address() < 0 || !seen.add(place.address())) {
        continue;
      }
      DatasetBase dataset = file.datasetAt(place.address());
      if (dataset != null) {
        found.add(place.name() + " " + size(file.dimensions(dataset)));
      } else {
        for (Map.Entry<String, Long> child : file.children(place.address()).entrySet()) {
          String word = TechnicalName.isOne(child.getKey()) ? child.getKey() : "*";
          String prefix = place.name().isEmpty() ? "" : place.name() + "/";
          places.addLast(new Place(prefix + word, child.getValue()));
        }
      }
    }
    if (found.isEmpty()) {
      return "none at all";
    }
    return String.join(", ", found) + (places.isEmpty() ? "" : " and more");
  }

  /** Dimensions as they are written in Java. */
  static String size(int[] dimensions) {
    return Arrays.stream(dimensions)
        .mapToObj(length -> "[" + length + "]")
        .collect(Collectors.joining());
  }
}
