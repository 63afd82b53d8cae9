package org.ecglens.contributing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.LeadSignals;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;

/** Text with one lead a line: its name, the rate in Hz, and its samples in µV. */
public final class ExampleReader implements EcgReader {
  private static final int MOST_BYTES = 1 << 24;

  @Override
  public String format() {
    return "example";
  }

  @Override
  public boolean recognises(String path) {
    return path.endsWith(".leads");
  }

  @Override
  public Reading read(SignalFiles files, String name, String recordId) throws IOException {
    String path = files.path(name);
    if (files.length(name) > MOST_BYTES) {
      throw new UserException(path + ": the file is longer than 16 MiB; split the recording.");
    }
    Map<String, float[]> leads = new TreeMap<>();
    double rate = 0;
    try (InputStream in = files.open(name)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] words = line.strip().split(" +", -1);
        float[] samples = new float[Math.max(0, words.length - 2)];
        for (int i = 0; i < samples.length; i++) {
          samples[i] = (float) number(path, words[i + 2]);
        }
        rate = number(path, words.length > 1 ? words[1] : "");
        leads.put(Lead.name(words[0]), samples);
      }
    }
    LeadSignals signals = LeadSignals.of(path, leads);
    Ecg ecg =
        new Ecg(
            recordId,
            null,
            format(),
            Ecg.Kind.RHYTHM,
            signals.leads(),
            rate,
            "uV",
            signals.signal(),
            Map.of(),
            Waves.NONE);
    return new Reading(List.of(ecg), Person.UNKNOWN, List.of());
  }

  private static double number(String path, String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new UserException(path + ": '" + word + "' is not a number.", e);
    }
  }
}
