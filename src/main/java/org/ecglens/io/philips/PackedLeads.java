package org.ecglens.io.philips;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.io.EcgReader;

/**
 * Leads packed by XLI, one chunk behind the other: the size of what follows (32 bits,
 * little-endian), a code that is not used, and the first second difference (16 bits each); then
 * {@link LzwCodes} of 16-bit words, the upper bytes of all before the lower ones. The first two
 * words are samples; each other is 64 more than the second difference of the sample behind it:
 * {@code x[t] = 2 x[t - 1] - x[t - 2] - d[t]}. Known from the public description of
 * sierra-ecg-tools.
 */
final class PackedLeads {
  private static final int HEADER = 8;
  private static final int DELTA = 6;
  private static final int BIAS = 64;

  private PackedLeads() {}

  /**
   * The samples of each chunk.
   *
   * @param wanted chunks that are read; devices write others behind them, which hold calibration
   *     marks alone
   * @param samples that a lead should have; one has others only if its chunk says so clearly
   * @throws IllegalArgumentException if a chunk is cut or damaged; the message names its number
   */
  static List<int[]> unpack(byte[] packed, int wanted, int samples) {
    ByteBuffer chunks = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    int most = 2 * (EcgReader.MOST_VALUES / Math.max(1, wanted));
    List<int[]> leads = new ArrayList<>();
    while (leads.size() < wanted && chunks.remaining() >= HEADER) {
      int start = chunks.position();
      int size = chunks.getInt();
      int difference = chunks.getShort(start + DELTA);
      int from = start + HEADER;
      if (size < 0 || size > packed.length - from) {
        throw damaged(
            leads, "it has " + size + " bytes where " + (packed.length - from) + " are left");
      }
      try {
        byte[] bytes = LzwCodes.unpack(packed, from, from + size, most);
        leads.add(samples(bytes, difference, samples));
      } catch (IllegalArgumentException e) {
        throw damaged(leads, e.getMessage());
      }
      chunks.position(from + size);
    }
    if (leads.size() < wanted) {
      throw new IllegalArgumentException(leads.size() + " leads of " + wanted);
    }
    return leads;
  }

  private static IllegalArgumentException damaged(List<int[]> leads, String found) {
    return new IllegalArgumentException("lead " + (leads.size() + 1) + ": " + found);
  }

  private static int[] samples(byte[] bytes, int difference, int expected) {
    // The bits that fill the last byte can look like one or two codes of a byte each.
    boolean filled = bytes.length >= 2L * expected && bytes.length <= 2L * expected + 2;
    int count = filled ? expected : bytes.length / 2;
    if (count < 2 || (!filled && bytes.length % 2 != 0)) {
      throw new IllegalArgumentException(bytes.length + " bytes");
    }
    int[] values = new int[count];
    int bend = difference;
    for (int t = 0; t < count; t++) {
      int word = bytes[t] << Byte.SIZE | Byte.toUnsignedInt(bytes[count + t]);
      if (t < 2) {
        values[t] = word;
        continue;
      }
      values[t] = 2 * values[t - 1] - values[t - 2] - bend;
      bend = word - BIAS;
      if (values[t] != (short) values[t]) {
        throw new IllegalArgumentException("sample " + t + " is beyond 16 bits");
      }
    }
    return values;
  }
}
