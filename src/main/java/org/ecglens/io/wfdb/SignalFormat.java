package org.ecglens.io.wfdb;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Ways to store samples in a signal file (signal(5) of the WFDB manual). */
enum SignalFormat {
  /** Nothing is stored: every sample is invalid. */
  NULL(0, 0, Integer.MIN_VALUE),
  /** Differences of one byte; the first is that to the initial value in the header. */
  DIFFERENCES(8, 8, Integer.MIN_VALUE),
  /** Two bytes, the low one first. */
  WORDS(16, 16, Short.MIN_VALUE),
  /** Three bytes, the lowest first. */
  THREE_BYTES(24, 24, -1 << 23),
  /** Four bytes, the lowest first. */
  FOUR_BYTES(32, 32, Integer.MIN_VALUE),
  /** Two bytes, the high one first. */
  SWAPPED_WORDS(61, 16, Short.MIN_VALUE),
  /** One byte, 128 more than the sample. */
  OFFSET_BYTES(80, 8, Byte.MIN_VALUE),
  /** Two bytes, the low one first, 32768 more than the sample. */
  OFFSET_WORDS(160, 16, Short.MIN_VALUE),
  /** Two samples in three bytes. */
  PAIRS(212, 12, -1 << 11),
  /** Three samples in two words. */
  TRIPLES_IN_WORDS(310, 10, -1 << 9),
  /** Three samples in four bytes. */
  TRIPLES_IN_FOUR(311, 10, -1 << 9),
  /** FLAC of 8 bits, each signal a channel. */
  FLAC_8(508, 8, Byte.MIN_VALUE),
  /** FLAC of 16 bits. */
  FLAC_16(516, 16, Short.MIN_VALUE),
  /** FLAC of 24 bits. */
  FLAC_24(524, 24, -1 << 23);

  private static final int FIRST_FLAC = 500;

  private final int code;
  private final int bits;
  private final int invalid;

  SignalFormat(int code, int bits, int invalid) {
    this.code = code;
    this.bits = bits;
    this.invalid = invalid;
  }

  /** The format of a number in a header. */
  static Optional<SignalFormat> of(long code) {
    return Arrays.stream(values()).filter(format -> format.code == code).findFirst();
  }

  /** All numbers, for messages. */
  static String codes() {
    return Arrays.stream(values())
        .map(format -> Integer.toString(format.code))
        .collect(Collectors.joining(", "));
  }

  /** The number in a header. */
  int code() {
    return code;
  }

  /** Bits of a sample. */
  int bits() {
    return bits;
  }

  /** The stored number that says that a sample is invalid; the lowest integer if none does. */
  int invalid() {
    return invalid;
  }

  /** Whether the file is compressed, so that its length does not tell how much it holds. */
  boolean isCompressed() {
    return code > FIRST_FLAC;
  }

  /** The samples in bytes of this format; it is neither null nor compressed. */
  SampleSource samples(ByteSource in) {
    return switch (this) {
      case DIFFERENCES -> in::signed;
      case WORDS -> () -> (short) in.word();
      case THREE_BYTES -> () -> in.word() | (in.signed() << 16);
      case FOUR_BYTES -> () -> in.word() | (in.word() << 16);
      case SWAPPED_WORDS -> () -> Short.reverseBytes((short) in.word());
      case OFFSET_BYTES -> () -> in.unsigned() - 128;
      case OFFSET_WORDS -> () -> in.word() - 32768;
      case PAIRS -> PackedSamples.pairs(in);
      case TRIPLES_IN_WORDS -> PackedSamples.triplesInWords(in);
      case TRIPLES_IN_FOUR -> PackedSamples.triplesInFour(in);
      case NULL, FLAC_8, FLAC_16, FLAC_24 -> throw new IllegalStateException(name());
    };
  }

  /** How many samples so many bytes hold; the format is neither null nor compressed. */
  long samples(long bytes) {
    long rest = bytes % 4;
    return switch (this) {
      case PAIRS -> bytes / 3 * 2 + (bytes % 3 == 2 ? 1 : 0);
      case TRIPLES_IN_WORDS -> bytes / 4 * 3 + (rest >= 2 ? 1 : 0);
      case TRIPLES_IN_FOUR -> bytes / 4 * 3 + Math.max(0, rest - 1);
      default -> bytes / (bits / Byte.SIZE);
    };
  }
}
