package org.ecglens.io.dicom;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** How a sample is stored (PS3.3 C.10.9.1.5), by the standard's abbreviation. */
enum SampleFormat {
  /** Signed, 8 bits. */
  SB,
  /** Unsigned, 8 bits. */
  UB,
  /** Signed, 16 bits. */
  SS,
  /** Unsigned, 16 bits. */
  US,
  /** Signed, 32 bits. */
  SL;

  private static final Map<String, String> OTHERS =
      Map.of("MB", "MB (mu-law)", "AB", "AB (A-law)", "UL", "UL (32 bits, unsigned)");

  static Optional<SampleFormat> of(String name) {
    return Arrays.stream(values()).filter(format -> format.name().equals(name)).findFirst();
  }

  /** One that is not read, for messages. */
  static String shown(String name) {
    return OTHERS.getOrDefault(name, "unknown");
  }

  int bytes() {
    return switch (this) {
      case SB, UB -> 1;
      case SS, US -> 2;
      case SL -> 4;
    };
  }

  boolean isSigned() {
    return this == SB || this == SS || this == SL;
  }

  /** The value at an index, from the position of the buffer. */
  int value(ByteBuffer data, int index) {
    int at = data.position() + index * bytes();
    return switch (this) {
      case SB -> data.get(at);
      case UB -> Byte.toUnsignedInt(data.get(at));
      case SS -> data.getShort(at);
      case US -> Short.toUnsignedInt(data.getShort(at));
      case SL -> data.getInt(at);
    };
  }
}
