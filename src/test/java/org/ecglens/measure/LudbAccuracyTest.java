package org.ecglens.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.ecglens.ecg.Ecg;
import org.ecglens.io.wfdb.WfdbReader;
import org.ecglens.testing.FolderFiles;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.api.Test;

/**
 * Beat by beat against the manual annotation of LUDB; prints the table of docs/formats.md. {@code
 * mvn -q test -Dtest=LudbAccuracyTest}
 */
class LudbAccuracyTest {
  private static final double MS = 1000.0 / RhythmStrip.RATE_HZ;
  private static final int SAME_BEAT = 75;
  private static final String ODD = ", odd records";
  private static final String EVEN = ", even records";

  private static final Map<String, ToDoubleFunction<WaveLimits>> LIMITS = new LinkedHashMap<>();

  static {
    LIMITS.put("P onset", WaveLimits::pOnset);
    LIMITS.put("P end", WaveLimits::pOffset);
    LIMITS.put("QRS onset", WaveLimits::qrsOnset);
    LIMITS.put("QRS end", WaveLimits::qrsOffset);
    LIMITS.put("T end", WaveLimits::tOffset);
  }

  @Test
  void limitsAreNearThoseOfCardiologists() throws IOException {
    Path folder = SharedFolder.path("data/ludb/data");
    Map<String, SummaryStatistics> differences = new LinkedHashMap<>();
    for (String name : LIMITS.keySet()) {
      differences.put(name, new SummaryStatistics());
      differences.put(name + ODD, new SummaryStatistics());
      differences.put(name + EVEN, new SummaryStatistics());
    }
    int found = 0;
    int missed = 0;
    int extra = 0;
    int falseP = 0;
    int withoutP = 0;
    int foundP = 0;
    int missedP = 0;
    int extraP = 0;
    List<Path> headers;
    try (Stream<Path> files = Files.list(folder)) {
      headers = files.filter(file -> file.toString().endsWith(".hea")).sorted().toList();
    }
    for (Path header : headers) {
      String record = header.getFileName().toString().replace(".hea", "");
      boolean fibrillation =
          Files.readString(header).matches("(?s).*Rhythm: Atrial (fibrillation|flutter).*");
      String half = Integer.parseInt(record) % 2 == 1 ? ODD : EVEN;
      Ecg ecg =
          new WfdbReader()
              .read(new FolderFiles(folder), record + ".hea", record)
              .ecg(Ecg.Kind.RHYTHM)
              .orElseThrow();
      List<WaveLimits> ours = new ArrayList<>(StripBeats.of(RhythmStrip.of(ecg)).all());
      List<WaveLimits> theirs = LudbBeats.of(folder, record);
      // The first and the last beats of a strip are not annotated.
      double from = theirs.get(0).qrsPeak() - SAME_BEAT;
      double to = theirs.get(theirs.size() - 1).qrsPeak() + SAME_BEAT;
      ours.removeIf(beat -> beat.qrsPeak() < from || beat.qrsPeak() > to);
      for (WaveLimits beat : theirs) {
        WaveLimits match =
            ours.stream()
                .filter(other -> Math.abs(other.qrsPeak() - beat.qrsPeak()) <= SAME_BEAT)
                .findFirst()
                .orElse(null);
        if (match == null) {
          missed++;
          continue;
        }
        found++;
        ours.remove(match);
        if (beat.hasP()) {
          foundP += match.hasP() ? 1 : 0;
          missedP += match.hasP() ? 0 : 1;
        } else if (match.hasP() && !beat.equals(theirs.get(0))) {
          // Annotation begins with QRS: the P wave before it is not annotated.
          extraP++;
        }
        if (fibrillation) {
          withoutP++;
          falseP += match.hasP() ? 1 : 0;
        }
        LIMITS.forEach(
            (name, limit) -> {
              double difference = MS * (limit.applyAsDouble(match) - limit.applyAsDouble(beat));
              if (!Double.isNaN(difference)) {
                differences.get(name).addValue(difference);
                differences.get(name + half).addValue(difference);
              }
            });
      }
      extra += ours.size();
    }
    System.out.printf(
        "%d records; R: %d found, %d missed, %d false; false P in fibrillation and flutter: %d of"
            + " %d beats%n",
        headers.size(), found, missed, extra, falseP, withoutP);
    System.out.printf("P: %d found, %d missed, %d false%n", foundP, missedP, extraP);
    differences.forEach(
        (name, d) ->
            System.out.printf(
                "| %s | %+.1f | %.1f | %d |%n",
                name, d.getMean(), d.getStandardDeviation(), d.getN()));

    assertThat(headers).hasSize(80);
    assertThat(found / (double) (found + missed)).isGreaterThanOrEqualTo(0.995);
    assertThat(found / (double) (found + extra)).isGreaterThanOrEqualTo(0.995);
    assertThat(foundP / (double) (foundP + missedP)).isGreaterThanOrEqualTo(0.99);
    assertThat(foundP / (double) (foundP + extraP)).isGreaterThanOrEqualTo(0.93);
    // Limits of the CSE working party.
    Map.of("P onset", 10.2, "P end", 12.7, "QRS onset", 6.5, "QRS end", 11.6, "T end", 30.6)
        .forEach(
            (name, most) ->
                assertThat(differences.get(name).getStandardDeviation())
                    .as(name)
                    .isLessThanOrEqualTo(most));
    differences.values().forEach(d -> assertThat(Math.abs(d.getMean())).isLessThan(8));
  }
}
