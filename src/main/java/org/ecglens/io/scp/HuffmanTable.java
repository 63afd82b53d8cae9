package org.ecglens.io.scp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;

/**
 * One table of section 2: prefixes, each of which stands for a value, for a number of as many bits
 * as follow it, or for the change to another table.
 */
final class HuffmanTable {
  private static final int STRUCTURE = 9;
  private static final int DEFAULT = 19999;
  private static final int SHORT = 8;
  private static final int LONG = 16;
  private static final int LAST_PAIR = 8;

  // All tables of a record; codes that are in use are a few dozen.
  private static final int MOST_STRUCTURES = 1 << 16;

  // Nodes of a binary tree: the child for 0 and for 1, −1 for none; a leaf has a code.
  private final List<int[]> children = new ArrayList<>();
  private final List<Code> codes = new ArrayList<>();

  /**
   * What a prefix stands for.
   *
   * @param bits of the number that follows it, 0 for none
   * @param value the value, or the number of the next table from 0 on
   * @param change whether another table follows
   */
  record Code(int bits, int value, boolean change) {}

  HuffmanTable() {
    node();
  }

  private int node() {
    children.add(new int[] {-1, -1});
    codes.add(null);
    return children.size() - 1;
  }

  /**
   * The tables of section 2.
   *
   * @return empty if signals are not in Huffman codes
   * @throws UserException if the section is damaged
   */
  static List<HuffmanTable> of(ScpRecord record) {
    if (record.section(2).isEmpty()) {
      return List.of();
    }
    ByteBuffer section = record.section(2, "Huffman tables", 2).position(ScpRecord.HEADER);
    int count = Short.toUnsignedInt(section.getShort());
    if (count == DEFAULT) {
      return List.of(standard());
    }
    List<HuffmanTable> tables = new ArrayList<>();
    int all = 0;
    for (int i = 0; i < count; i++) {
      if (section.remaining() < 2) {
        throw record.damaged(2);
      }
      int structures = Short.toUnsignedInt(section.getShort());
      if (section.remaining() < structures * STRUCTURE) {
        throw record.damaged(2);
      }
      all += structures;
      if (all > MOST_STRUCTURES) {
        throw new UserException(
            record.path()
                + ": the Huffman tables (section 2) have more than "
                + MOST_STRUCTURES
                + " codes, the file is damaged; export the record again.");
      }
      HuffmanTable table = new HuffmanTable();
      for (int j = 0; j < structures; j++) {
        int first = Byte.toUnsignedInt(section.get());
        int second = Byte.toUnsignedInt(section.get());
        // The bits of the prefix, then those of all; some writers have them the other way round.
        int prefix = Math.min(first, second);
        int bits = Math.max(first, second) - prefix;
        boolean change = section.get() == 0;
        int value = section.getShort();
        long code = Integer.toUnsignedLong(section.getInt());
        if (prefix < 1
            || prefix > Integer.SIZE
            || bits > Integer.SIZE
            || (change && (value < 1 || value > count))) {
          throw new UserException(
              record.path()
                  + ": structure "
                  + (j + 1)
                  + " of Huffman table "
                  + (i + 1)
                  + " (section 2) is not valid; export the record again.");
        }
        table.put(prefix, code, new Code(bits, change ? value - 1 : value, change));
      }
      tables.add(table);
    }
    return tables;
  }

  /**
   * The table of the standard: 0; 1 and s for 1 and −1, with one more 1 before for each further
   * value up to 8; nine 1 and 0 before 8 bits, ten 1 before 16 bits.
   */
  private static HuffmanTable standard() {
    HuffmanTable table = new HuffmanTable();
    table.put(1, 0, new Code(0, 0, false));
    for (int value = 1; value <= LAST_PAIR; value++) {
      long ones = (1L << value) - 1;
      table.put(value + 2, ones, new Code(0, value, false));
      table.put(value + 2, ones | (1L << (value + 1)), new Code(0, -value, false));
    }
    table.put(LAST_PAIR + 2, (1L << (LAST_PAIR + 1)) - 1, new Code(SHORT, 0, false));
    table.put(LAST_PAIR + 2, (1L << (LAST_PAIR + 2)) - 1, new Code(LONG, 0, false));
    return table;
  }

  /** Adds a prefix, its first bit the lowest of the number. */
  private void put(int length, long prefix, Code code) {
    int at = 0;
    for (int bit = 0; bit < length; bit++) {
      int branch = (int) (prefix >> bit) & 1;
      if (children.get(at)[branch] < 0) {
        children.get(at)[branch] = node();
      }
      at = children.get(at)[branch];
    }
    codes.set(at, code);
  }

  /** The code of the next prefix, null at the end or where no prefix fits. */
  Code next(Bits bits) {
    int at = 0;
    while (at >= 0 && codes.get(at) == null) {
      int bit = bits.next();
      at = bit < 0 ? -1 : children.get(at)[bit];
    }
    return at < 0 ? null : codes.get(at);
  }
}
