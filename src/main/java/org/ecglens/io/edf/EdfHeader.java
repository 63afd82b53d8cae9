package org.ecglens.io.edf;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.ecglens.error.UserException;

/**
 * The header of a file: 256 bytes about the recording and 256 about each signal, all text.
 *
 * @param bytes of a sample: 2 in EDF, 3 in BDF
 * @param patient field of the person
 * @param recording field of the recording
 * @param date of the start, dd.mm.yy
 * @param isPlus whether it is EDF+ or BDF+
 * @param isDiscontinuous whether there may be gaps between data records
 * @param records number of data records, −1 if it is not said
 * @param recordSeconds length of a data record, s
 * @param signals in their order
 */
record EdfHeader(
    int bytes,
    String patient,
    String recording,
    String date,
    boolean isPlus,
    boolean isDiscontinuous,
    long records,
    double recordSeconds,
    List<EdfSignal> signals) {
  /** Bytes about the recording, and about each signal. */
  static final int BLOCK = 256;

  private static final String BDF = "\u00ffBIOSEMI";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d{1,16}(?:\\.\\d{0,16})?|\\.\\d{1,16})(?:[eE][+-]?\\d{1,3})?");
  private static final Pattern COUNT = Pattern.compile("\\d{1,8}");
  private static final int[] WIDTHS = {16, 80, 8, 8, 8, 8, 8, 80, 8, 32};
  private static final double WHOLE = 1e-5;

  /** Whether a file begins as one of this format does. */
  static boolean starts(byte[] start) {
    if (start.length < BLOCK) {
      return false;
    }
    String version = text(start, 0, 8);
    String length = text(start, 184, 8).strip();
    String signals = text(start, 252, 4).strip();
    return (version.strip().equals("0") || version.equals(BDF))
        && COUNT.matcher(length).matches()
        && COUNT.matcher(signals).matches()
        && Integer.parseInt(length) == BLOCK * (Integer.parseInt(signals) + 1);
  }

  /**
   * Reads a header.
   *
   * @param path of the file, for messages
   * @param in the file at its start; afterwards at the first data record
   * @throws UserException if a field is damaged
   */
  static EdfHeader read(String path, DataInputStream in) throws IOException {
    byte[] start = block(path, in, BLOCK);
    if (!starts(start)) {
      throw new UserException(
          path
              + ": the file does not begin as EDF or BDF does; its version, length of header and"
              + " number of signals do not fit.");
    }
    int count = Integer.parseInt(text(start, 252, 4).strip());
    byte[] about = block(path, in, count * BLOCK);
    String[][] fields = new String[WIDTHS.length][count];
    int at = 0;
    for (int field = 0; field < WIDTHS.length; field++) {
      for (int signal = 0; signal < count; signal++) {
        fields[field][signal] = text(about, at, WIDTHS[field]).strip();
        at += WIDTHS[field];
      }
    }
    List<EdfSignal> signals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      signals.add(
          new EdfSignal(
              i + 1,
              fields[0][i],
              // The micro sign of files in UTF-8.
              fields[2][i].replace("\u00c2\u00b5", "\u00b5"),
              number(fields[3][i]),
              number(fields[4][i]),
              number(fields[5][i]),
              number(fields[6][i]),
              count(path, "number of samples of signal " + (i + 1), fields[8][i])));
    }
    String reserved = text(start, 192, 44);
    String records = text(start, 236, 8).strip();
    return new EdfHeader(
        text(start, 0, 8).equals(BDF) ? 3 : 2,
        text(start, 8, 80).strip(),
        text(start, 88, 80).strip(),
        text(start, 168, 8).strip(),
        reserved.matches("(?s)[EB]DF\\+.*"),
        reserved.matches("(?s)[EB]DF\\+D.*"),
        records.equals("-1") ? -1 : count(path, "number of data records", records),
        number(text(start, 244, 8).strip()),
        List.copyOf(signals));
  }

  /** Bytes of a data record. */
  long recordBytes() {
    return signals.stream().mapToLong(signal -> (long) signal.samples() * bytes).sum();
  }

  /** Where data records begin. */
  long length() {
    return (long) BLOCK * (signals.size() + 1);
  }

  /**
   * Samples a second of a signal. Eight characters hold the duration of a record to some six
   * digits: a whole number that is nearer than that is meant. NaN if there is none.
   */
  double rateHz(EdfSignal signal) {
    double rate = signal.samples() / recordSeconds;
    double whole = Math.rint(rate);
    if (!(rate > 0 && rate < 1e6)) {
      return Double.NaN;
    }
    return whole > 0 && Math.abs(rate - whole) < WHOLE * rate ? whole : rate;
  }

  private static byte[] block(String path, DataInputStream in, int length) throws IOException {
    byte[] block = new byte[length];
    try {
      in.readFully(block);
    } catch (EOFException e) {
      throw new UserException(path + ": the file ends within its header; copy it again.", e);
    }
    return block;
  }

  private static String text(byte[] bytes, int from, int length) {
    // Some writers fill with zeros instead of blanks.
    byte[] field = Arrays.copyOfRange(bytes, from, from + length);
    return new String(field, StandardCharsets.ISO_8859_1).replace('\0', ' ');
  }

  /** A number, with a decimal comma too; NaN if it is none. */
  private static double number(String field) {
    String text = field.replace(',', '.');
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  private static int count(String path, String name, String field) {
    if (!COUNT.matcher(field).matches()) {
      throw new UserException(path + ": the " + name + " is no number; the header is damaged.");
    }
    return Integer.parseInt(field);
  }
}
