package org.ecglens.io.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ecglens.io.StoredBytes;
import org.ecglens.io.array.LeadNames;

/** A few short texts in an array: names of leads, or a unit. */
final class NpyTexts {
  private static final int BYTES_OF_UTF_32 = 4;

  private NpyTexts() {}

  /**
   * How texts are stored.
   *
   * @param count of them
   * @param characters of each, filled up with zeros
   * @param charset of the characters
   */
  record Type(int count, int characters, Charset charset) {
    private int bytes() {
      return characters * (charset.equals(StandardCharsets.ISO_8859_1) ? 1 : BYTES_OF_UTF_32);
    }
  }

  /** The texts of an array; none if it holds something else, or more than names of leads. */
  static List<String> of(String path, StoredBytes bytes) throws IOException {
    byte[] all;
    int header;
    Optional<Type> type;
    try {
      byte[] start = new byte[(int) Math.min(NpyHeader.SHORTEST, bytes.length())];
      bytes.read(0, start, 0, start.length);
      header = NpyHeader.length(path, start);
      byte[] whole = Arrays.copyOf(start, header);
      bytes.read(start.length, whole, start.length, header - start.length);
      type = NpyHeader.texts(path, whole);
      if (type.isEmpty() || type.get().count() > LeadNames.MOST || type.get().count() == 0) {
        return List.of();
      }
      all = new byte[type.get().count() * type.get().bytes()];
      bytes.read(header, all, 0, all.length);
    } catch (EOFException e) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < type.get().count(); i++) {
      texts.add(
          new String(all, i * type.get().bytes(), type.get().bytes(), type.get().charset())
              .replace("\0", "")
              .strip());
    }
    return texts;
  }
}
