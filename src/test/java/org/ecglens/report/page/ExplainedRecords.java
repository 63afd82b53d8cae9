package org.ecglens.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.random.Draws;
import org.ecglens.report.page.ChosenCase.Reason;
import org.ecglens.report.paper.Case;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.paper.PerturbationTrack;

/** Records explained by methods that draw their maps at random. */
final class ExplainedRecords {
  static final int STEPS = 5;

  private ExplainedRecords() {}

  /**
   * Maps of saliency (signed) and smoothgrad (not signed), each perturbed at two points a step; the
   * prediction of saliency is 400, 390, 380, …, that of smoothgrad 400, 401, 402, ….
   */
  static ExplainedEcg explained(Ecg ecg, String target) {
    float[] signed = map(ecg, "saliency");
    float[] sizes = map(ecg, "smoothgrad");
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(sizes[i]);
    }
    return new ExplainedEcg(
        ecg,
        "net",
        target,
        "ms",
        400,
        395.5,
        List.of(
            new MethodMap("saliency", signed, track(ecg, -10)),
            new MethodMap("smoothgrad", sizes, track(ecg, 1))));
  }

  static ChosenCase chosen(ExplainedEcg explained, Reason reason) {
    return new ChosenCase(
        new Case(explained.ecg().recordId(), explained.model(), explained.target()),
        reason,
        1,
        80,
        "aopc",
        "saliency",
        0.5,
        0.25,
        Map.of("saliency", 0.5, "smoothgrad", 0.125));
  }

  private static float[] map(Ecg ecg, String method) {
    double[] values = new double[ecg.leads().size() * ecg.samples()];
    Draws.of(7, ecg.recordId(), method).gaussians(0, values);
    float[] map = new float[values.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = (float) values[i];
    }
    return map;
  }

  private static PerturbationTrack track(Ecg ecg, double move) {
    List<Integer> points = new ArrayList<>();
    int[] ends = new int[STEPS + 1];
    double[] predictions = new double[STEPS + 1];
    for (int step = 0; step <= STEPS; step++) {
      ends[step] = 2 * step;
      predictions[step] = 400 + move * step;
    }
    for (int i = 0; i < 2 * STEPS; i++) {
      points.add((i % ecg.leads().size()) * ecg.samples() + 100 + 7 * i);
    }
    return new PerturbationTrack(
        points.stream().mapToInt(Integer::intValue).toArray(), ends, predictions);
  }
}
