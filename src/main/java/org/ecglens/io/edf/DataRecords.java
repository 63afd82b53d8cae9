package org.ecglens.io.edf;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads the data records one after another, with a buffer of constant size. */
final class DataRecords {
  // A multiple of 2 and 3.
  private static final int BUFFER = 3 << 14;
  private static final int SIGN_SHIFT = 8;

  private final EdfHeader header;
  private final DataInputStream in;
  private final byte[] buffer = new byte[BUFFER];

  /** The records of a file that is read up to its first record. */
  DataRecords(EdfHeader header, DataInputStream in) {
    this.header = header;
    this.in = in;
  }

  /**
   * Reads all.
   *
   * @param channels signals to read
   * @param values takes the samples of each channel in its unit, record after record
   * @param onsets takes the onset of each record, s, NaN where there is none
   * @throws IOException if the file ends before the last record
   */
  void read(List<EdfSignal> channels, float[][] values, double[] onsets) throws IOException {
    Optional<EdfSignal> times =
        header.signals().stream().filter(EdfSignal::isAnnotations).findFirst();
    int[] channelOf = new int[header.signals().size()];
    for (int i = 0; i < channelOf.length; i++) {
      channelOf[i] = channels.indexOf(header.signals().get(i));
    }
    for (int record = 0; record < onsets.length; record++) {
      onsets[record] = Double.NaN;
      for (int i = 0; i < channelOf.length; i++) {
        EdfSignal signal = header.signals().get(i);
        if (channelOf[i] >= 0) {
          samples(signal, values[channelOf[i]], record * signal.samples());
        } else if (times.isPresent() && times.get().number() == signal.number()) {
          onsets[record] = onset(signal);
        } else {
          in.skipNBytes((long) signal.samples() * header.bytes());
        }
      }
    }
  }

  private double onset(EdfSignal signal) throws IOException {
    int length = signal.samples() * header.bytes();
    byte[] start = new byte[Math.min(length, RecordTimes.LONGEST)];
    in.readFully(start);
    in.skipNBytes(length - start.length);
    return RecordTimes.onset(start).orElse(Double.NaN);
  }

  private void samples(EdfSignal signal, float[] values, int from) throws IOException {
    double unit = signal.microvolts().orElse(1);
    double gain = signal.gain() * unit;
    double offset = signal.offset() * unit;
    int width = header.bytes();
    int at = from;
    int end = from + signal.samples();
    while (at < end) {
      int count = Math.min(end - at, BUFFER / width);
      in.readFully(buffer, 0, count * width);
      for (int i = 0; i < count; i++) {
        values[at + i] = (float) (sample(i * width, width) * gain + offset);
      }
      at += count;
    }
  }

  /** A signed little-endian number of two or three bytes. */
  private int sample(int at, int width) {
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = i == width - 1 ? buffer[at + i] : (value << SIGN_SHIFT) | (buffer[at + i] & 0xff);
    }
    return value;
  }
}
