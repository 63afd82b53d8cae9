package org.ecglens.verdict;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Verdicts of made-up content for tests of what shows them. */
public final class SampleVerdicts {
  private SampleVerdicts() {}

  /** Scores of two methods that are the same to the last bit, in 20 records. */
  public static TargetScores twins() {
    double[] scores = IntStream.range(0, 20).mapToDouble(record -> 1 + record % 5).toArray();
    return new TargetScores(
        "QT",
        "aopc-over-random",
        true,
        List.of("one", "other"),
        List.of("net"),
        List.of("zero"),
        new double[][][][] {{{scores}, {scores}}},
        scores.length,
        scores.length,
        0,
        Map.of());
  }

  /**
   * About one target.
   *
   * @param recommended method, or null
   */
  public static TargetVerdict of(
      String target,
      String recommended,
      List<String> undecided,
      List<Worse> worse,
      List<Unsound> unsound,
      String metric,
      List<String> networks) {
    List<MethodResult> methods =
        Stream.of("saliency", "random")
            .map(
                method ->
                    new MethodResult(
                        method, method.equals("random"), 1, 0.5, 1.5, Map.of(), true, 2.0))
            .toList();
    return new TargetVerdict(
        target,
        recommended == null ? List.of() : List.of(recommended),
        undecided,
        worse,
        unsound,
        recommended == null ? "2 of 3 methods may be the best" : null,
        undecided.isEmpty() ? null : 400L,
        recommended == null ? "none" : "weak",
        recommended == null ? List.of() : List.of("two operators"),
        Map.of("saliency", 0.9, "input-x-gradient", 0.1),
        Map.of("saliency", 1.0, "input-x-gradient", 1.0),
        80,
        80,
        0,
        networks.size(),
        networks,
        List.of("add-noise"),
        metric,
        null,
        3.5,
        null,
        new SplitHalf(0.75, 0.7, 0.01),
        null,
        Map.of(),
        methods,
        List.of(),
        List.of(),
        List.of(),
        List.of("randomisation"),
        List.of("one operator alone (add-noise): another may order the methods otherwise"),
        List.of(),
        List.of());
  }
}
