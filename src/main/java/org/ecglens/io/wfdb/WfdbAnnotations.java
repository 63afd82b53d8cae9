package org.ecglens.io.wfdb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.io.SignalFiles;

/**
 * Reads annotation files in the MIT format (annot(5) of the WFDB manual): words of 16 bits, the low
 * byte first, with a kind in the upper 6 bits and the time since the last annotation in the lower
 * 10; some kinds are details of the annotation before them.
 */
public final class WfdbAnnotations {
  /** No real file comes near. */
  private static final long LONGEST = 1 << 25;

  private static final int TIME_BITS = 10;
  private static final int SKIP = 59;
  private static final int NUMBER = 60;
  private static final int SUBTYPE = 61;
  private static final int CHANNEL = 62;
  private static final int AUX = 63;
  private static final int NOTE = 22;
  private static final String RESOLUTION = "## time resolution:";

  private final ByteSource in;
  private final List<Annotation> annotations = new ArrayList<>();
  private long time;
  private int lastChannel;
  private int lastNumber;
  private Annotation current;

  private WfdbAnnotations(ByteSource in) {
    this.in = in;
  }

  /**
   * Reads a file.
   *
   * @param name of the file, for example {@code 100.atr}
   * @return the annotations in the order of the file
   * @throws UserException if it is no such file or is cut off
   * @throws IOException if the storage fails; {@link java.io.FileNotFoundException} or {@link
   *     java.nio.file.NoSuchFileException} if there is no such file
   */
  public static List<Annotation> read(SignalFiles files, String name) throws IOException {
    String path = files.path(name);
    if (files.length(name) > LONGEST) {
      throw new UserException(path + ": the file is too large to be one of annotations.");
    }
    try (InputStream in = files.open(name)) {
      WfdbAnnotations reader = new WfdbAnnotations(new ByteSource(in));
      while (reader.step(path)) {
        // Every step takes at least a word.
      }
      return List.copyOf(reader.annotations);
    } catch (EOFException e) {
      throw new UserException(path + ": the file ends amid an annotation; copy it again.", e);
    }
  }

  /** Takes a word; false at the end. */
  private boolean step(String path) throws IOException {
    // Some programs leave out the zero at the end.
    int word = in.more() ? in.word() : 0;
    int data = word & ((1 << TIME_BITS) - 1);
    int kind = word >> TIME_BITS;
    if (word == 0) {
      finish();
      return false;
    }
    if (kind == SKIP) {
      // The upper half comes first, as on the PDP-11.
      int high = in.word();
      time += (high << Short.SIZE) | in.word();
    } else if (kind < SKIP) {
      finish();
      time += data;
      current = new Annotation(time, kind, 0, lastChannel, lastNumber, "");
    } else if (current == null) {
      throw new UserException(
          path + ": the file begins with a detail of no annotation; it is no file of annotations.");
    } else {
      detail(kind, data);
    }
    return true;
  }

  private void detail(int kind, int data) throws IOException {
    int subtype = current.subtype();
    String aux = current.aux();
    switch (kind) {
      // These two hold until they change.
      case NUMBER -> lastNumber = (byte) data;
      case CHANNEL -> lastChannel = data & 0xff;
      case SUBTYPE -> subtype = (byte) data;
      case AUX -> aux = text(data);
      default -> throw new IllegalStateException("kind " + kind);
    }
    current =
        new Annotation(current.sample(), current.type(), subtype, lastChannel, lastNumber, aux);
  }

  private String text(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = in.signed();
    }
    if (length % 2 == 1) {
      in.signed();
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private void finish() {
    // A note about the file itself, not about the record.
    boolean aboutFile =
        current != null && current.type() == NOTE && current.aux().startsWith(RESOLUTION);
    if (current != null && !aboutFile) {
      annotations.add(current);
    }
    current = null;
  }
}
