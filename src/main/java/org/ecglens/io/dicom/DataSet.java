package org.ecglens.io.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Data elements of a file or of an item of a sequence, by number. Filled by the parser alone. */
final class DataSet {
  private final ByteOrder order;
  private final Map<Integer, ByteBuffer> values = new HashMap<>();
  private final Map<Integer, List<DataSet>> sequences = new HashMap<>();

  /**
   * Without elements.
   *
   * @param order of the bytes of numbers
   */
  DataSet(ByteOrder order) {
    this.order = order;
  }

  void put(int tag, ByteBuffer value) {
    values.put(tag, value);
  }

  void put(int tag, List<DataSet> items) {
    sequences.put(tag, items);
  }

  /** The bytes of an element, in the order of its file. */
  Optional<ByteBuffer> bytes(int tag) {
    return Optional.ofNullable(values.get(tag)).map(value -> value.duplicate().order(order));
  }

  boolean isBigEndian() {
    return order == ByteOrder.BIG_ENDIAN;
  }

  /** The text of an element without padding; absent if there is none. */
  Optional<String> text(int tag) {
    return bytes(tag)
        .map(value -> StandardCharsets.ISO_8859_1.decode(value).toString())
        .map(text -> text.replace('\0', ' ').strip())
        .filter(text -> !text.isEmpty());
  }

  /** A number written as text; absent if it is none, or not finite. */
  OptionalDouble decimal(int tag) {
    Optional<String> text = text(tag);
    // A decimal string has at most 16 characters; some writers take a few more.
    if (text.isEmpty() || text.get().length() > 32) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(text.get());
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** An unsigned binary number of 16 or 32 bits, the only value of its element. */
  OptionalLong number(int tag) {
    ByteBuffer value = bytes(tag).orElse(ByteBuffer.allocate(0));
    return switch (value.remaining()) {
      case 2 -> OptionalLong.of(Short.toUnsignedLong(value.getShort()));
      case 4 -> OptionalLong.of(Integer.toUnsignedLong(value.getInt()));
      default -> OptionalLong.empty();
    };
  }

  /** The items of a sequence, none if it is absent. */
  List<DataSet> items(int tag) {
    return sequences.getOrDefault(tag, List.of());
  }

  /** The code in the first item of a sequence. */
  Optional<Code> code(int tag) {
    return items(tag).stream().findFirst().map(Code::of);
  }
}
