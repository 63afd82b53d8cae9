package org.ecglens.io.wfdb;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecglens.UserException;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Voltage;
import org.ecglens.ecg.Waves;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/**
 * Records of the Waveform Database, each named by its header file ({@code .hea}): one segment,
 * signals in format 16, also behind the header of a MATLAB version 4 file as in the PhysioNet/CinC
 * challenges.
 *
 * <p>Physical value = (digital − baseline) / gain, in microvolts wherever the unit is a voltage; a
 * sample marked invalid becomes NaN. A record has one unit: where some signals are voltages and
 * others are not (a pulse wave, a pressure), the voltages are kept and a warning names the others.
 */
public final class WfdbReader implements EcgReader {
  private static final int LONGEST_HEADER = 1 << 20;

  @Override
  public String format() {
    return "wfdb";
  }

  @Override
  public boolean recognises(String path) {
    return path.endsWith(".hea");
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    String path = files.path(name);
    WfdbHeader header = WfdbHeader.parse(path, text(files, name));
    WfdbSamples samples = WfdbSamples.read(files, path, header);
    List<String> warnings = new ArrayList<>(samples.warnings());
    String fileName = name.substring(name.lastIndexOf('/') + 1);
    if (!fileName.equals(header.name() + ".hea")) {
      warnings.add(path + ": the header is that of a record named " + header.name());
    }
    List<Integer> kept = keptSignals(path, header, warnings);
    Ecg ecg =
        new Ecg(
            recordId,
            null,
            format(),
            Ecg.Kind.RHYTHM,
            kept.stream().map(signal -> header.signals().get(signal).description()).toList(),
            header.sampleRateHz(),
            unit(header.signals().get(kept.get(0))),
            physical(header, samples, kept),
            Map.of(),
            Waves.NONE);
    return new Reading(ecg, WfdbComments.person(header.comments()), warnings);
  }

  private static String text(SignalFiles files, String name) throws IOException {
    try (InputStream in = files.open(name)) {
      byte[] bytes = in.readNBytes(LONGEST_HEADER + 1);
      if (bytes.length > LONGEST_HEADER) {
        throw new UserException(
            files.path(name) + ": longer than 1 MiB, which no header is; check the file");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(files.path(name) + ": there is no such file", e);
    }
  }

  private static String unit(WfdbSignal signal) {
    return Voltage.of(signal.unit())
        .map(voltage -> Voltage.MICROVOLT.symbol())
        .orElse(signal.unit());
  }

  private static List<Integer> keptSignals(String path, WfdbHeader header, List<String> warnings) {
    List<Integer> voltages = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < header.signals().size(); i++) {
      boolean voltage = Voltage.of(header.signals().get(i).unit()).isPresent();
      (voltage ? voltages : others).add(i);
    }
    if (voltages.isEmpty()) {
      WfdbSignal first = header.signals().get(0);
      for (WfdbSignal signal : header.signals()) {
        if (!signal.unit().equals(first.unit())) {
          throw new UserException(
              path
                  + ", line "
                  + signal.line()
                  + ": the unit of "
                  + signal.description()
                  + " is "
                  + signal.unit()
                  + ", that of "
                  + first.description()
                  + " is "
                  + first.unit()
                  + "; a record has one unit");
        }
      }
      return others;
    }
    for (int other : others) {
      WfdbSignal signal = header.signals().get(other);
      warnings.add(
          path
              + ", line "
              + signal.line()
              + ": "
              + signal.description()
              + " is in "
              + signal.unit()
              + ", not a voltage, and is left out");
    }
    return voltages;
  }

  private static float[] physical(WfdbHeader header, WfdbSamples samples, List<Integer> kept) {
    int frames = samples.frames();
    float[] physical = new float[kept.size() * frames];
    for (int lead = 0; lead < kept.size(); lead++) {
      WfdbSignal signal = header.signals().get(kept.get(lead));
      Optional<Voltage> voltage = Voltage.of(signal.unit());
      double scale = voltage.map(Voltage::microvolts).orElse(1.0);
      for (int frame = 0; frame < frames; frame++) {
        int digital = samples.at(kept.get(lead), frame);
        double value = ((double) digital - signal.baseline()) / signal.gain() * scale;
        physical[lead * frames + frame] =
            digital == WfdbSamples.INVALID ? Float.NaN : (float) value;
      }
    }
    return physical;
  }
}
