package org.ecglens.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

/**
 * How often the verdict errs where the truth is known, and what it finds: the tables of {@code
 * docs/verdict.md}. Takes long, so it runs only when it is named, and writes {@code
 * target/verdict-simulation.md}:
 *
 * <pre>
 * mvn test -Dtest=VerdictSimulation -Decglens.draws=400
 * </pre>
 */
class VerdictSimulation {
  private static final int METHODS = 11;

  /** Mean score over the random order, in standard deviations of a record's own variation. */
  private static final double LEVEL = 3;

  private static final int[] RECORDS = {12, 25, 50, 200, 2000};
  private static final int[] NETWORKS = {1, 2, 4, 28};
  private static final double[] NETWORK_SD = {0, 0.2};
  private static final int DRAWS = Integer.getInteger("ecglens.draws", 20);

  private final List<String> lines = new ArrayList<>();

  @Test
  void tables() throws IOException {
    long start = System.nanoTime();
    underTheNull();
    power();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d processors, %d minutes.",
            Runtime.getRuntime().availableProcessors(),
            TimeUnit.NANOSECONDS.toMinutes(System.nanoTime() - start)));
    Path file = Path.of("target/verdict-simulation.md");
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
    assertThat(lines).hasSizeGreaterThan(RECORDS.length * NETWORKS.length);
  }

  private void underTheNull() {
    lines.add(
        "| scores | records | networks | SD between networks | draws | all of the best in the set "
            + "| recommended, all equal | recommended, all random | better than chance, all random "
            + "| recommended, a control as good |");
    lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    double[] equal = new double[METHODS];
    Arrays.fill(equal, LEVEL);
    double[] chance = new double[METHODS];
    for (boolean skewed : new boolean[] {false, true}) {
      for (int records : RECORDS) {
        for (int networks : NETWORKS) {
          for (double networkSd : networks == 1 ? new double[] {0} : NETWORK_SD) {
            SimulatedScores good = new SimulatedScores(equal, networks, records, skewed, networkSd);
            SimulatedScores none =
                new SimulatedScores(chance, networks, records, skewed, networkSd);
            Judged alike = judged(good.controlled(0));
            Judged controlled = judged(good.controlled(1));
            Judged random = judged(none.controlled(0));
            row(
                "| %s | %,d | %d | %.1f | %d | %s | %s | %s | %s | %s |",
                skewed ? "lognormal" : "normal",
                records,
                networks,
                networkSd,
                draws(records),
                alike.share(one -> one.decision.worse().isEmpty()),
                alike.share(Outcome::recommends),
                random.share(Outcome::recommends),
                random.share(Outcome::beatsChance),
                controlled.share(Outcome::recommends));
          }
        }
      }
    }
  }

  private void power() {
    lines.add("");
    lines.add(
        "| scores | records | networks | d | draws | the best in the set | the best recommended "
            + "| another recommended | methods called worse |");
    lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for (boolean skewed : new boolean[] {false, true}) {
      for (int records : RECORDS) {
        for (int networks : new int[] {1, 4}) {
          for (double d : new double[] {0.2, 0.5, 1}) {
            double[] means = new double[METHODS];
            Arrays.fill(means, LEVEL);
            means[0] += d;
            Judged judged =
                judged(new SimulatedScores(means, networks, records, skewed, 0.1).controlled(0));
            row(
                "| %s | %,d | %d | %.1f | %d | %s | %s | %s | %.1f |",
                skewed ? "lognormal" : "normal",
                records,
                networks,
                d,
                draws(records),
                judged.share(one -> one.comparison.mayBeBest("m0")),
                judged.share(one -> one.decision.recommended().contains("m0")),
                judged.share(
                    one -> one.decision.recommended().stream().anyMatch(m -> !m.equals("m0"))),
                judged.outcomes.stream()
                    .mapToInt(one -> one.decision.worse().size())
                    .average()
                    .orElseThrow());
          }
        }
      }
    }
  }

  /** Many records are judged a smaller number of times: they take longer. */
  private static int draws(int records) {
    return Math.max(1, records >= 1000 ? DRAWS / 4 : records >= 200 ? DRAWS / 2 : DRAWS);
  }

  private static Judged judged(SimulatedScores truth) {
    return new Judged(
        IntStream.range(0, draws(truth.records()))
            .parallel()
            .mapToObj(
                draw -> {
                  TargetScores scores = truth.draw(draw).comparable();
                  Comparison comparison =
                      Comparison.of(scores, Thresholds.DEFAULT, Draws.of(draw, "signs"));
                  return new Outcome(comparison, Decision.of(comparison, Thresholds.DEFAULT));
                })
            .toList());
  }

  private void row(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  private record Outcome(Comparison comparison, Decision decision) {
    boolean recommends() {
      return !decision.recommended().isEmpty();
    }

    boolean beatsChance() {
      return comparison.controls().stream()
          .anyMatch(test -> test.better(Thresholds.DEFAULT.significance()));
    }
  }

  private record Judged(List<Outcome> outcomes) {
    String share(Predicate<Outcome> holds) {
      double share = (double) outcomes.stream().filter(holds).count() / outcomes.size();
      return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
  }
}
