package org.ecglens.net.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the arrays of a network lie in one vector. */
final class Slots {
  private final Map<String, Slot> slots = new LinkedHashMap<>();
  private int size;

  /**
   * An array in the vector.
   *
   * @param dims axis lengths, row-major
   * @param offset of its first value
   */
  record Slot(String name, List<Integer> dims, int offset) {
    int size() {
      return dims.stream().reduce(1, Math::multiplyExact);
    }
  }

  private Slots() {}

  /** What is trained, in order of execution. */
  static Slots parameters(Architecture architecture) {
    Slots slots = new Slots();
    for (Architecture.Layer layer : architecture.layers()) {
      slots.add(layer.name() + ".weight", layer.out(), layer.in(), layer.kernel());
      slots.add(layer.name() + ".bias", layer.out());
      slots.add(layer.name() + ".scale", layer.out());
      slots.add(layer.name() + ".shift", layer.out());
    }
    slots.add("head.weight", architecture.outputs(), architecture.width());
    slots.add("head.bias", architecture.outputs());
    return slots;
  }

  /** Running averages of the normalisations. */
  static Slots statistics(Architecture architecture) {
    Slots slots = new Slots();
    for (Architecture.Layer layer : architecture.layers()) {
      slots.add(layer.name() + ".mean", layer.out());
      slots.add(layer.name() + ".variance", layer.out());
    }
    return slots;
  }

  private void add(String name, Integer... dims) {
    Slot slot = new Slot(name, List.of(dims), size);
    slots.put(name, slot);
    size = Math.addExact(size, slot.size());
  }

  Slot slot(String name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      throw new IllegalArgumentException("no array '" + name + "'");
    }
    return slot;
  }

  List<Slot> all() {
    return new ArrayList<>(slots.values());
  }

  /** Length of the vector. */
  int size() {
    return size;
  }
}
