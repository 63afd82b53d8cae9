package org.ecglens.io.scp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ecglens.error.UserException;
import org.ecglens.io.Notice;

/** The sections of a record, found by the pointers of section 0. All numbers are little-endian. */
final class ScpRecord {
  /** Bytes of the header of a section. */
  static final int HEADER = 16;

  private static final int START = 6;
  private static final int POINTER = 10;
  private static final int FEWEST_POINTERS = 7;
  private static final int MOST_POINTERS = 1024;
  private static final byte[] MAGIC = "SCPECG".getBytes(StandardCharsets.US_ASCII);

  private final String path;
  private final byte[] bytes;
  private final Map<Integer, ByteBuffer> sections = new HashMap<>();
  private long total;

  private ScpRecord(String path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /** Whether a file begins as one of this format does: with section 0, which points to itself. */
  static boolean starts(byte[] start) {
    if (start.length < START + HEADER + POINTER) {
      return false;
    }
    if (Arrays.equals(start, HEADER, HEADER + MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return true;
    }
    ByteBuffer words = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int length = words.getInt(START + 4);
    return words.getShort(START + 2) == 0
        && length >= HEADER + FEWEST_POINTERS * POINTER
        && length <= HEADER + MOST_POINTERS * POINTER
        && words.getShort(START + HEADER) == 0
        && words.getInt(START + HEADER + 2) == length
        && words.getInt(START + HEADER + 6) == START + 1;
  }

  /**
   * Finds the sections.
   *
   * @param path of the file, for messages
   * @param bytes of the whole file
   * @param warnings takes checksums that do not fit
   * @throws UserException if the pointers are damaged
   */
  static ScpRecord parse(String path, byte[] bytes, Consumer<Notice> warnings) {
    if (!starts(bytes)) {
      throw new UserException(path + ": the file does not begin with section 0 of SCP-ECG.");
    }
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = Integer.toUnsignedLong(words.getInt(2));
    if (length > bytes.length) {
      throw new UserException(
          path
              + ": the record has "
              + length
              + " bytes by its header, the file "
              + bytes.length
              + "; copy it again.");
    }
    ScpRecord record = new ScpRecord(path, bytes);
    long pointers = (Integer.toUnsignedLong(words.getInt(START + 4)) - HEADER) / POINTER;
    List<String> wrong = new ArrayList<>();
    if (length > 2 && !Crc.fits(bytes, 0, (int) length)) {
      wrong.add("the record");
    }
    for (int i = 0; i < Math.min(pointers, MOST_POINTERS); i++) {
      int at = START + HEADER + i * POINTER;
      if (at + POINTER > bytes.length) {
        throw new UserException(path + ": the file ends within the pointers of section 0.");
      }
      record.add(words, at, wrong);
    }
    if (!wrong.isEmpty()) {
      warnings.accept(
          Notice.Kind.CHECKSUM.of(
              path + ": checksums do not fit the content: " + String.join(", ", wrong) + "."));
    }
    return record;
  }

  private void add(ByteBuffer words, int at, List<String> wrong) {
    int id = Short.toUnsignedInt(words.getShort(at));
    long length = Integer.toUnsignedLong(words.getInt(at + 2));
    long index = Integer.toUnsignedLong(words.getInt(at + 6)) - 1;
    if (length <= HEADER || index < 0 || sections.containsKey(id)) {
      return;
    }
    if (index + length > bytes.length) {
      throw new UserException(
          path + ": section " + id + " reaches beyond the end of the file; export it again.");
    }
    // Sections that lie in one another would each be summed up again.
    total += length;
    if (total > 2L * bytes.length) {
      throw new UserException(
          path + ": the sections overlap, the pointers of section 0 are damaged; export it again.");
    }
    int from = (int) index;
    if (Short.toUnsignedInt(words.getShort(from + 2)) != id) {
      throw new UserException(
          path + ": section " + id + " is not where section 0 says; export it again.");
    }
    if (!Crc.fits(bytes, from, (int) length)) {
      wrong.add("section " + id);
    }
    sections.put(
        id, ByteBuffer.wrap(bytes, from, (int) length).slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  /** A section with its header, if it has content; a new view at each call. */
  Optional<ByteBuffer> section(int id) {
    return Optional.ofNullable(sections.get(id))
        .map(section -> section.duplicate().order(ByteOrder.LITTLE_ENDIAN));
  }

  /**
   * A section that must be there.
   *
   * @param least bytes that it has besides its header
   * @throws UserException if it is not, or is shorter
   */
  ByteBuffer section(int id, String content, int least) {
    ByteBuffer section =
        section(id)
            .orElseThrow(
                () ->
                    new UserException(
                        path + ": there is no section " + id + " (" + content + ") in it."));
    if (section.limit() < HEADER + least) {
      throw damaged(id);
    }
    return section;
  }

  /** The error for a section that is too short for what it says. */
  UserException damaged(int id) {
    return new UserException(
        path + ": section " + id + " is shorter than its content; export the record again.");
  }

  /** The file, for messages. */
  String path() {
    return path;
  }
}
