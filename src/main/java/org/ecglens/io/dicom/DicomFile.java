package org.ecglens.io.dicom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;

/**
 * Data elements of a DICOM file in explicit or implicit little-endian, deflated or explicit
 * big-endian transfer syntax (PS3.5, chapter 7 and annex A; PS3.10, chapter 7).
 */
final class DicomFile {
  private static final int PREAMBLE = 128;
  private static final byte[] MAGIC = "DICM".getBytes(StandardCharsets.US_ASCII);
  private static final int START = PREAMBLE + MAGIC.length;
  private static final int BARE = 8;
  private static final int MOST_BARE_BYTES = 256;
  private static final Pattern REPRESENTATION =
      Pattern.compile("AE|AS|AT|CS|DA|DS|DT|FL|FD|IS|LO|LT|OB|PN|SH|SL|SQ|SS|ST|TM|UI|UL|US|UT");

  private static final String EXPLICIT = "1.2.840.10008.1.2.1";
  private static final String IMPLICIT = "1.2.840.10008.1.2";
  private static final String DEFLATED = "1.2.840.10008.1.2.1.99";
  private static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";

  /** Most bytes of a file: the most values of a record at 16 bits, and room for all else. */
  static final int LONGEST = 2 * EcgReader.MOST_VALUES + (1 << 24);

  private static final int UNDEFINED = -1;

  // Waveform objects nest five deep.
  private static final int DEEPEST = 16;

  // An object of a long recording has thousands; the bound keeps a hostile file's maps small.
  private static final int MOST_ELEMENTS = 1 << 19;

  /** Value representations with a length of 32 bits. */
  private static final String LONG = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";

  private final String path;
  private final ByteBuffer bytes;
  private int elements;

