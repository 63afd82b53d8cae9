package org.ecglens.io.ishne;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Notice;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/**
 * Reads ISHNE Holter recordings of version 1.0, in either byte order.
 *
 * <p>A sample times the resolution of its lead, in nV, is the voltage. A checksum that does not fit
 * is a warning. The file is read once, in pieces of constant size.
 */
public final class IshneReader implements EcgReader {
  private static final int FRAMES = 4096;
  private static final int POLYNOMIAL = 0x1021;
  private static final int CRC_START = 0xffff;

  /** Reads any such file. */
  public IshneReader() {}

  @Override
  public String format() {
    return "ishne";
  }

  @Override
  public boolean recognises(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".ecg");
  }

  @Override
  public boolean isKnownByContent() {
    return true;
  }

  @Override
  public boolean accepts(byte[] start) {
    byte[] magic = IshneHeader.MAGIC.getBytes(StandardCharsets.US_ASCII);
    return start.length >= magic.length
        && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    String path = files.path(name);
    List<Notice> warnings = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(files.open(name), 1 << 16))) {
      byte[] start = in.readNBytes(IshneHeader.LENGTH);
      if (!accepts(start)) {
        throw new NoRecordingException(
            path + ": the file is no ISHNE Holter recording; it does not begin with ISHNE1.0.");
      }
      if (start.length < IshneHeader.LENGTH) {
        throw new UserException(path + ": the file ends within its header; copy it again.");
      }
      IshneHeader header = IshneHeader.parse(path, start);
      int frames = frames(path, header, files.length(name), warnings);
      checkSum(path, header, start, in, warnings);
      float[][] values = samples(header, frames, in);
      LeadSignals signals = LeadSignals.of(path, leads(path, header, values, warnings));
      Ecg ecg =
          new Ecg(
              recordId,
              null,
              format(),
              Ecg.Kind.RHYTHM,
              signals.leads(),
              header.rateHz(),
              Voltage.MICROVOLT.symbol(),
              signals.signal(),
              header.person().labels(),
              Waves.NONE);
      return new Reading(List.of(ecg), header.person(), warnings);
    } catch (EOFException e) {
      throw new UserException(path + ": the file ends before its samples; copy it again.", e);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(path + ": there is no such file.", e);
    }
  }

  /**
   * Samples of each lead. The standard can be read as that the header counts those of a lead or of
   * all, and writers do both.
   */
  private static int frames(String path, IshneHeader header, long length, List<Notice> warnings) {
    int leads = header.leads().size();
    long there = Math.max(0, length - header.start()) / ((long) leads * Short.BYTES);
    if (header.samples() > there * leads) {
      throw new UserException(
          "%s: the header announces %d samples, the file holds %d for each of its %d leads; copy it"
                  .formatted(path, header.samples(), there, leads)
              + " again.");
    }
    if (there == 0) {
      throw new UserException(path + ": there is no sample in it.");
    }
    if (header.samples() != there && header.samples() != there * leads) {
      warnings.add(
          Notice.Kind.HEADER.of(
              "%s: the header announces %d samples, the file holds %d for each of its %d leads,"
                      .formatted(path, header.samples(), there, leads)
                  + " which are read."));
    }
    if (there * leads > MOST_VALUES) {
      throw new UserException(
          "%s: %d leads of %d samples are more than the %d values that a record can have; cut the"
                  .formatted(path, leads, there, MOST_VALUES)
              + " recording into parts, or export fewer leads.");
    }
    return (int) there;
  }

  /** The CRC of CCITT, from 0xFFFF, over the header without its start and over the text behind. */
  private static void checkSum(
      String path, IshneHeader header, byte[] start, DataInputStream in, List<Notice> warnings)
      throws IOException {
    int crc = crc(CRC_START, start, IshneHeader.CHECKED, start.length);
    byte[] piece = new byte[FRAMES];
    long left = header.start() - start.length;
    while (left > 0) {
      int length = (int) Math.min(left, piece.length);
      in.readFully(piece, 0, length);
      crc = crc(crc, piece, 0, length);
      left -= length;
    }
    if (crc != header.checksum()) {
      warnings.add(
          Notice.Kind.CHECKSUM.of(path + ": the checksum of the header does not fit its content."));
    }
  }

  private static int crc(int before, byte[] bytes, int from, int to) {
    int crc = before;
    for (int i = from; i < to; i++) {
      crc ^= (bytes[i] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
      }
      crc &= 0xffff;
    }
    return crc;
  }

  /** µV, {@code [lead][sample]}. */
  private static float[][] samples(IshneHeader header, int frames, DataInputStream in)
      throws IOException {
    int leads = header.leads().size();
    double[] steps =
        header.leads().stream()
            .mapToDouble(lead -> lead.nanovolts() * Voltage.NANOVOLT.microvolts())
            .toArray();
    float[][] values = new float[leads][frames];
    byte[] bytes = new byte[FRAMES * leads * Short.BYTES];
    ByteBuffer words = ByteBuffer.wrap(bytes).order(header.order());
    for (int from = 0; from < frames; from += FRAMES) {
      int count = Math.min(FRAMES, frames - from);
      in.readFully(bytes, 0, count * leads * Short.BYTES);
      words.rewind();
      for (int frame = from; frame < from + count; frame++) {
        for (int lead = 0; lead < leads; lead++) {
          values[lead][frame] = (float) (words.getShort() * steps[lead]);
        }
      }
    }
    return values;
  }

  private static Map<String, float[]> leads(
      String path, IshneHeader header, float[][] values, List<Notice> warnings) {
    Map<String, float[]> leads = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      IshneLead lead = header.leads().get(i);
      String why = null;
      if (lead.nanovolts() <= 0) {
        why = "the header does not say its resolution";
      } else if (leads.putIfAbsent(lead.name(), values[i]) != null) {
        why = "a lead before it is the same";
      }
      if (why != null) {
        warnings.add(
            Notice.Kind.LEFT_OUT.of(
                "%s: lead %d, %s, is left out: %s."
                    .formatted(path, lead.number(), lead.name(), why)));
      }
    }
    return leads;
  }
}
