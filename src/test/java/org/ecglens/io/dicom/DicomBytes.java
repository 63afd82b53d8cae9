package org.ecglens.io.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes data elements, for tests. */
final class DicomBytes {
  static final String EXPLICIT = "1.2.840.10008.1.2.1";
  static final String IMPLICIT = "1.2.840.10008.1.2";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final boolean explicit;
  private final boolean undefined;

  /**
   * An empty run of elements.
   *
   * @param undefined whether sequences and items end with delimiters instead of having a length
   */
  DicomBytes(boolean explicit, boolean undefined) {
    this.explicit = explicit;
    this.undefined = undefined;
  }

  /** A file with preamble and meta information. */
  byte[] file(String syntax) {
    DicomBytes file = new DicomBytes(true, false);
    file.out.writeBytes(new byte[128]);
    file.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    file.text(Tag.TRANSFER_SYNTAX, "UI", syntax);
    file.out.writeBytes(out.toByteArray());
    return file.out.toByteArray();
  }

  DicomBytes text(int tag, String representation, String value) {
    String padded = value.length() % 2 == 0 ? value : value + " ";
    return element(tag, representation, padded.getBytes(StandardCharsets.ISO_8859_1));
  }

  DicomBytes shorts(int tag, int... values) {
    byte[] bytes = new byte[2 * values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[2 * i] = (byte) values[i];
      bytes[2 * i + 1] = (byte) (values[i] >> 8);
    }
    return element(tag, "US", bytes);
  }

  DicomBytes number(int tag, int value) {
    byte[] bytes = {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    return element(tag, "UL", bytes);
  }

  DicomBytes sequence(int tag, DicomBytes... items) {
    DicomBytes body = new DicomBytes(false, undefined);
    for (DicomBytes item : items) {
      body.tag(Tag.ITEM).little(undefined ? -1 : item.out.size(), 4);
      body.out.writeBytes(item.out.toByteArray());
      if (undefined) {
        body.tag(Tag.ITEM_END).little(0, 4);
      }
    }
    int length = undefined ? -1 : body.out.size();
    if (undefined) {
      body.tag(Tag.SEQUENCE_END).little(0, 4);
    }
    return head(tag, "SQ", length).raw(body.out.toByteArray());
  }

  DicomBytes element(int tag, String representation, byte[] value) {
    return head(tag, representation, value.length).raw(value);
  }

  private DicomBytes head(int tag, String representation, int length) {
    tag(tag);
    if (!explicit) {
      return little(length, 4);
    }
    raw(representation.getBytes(StandardCharsets.US_ASCII));
    return representation.equals("OW") || representation.equals("SQ")
        ? little(0, 2).little(length, 4)
        : little(length, 2);
  }

  private DicomBytes tag(int tag) {
    return little(tag >>> 16, 2).little(tag, 2);
  }

  private DicomBytes little(int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write(value >> (8 * i));
    }
    return this;
  }

  private DicomBytes raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }
}