  private DicomFile(String path, byte[] content) {
    this.path = path;
    this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  private DataSet empty() {
    return new DataSet(bytes.order());
  }

  /** Whether the start of a file is that of a DICOM file. */
  static boolean starts(byte[] start) {
    return first(start) >= 0;
  }

  /** Where the first element is: behind the preamble, or at once in files without one; else −1. */
  private static int first(byte[] start) {
    if (start.length >= START
        && ByteBuffer.wrap(start, PREAMBLE, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      return START;
    }
    return start.length >= BARE && isElement(start) ? 0 : -1;
  }

  /** Whether a file begins with an element of the meta information or of the object's class. */
  private static boolean isElement(byte[] start) {
    ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int group = bytes.getShort();
    int element = Short.toUnsignedInt(bytes.getShort());
    boolean known = group == 2 ? element <= 0x16 : group == 8 && element <= 0x18;
    return known
        && (isExplicit(start, 0)
            || (group == 8 && bytes.getInt() < MOST_BARE_BYTES && start[7] == 0));
  }

  private static boolean isExplicit(byte[] bytes, int at) {
    return bytes.length >= at + 6
        && REPRESENTATION.matcher("" + (char) bytes[at + 4] + (char) bytes[at + 5]).matches();
  }

  /**
   * Reads all elements.
   *
   * @param path for messages
   * @throws UserException if the content is no DICOM file, damaged, or of another transfer syntax
   */
  static DataSet parse(String path, byte[] content) {
    int first = first(content);
    if (first < 0) {
      throw new UserException(
          path
              + ": the file has no DICM at byte 128 and begins with no DICOM element: it is no DICOM"
              + " file.");
    }
    return new DicomFile(path, content).parse(first);
  }

  private DataSet parse(int first) {
    bytes.position(first);
    DataSet meta = empty();
    while (bytes.remaining() >= 2 && bytes.getShort(bytes.position()) == 2) {
      element(meta, bytes.limit(), true, 0);
    }
    String syntax = meta.text(Tag.TRANSFER_SYNTAX).orElse("");
    if (syntax.isEmpty() && first == 0) {
      // Written before the meta information was required: its syntax shows in the first element.
      syntax = isExplicit(bytes.array(), bytes.position()) ? EXPLICIT : IMPLICIT;
    }
    return switch (syntax) {
      case EXPLICIT -> object(true);
      case IMPLICIT -> object(false);
      case DEFLATED -> new DicomFile(path, inflated()).object(true);
      case BIG_ENDIAN -> {
        bytes.order(ByteOrder.BIG_ENDIAN);
        yield object(true);
      }
      default ->
          throw new UserException(
              path
                  + ": the transfer syntax is "
                  + (syntax.isEmpty() ? "absent" : "unknown")
                  + "; explicit and implicit little-endian, deflated and big-endian are read."
                  + " Convert the file, for example with dcmconv of DCMTK.");
    };
  }

  private DataSet object(boolean explicit) {
    DataSet data = empty();
    while (bytes.hasRemaining()) {
      element(data, bytes.limit(), explicit, 0);
    }
    return data;
  }

  /** What is behind the meta information, which is deflated without a header (RFC 1951). */
  private byte[] inflated() {
    Inflater inflater = new Inflater(true);
    try (InflaterInputStream in =
        new InflaterInputStream(
            new ByteArrayInputStream(bytes.array(), bytes.position(), bytes.remaining()),
            inflater)) {
      byte[] content = in.readNBytes(LONGEST + 1);
      if (content.length > LONGEST) {
        throw new UserException(path + ": inflated, the file has more than " + LONGEST + " bytes.");
      }
      return content;
    } catch (IOException e) {
      throw new UserException(
          path + ": the deflated data is damaged or cut; export the file again.", e);
    } finally {
      inflater.end();
    }
  }

  private void element(DataSet into, int end, boolean explicit, int depth) {
    int at = bytes.position();
    if (++elements > MOST_ELEMENTS) {
      throw new UserException(path + ": the file has more than " + MOST_ELEMENTS + " elements.");
    }
    need(at, 8, end);
    int tag = tag();
    String representation = "";
    int length;
    if (explicit) {
      representation = "" + (char) (bytes.get() & 0xFF) + (char) (bytes.get() & 0xFF);
      if (LONG.contains(representation)) {
        need(at, 12, end);
        bytes.getShort();
        length = bytes.getInt();
      } else {
        length = Short.toUnsignedInt(bytes.getShort());
      }
    } else {
      length = bytes.getInt();
    }
    if (representation.equals("SQ")
        || length == UNDEFINED
        || (!explicit && Tag.SEQUENCES.contains(tag))) {
      // A sequence of unknown representation is always written in the implicit way (PS3.5, 6.2.2).
      into.put(tag, sequence(at, tag, length, end, explicit && representation.equals("SQ"), depth));
    } else {
      check(at, tag, length, end);
      into.put(tag, bytes.slice(bytes.position(), length));
      bytes.position(bytes.position() + length);
    }
  }

  private List<DataSet> sequence(
      int at, int tag, int length, int end, boolean explicit, int depth) {
    if (depth >= DEEPEST) {
      throw damaged(at, "sequence " + Tag.shown(tag) + " lies more than " + DEEPEST + " deep");
    }
    if (length != UNDEFINED) {
      check(at, tag, length, end);
    }
    int stop = length == UNDEFINED ? end : bytes.position() + length;
    List<DataSet> items = new ArrayList<>();
    while (length == UNDEFINED || bytes.position() < stop) {
      int start = bytes.position();
      need(start, 8, stop);
      int mark = tag();
      int size = bytes.getInt();
      if (mark == Tag.SEQUENCE_END && length == UNDEFINED) {
        return items;
      }
      if (mark != Tag.ITEM) {
        throw damaged(start, "sequence " + Tag.shown(tag) + " holds " + Tag.shown(mark));
      }
      items.add(item(start, tag, size, stop, explicit, depth + 1));
    }
    return items;
  }

  private DataSet item(int at, int tag, int size, int end, boolean explicit, int depth) {
    if (++elements > MOST_ELEMENTS) {
      throw new UserException(path + ": the file has more than " + MOST_ELEMENTS + " elements.");
    }
    if (size != UNDEFINED) {
      check(at, tag, size, end);
    }
    int stop = size == UNDEFINED ? end : bytes.position() + size;
    DataSet item = empty();
    while (size == UNDEFINED || bytes.position() < stop) {
      if (size == UNDEFINED) {
        need(bytes.position(), 8, stop);
        if (peek() == Tag.ITEM_END) {
          bytes.position(bytes.position() + 8);
          return item;
        }
      }
      element(item, stop, explicit, depth);
    }
    return item;
  }

  private int tag() {
    int group = Short.toUnsignedInt(bytes.getShort());
    return group << 16 | Short.toUnsignedInt(bytes.getShort());
  }

  private int peek() {
    int at = bytes.position();
    int tag = tag();
    bytes.position(at);
    return tag;
  }

  private void need(int at, int length, int end) {
    if (length > end - at) {
      throw damaged(at, "the file or item ends within an element");
    }
  }

  private void check(int at, int tag, int length, int end) {
    if (length < 0 || length > end - bytes.position()) {
      throw damaged(
          at,
          "element "
              + Tag.shown(tag)
              + " has a length of "
              + Integer.toUnsignedString(length)
              + " bytes where "
              + (end - bytes.position())
              + " are left");
    }
  }

  private UserException damaged(int at, String found) {
    return new UserException(
        path + ": at byte " + at + ", " + found + "; the file is damaged or cut, export it again.");
  }
}
