package org.ecglens.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Resampling;
import org.ecglens.ecg.Waves;
import org.ecglens.io.wfdb.WfdbReader;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * QT of recorded strips beside QT of the same strips with less or disturbed: what differs much is
 * wrong in one of them, whatever the truth. Prints the table of docs/accuracy.md. {@code mvn -q
 * test -Dtest=QtConsistencyTest}
 */
@Tag("slow")
class QtConsistencyTest {
  private static final double[] BOUNDS_MS = {20, 40, 80};

  private static final Map<String, UnaryOperator<Ecg>> CHANGES = new TreeMap<>();

  static {
    CHANGES.put("first half", ecg -> ecg.part(ecg.recordId(), 0, ecg.samples() / 2));
    CHANGES.put("second half", ecg -> ecg.part(ecg.recordId(), ecg.samples() / 2, ecg.samples()));
    CHANGES.put("noise of 20 µV", QtConsistencyTest::noisy);
    CHANGES.put("at 250 Hz", QtConsistencyTest::halfTheRate);
    CHANGES.put("limb leads", ecg -> leads(ecg, 0, 1));
    CHANGES.put("chest leads", ecg -> leads(ecg, 6, 1));
    CHANGES.put("every other lead", ecg -> leads(ecg, 0, 2));
    CHANGES.put("the others", ecg -> leads(ecg, 1, 2));
  }

  @Test
  void qtChangesLittleWhereTheStripIsDisturbed() throws IOException {
    List<Ecg> strips = new ArrayList<>(strips("data/ludb/data"));
    strips.addAll(strips("data/cinc2021"));
    Map<String, List<Double>> differences = new TreeMap<>();
    int whole = 0;
    for (Ecg strip : strips) {
      Double qt = qt(strip);
      if (qt == null) {
        continue;
      }
      whole++;
      CHANGES.forEach(
          (name, change) -> {
            Double other = qt(change.apply(strip));
            differences
                .computeIfAbsent(name, key -> new ArrayList<>())
                .add(other == null ? Double.NaN : Math.abs(other - qt));
          });
    }
    System.out.printf("%d of %d records have QT%n", whole, strips.size());
    differences.forEach(QtConsistencyTest::print);
    List<Double> all = differences.values().stream().flatMap(List::stream).toList();
    print("all", all);
    assertThat(whole / (double) strips.size()).isGreaterThan(0.97);
    assertThat(more(all, 40) / (double) all.size()).isLessThan(0.01);
    assertThat(more(all, 80)).isZero();
    assertThat(refused(all) / (double) all.size()).isLessThan(0.03);
  }

  private static void print(String name, List<Double> differences) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d |%n",
        name,
        more(differences, BOUNDS_MS[0]),
        more(differences, BOUNDS_MS[1]),
        more(differences, BOUNDS_MS[2]),
        refused(differences),
        differences.size());
  }

  private static long more(List<Double> differences, double bound) {
    return differences.stream().filter(difference -> difference > bound).count();
  }

  private static long refused(List<Double> differences) {
    return differences.stream().filter(difference -> difference.isNaN()).count();
  }

  private static Double qt(Ecg strip) {
    return Measurement.of(strip, MedianBeatShape.DEFAULT).labels().get(Labels.QT);
  }

  private static List<Ecg> strips(String name) throws IOException {
    Path folder = SharedFolder.path(name);
    List<Ecg> strips = new ArrayList<>();
    List<String> headers;
    try (Stream<Path> files = Files.list(folder)) {
      headers =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".hea"))
              .sorted()
              .toList();
    }
    for (String header : headers) {
      strips.add(
          new WfdbReader()
              .read(new FolderFiles(folder), header, header.replace(".hea", ""))
              .ecg(Ecg.Kind.RHYTHM)
              .orElseThrow());
    }
    return strips;
  }

  private static Ecg noisy(Ecg ecg) {
    Random random = new Random(1);
    float[] signal = ecg.signal();
    for (int i = 0; i < signal.length; i++) {
      signal[i] += (float) (20 * random.nextGaussian());
    }
    return with(ecg, ecg.leads(), ecg.sampleRateHz(), signal);
  }

  private static Ecg halfTheRate(Ecg ecg) {
    float[] given = ecg.signal();
    double[] values = IntStream.range(0, given.length).mapToDouble(i -> given[i]).toArray();
    double rate = ecg.sampleRateHz() / 2;
    double[] resampled =
        Resampling.between(ecg.sampleRateHz(), rate).resampled(values, ecg.leads().size());
    float[] signal = new float[resampled.length];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) resampled[i];
    }
    return with(ecg, ecg.leads(), rate, signal);
  }

  /** Six leads, from one on and in these steps. */
  private static Ecg leads(Ecg ecg, int first, int step) {
    List<String> names = new ArrayList<>();
    float[] signal = new float[6 * ecg.samples()];
    for (int i = 0; i < 6; i++) {
      int lead = first + i * step;
      names.add(ecg.leads().get(lead));
      for (int t = 0; t < ecg.samples(); t++) {
        signal[i * ecg.samples() + t] = ecg.at(lead, t);
      }
    }
    return with(ecg, names, ecg.sampleRateHz(), signal);
  }

  private static Ecg with(Ecg ecg, List<String> leads, double rate, float[] signal) {
    return new Ecg(
        ecg.recordId(),
        null,
        "test",
        Ecg.Kind.RHYTHM,
        leads,
        rate,
        ecg.unit(),
        signal,
        Map.of(),
        Waves.NONE);
  }
}
