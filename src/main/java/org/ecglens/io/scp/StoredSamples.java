package org.ecglens.io.scp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ecglens.error.UserException;

/**
 * The leads of section 5 or 6 as they are stored: multiplier, time between samples, and the bytes
 * of each lead.
 *
 * @param id number of the section
 * @param multiplier nV of one step
 * @param interval µs between samples
 * @param difference 0 for samples, 1 for first and 2 for second differences
 * @param flag the byte behind it: in section 6 whether compression is bimodal
 * @param leads bytes of each
 */
record StoredSamples(
    int id, int multiplier, int interval, int difference, int flag, List<ByteBuffer> leads) {
  /**
   * Parses a section.
   *
   * @param count of the leads
   * @throws UserException if it is not there or is damaged
   */
  static StoredSamples of(ScpRecord record, int id, String content, int count) {
    ByteBuffer section = record.section(id, content, 6 + 2 * count).position(ScpRecord.HEADER);
    int multiplier = Short.toUnsignedInt(section.getShort());
    int interval = Short.toUnsignedInt(section.getShort());
    int difference = Byte.toUnsignedInt(section.get());
    int flag = Byte.toUnsignedInt(section.get());
    if (multiplier == 0 || interval == 0 || difference > 2) {
      throw new UserException(
          "%s: section %d has amplitude multiplier %d, sample interval %d and encoding %d, which are"
                  .formatted(record.path(), id, multiplier, interval, difference)
              + " not valid; export the record again.");
    }
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = Short.toUnsignedInt(section.getShort());
    }
    List<ByteBuffer> leads = new ArrayList<>();
    for (int length : lengths) {
      if (section.remaining() < length) {
        throw record.damaged(id);
      }
      leads.add(section.slice().limit(length));
      section.position(section.position() + length);
    }
    return new StoredSamples(id, multiplier, interval, difference, flag, List.copyOf(leads));
  }

  /** Most samples that the bytes of a lead can hold: one bit each in Huffman codes. */
  long most(int lead, boolean coded) {
    return coded
        ? (long) Byte.SIZE * leads.get(lead).limit()
        : leads.get(lead).limit() / Short.BYTES;
  }

  /**
   * The samples of a lead, differences summed up.
   *
   * @param tables Huffman tables, empty if samples are words of 16 bits
   * @param count of the samples
   * @return as many, or fewer if there are no more
   */
  int[] samples(int lead, List<HuffmanTable> tables, int count) {
    int[] samples =
        tables.isEmpty() ? words(lead, count) : decoded(new Bits(leads.get(lead)), tables, count);
    if (difference == 1) {
      for (int i = 1; i < samples.length; i++) {
        samples[i] += samples[i - 1];
      }
    } else if (difference == 2) {
      for (int i = 2; i < samples.length; i++) {
        samples[i] += 2 * samples[i - 1] - samples[i - 2];
      }
    }
    return samples;
  }

  private int[] words(int lead, int count) {
    ByteBuffer bytes = leads.get(lead).duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int[] samples = new int[Math.min(count, bytes.remaining() / Short.BYTES)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = bytes.getShort();
    }
    return samples;
  }

  private static int[] decoded(Bits bits, List<HuffmanTable> tables, int count) {
    int[] samples = new int[count];
    HuffmanTable table = tables.get(0);
    int at = 0;
    while (at < count) {
      HuffmanTable.Code code = table.next(bits);
      if (code == null || !bits.has(code.bits())) {
        return Arrays.copyOf(samples, at);
      }
      if (code.change()) {
        table = tables.get(code.value());
      } else {
        samples[at++] = code.bits() == 0 ? code.value() : bits.signed(code.bits());
      }
    }
    return samples;
  }
}
