package org.ecglens.io.wfdb;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/**
 * Reads WFDB records of one segment with signals in format 16, one or several signal files, {@code
 * .dat} or MATLAB v4 {@code .mat}.
 *
 * <p>Amplitudes are (digital − baseline) / gain, in µV where the unit is a voltage and else in the
 * unit of the file; the digital value −32768 says that a sample is invalid and becomes NaN. A
 * checksum that does not fit is a warning: real files have wrong ones.
 */
public final class WfdbReader implements EcgReader {
  /** Header files are a few kilobytes; anything larger is something else. */
  private static final int LONGEST_HEADER = 1 << 20;

  private static final String SUFFIX = ".hea";

  // What a Java array can hold.
  private static final long MOST_VALUES = Integer.MAX_VALUE - 8L;

  @Override
  public String format() {
    return "wfdb";
  }

  @Override
  public boolean recognises(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    String path = files.path(name);
    WfdbHeader header = WfdbHeader.parse(path, text(files, name));
    check(path, header);
    List<String> warnings = new ArrayList<>(header.warnings());
    String file = name.substring(name.lastIndexOf('/') + 1);
    if (!file.substring(0, file.length() - SUFFIX.length()).equals(header.record())) {
      warnings.add(
          path + ": the header calls the record \"" + WfdbHeader.shown(header.record()) + "\".");
    }
    Optional<Voltage> voltage = Voltage.of(header.signals().get(0).unit());
    short[][] digital = digital(path, files, header);
    warnings.addAll(checksums(path, header, digital));
    Ecg ecg =
        new Ecg(
            recordId,
            null,
            format(),
            Ecg.Kind.RHYTHM,
            header.signals().stream().map(signal -> Lead.name(signal.description())).toList(),
            header.sampleRateHz(),
            voltage.isPresent() ? Voltage.MICROVOLT.symbol() : header.signals().get(0).unit(),
            physical(header.signals(), digital),
            Map.of(),
            Waves.NONE);
    return new Reading(List.of(ecg), PersonComments.person(header.comments()), warnings);
  }

  private static String text(SignalFiles files, String name) throws IOException {
    byte[] bytes;
    try (InputStream in = files.open(name)) {
      bytes = in.readNBytes(LONGEST_HEADER + 1);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(files.path(name) + ": there is no such file.", e);
    }
    if (bytes.length > LONGEST_HEADER) {
      throw new UserException(
          files.path(name) + ": the file is too large to be a header of a WFDB record.");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      // Older programs write units and comments in Latin-1.
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static void check(String path, WfdbHeader header) {
    for (int i = 0; i < header.signals().size(); i++) {
      WfdbSignal signal = header.signals().get(i);
      if (signal.format() != SignalFile.FORMAT) {
        throw refused(path, i, "format " + signal.format(), "the format that is read is 16");
      }
      if (signal.samplesPerFrame() != 1) {
        throw refused(
            path,
            i,
            signal.samplesPerFrame() + " samples a frame",
            "signals with one sample a frame are read");
      }
      if (signal.skew() != 0) {
        throw refused(
            path, i, "a skew of " + signal.skew() + " samples", "signals without skew are read");
      }
    }
    Set<String> units =
        header.signals().stream()
            .map(WfdbSignal::unit)
            .map(unit -> Voltage.of(unit).isPresent() ? "a voltage" : WfdbHeader.shown(unit))
            .collect(Collectors.toCollection(TreeSet::new));
    if (units.size() > 1) {
      throw new UserException(
          path
              + ": the signals have different units ("
              + String.join(", ", units)
              + "); the signals of a record must share one.");
    }
  }

  private static UserException refused(String path, int signal, String found, String read) {
    return new UserException(
        path
            + ": signal "
            + signal
            + " has "
            + found
            + "; "
            + read
            + ". Convert the record, for example with xform of the WFDB tools.");
  }

  /** The digital values of all signals, {@code [signal][sample]}, in the order of the header. */
  static short[][] digital(String path, SignalFiles files, WfdbHeader header) throws IOException {
    List<SignalFile> parts = parts(path, files, header.signals());
    long samples =
        header.samples().isPresent() ? header.samples().getAsLong() : parts.get(0).samples();
    if (samples == 0) {
      throw new UserException(path + ": the signal files hold no samples.");
    }
    for (SignalFile part : parts) {
      part.check(samples);
    }
    if (samples > MOST_VALUES / header.signals().size()) {
      throw new UserException(
          path
              + ": "
              + header.signals().size()
              + " signals of "
              + samples
              + " samples are too long for one record; cut it into pieces.");
    }
    short[][] digital = new short[header.signals().size()][];
    int next = 0;
    for (SignalFile part : parts) {
      for (short[] values : part.read((int) samples)) {
        digital[next++] = values;
      }
    }
    return digital;
  }

  private static List<SignalFile> parts(String path, SignalFiles files, List<WfdbSignal> signals) {
    List<SignalFile> parts = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int start = 0;
    for (int i = 1; i <= signals.size(); i++) {
      WfdbSignal first = signals.get(start);
      if (i < signals.size() && signals.get(i).file().equals(first.file())) {
        if (signals.get(i).offset() != first.offset()) {
          throw new UserException(
              path
                  + ": signals "
                  + start
                  + " and "
                  + i
                  + " lie in the same file "
                  + first.file()
                  + " at different offsets ("
                  + first.offset()
                  + ", "
                  + signals.get(i).offset()
                  + "); mend the header.");
        }
      } else {
        if (!names.add(first.file())) {
          throw new UserException(
              path
                  + ": the signals in file "
                  + first.file()
                  + " do not follow each other; list them together in the order of the file.");
        }
        parts.add(new SignalFile(path, files, signals.subList(start, i)));
        start = i;
      }
    }
    return parts;
  }

  private static List<String> checksums(String path, WfdbHeader header, short[][] digital) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < digital.length; i++) {
      WfdbSignal signal = header.signals().get(i);
      long sum = 0;
      for (short value : digital[i]) {
        sum += value;
      }
      // Programs write the 16 bits as a signed or an unsigned number.
      if (signal.checksum().isPresent() && (short) sum != (short) signal.checksum().getAsLong()) {
        warnings.add(
            path
                + ": signal "
                + i
                + ", checksum "
                + signal.checksum().getAsLong()
                + " does not fit the samples, whose checksum is "
                + (short) sum
                + ".");
      }
    }
    return warnings;
  }

  private static float[] physical(List<WfdbSignal> signals, short[][] digital) {
    int samples = digital[0].length;
    float[] values = new float[signals.size() * samples];
    for (int lead = 0; lead < signals.size(); lead++) {
      WfdbSignal signal = signals.get(lead);
      double unit = Voltage.of(signal.unit()).map(Voltage::microvolts).orElse(1.0);
      for (int i = 0; i < samples; i++) {
        short value = digital[lead][i];
        values[lead * samples + i] =
            value == Short.MIN_VALUE
                ? Float.NaN
                : (float) ((value - signal.baseline()) / signal.gain() * unit);
      }
    }
    return values;
  }
}
