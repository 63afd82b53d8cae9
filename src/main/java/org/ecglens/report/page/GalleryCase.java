package org.ecglens.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.report.paper.EcgPaper;
import org.ecglens.report.paper.ExplainedEcg;
import org.ecglens.report.paper.HeatScale;
import org.ecglens.report.paper.HeatmapView;
import org.ecglens.report.paper.MethodMap;
import org.ecglens.report.paper.PaperStrip;
import org.ecglens.report.paper.PerturbationTrack;
import org.ecglens.report.picture.SvgPicture;

/**
 * A chosen record with its heatmaps. Of signal and maps there is what the paper shows: the samples
 * of strip after strip.
 *
 * @param record id
 * @param model name of the network
 * @param target name
 * @param unit of the target, or null
 * @param prediction in that unit
 * @param label what the prediction is compared with, or null
 * @param reason why it was chosen, in a word
 * @param why the same as a sentence
 * @param metric of the scores
 * @param scores by method
 * @param picture the record on paper without colour, SVG
 * @param rate samples a second
 * @param samples of a lead
 * @param signalUnit unit of the signal
 * @param signal values of the strips; {@link Packed#NONE} where there is none
 * @param strips where they stand on the paper
 * @param lead the one to show alone; it is on the paper
 * @param waves onset and offset by name, in samples
 * @param maps of the methods
 */
public record GalleryCase(
    String record,
    String model,
    String target,
    String unit,
    double prediction,
    Double label,
    String reason,
    String why,
    String metric,
    Map<String, Double> scores,
    String picture,
    double rate,
    int samples,
    String signalUnit,
    Scaled signal,
    List<PaperStrip> strips,
    int lead,
    Map<String, int[]> waves,
    List<Heat> maps) {

  /**
   * Numbers as whole ones of a step.
   *
   * @param values Base64 of 16-bit integers
   * @param step what 1 stands for
   */
  public record Scaled(String values, double step) {}

  /**
   * What one method says.
   *
   * @param method name
   * @param signed whether the map has signs
   * @param values Base64 of 8-bit integers, see {@link HeatScale}: 127 stands for 1; those of the
   *     strips
   * @param averaged the same of the mean of |attribution| over all leads, for every sample up to
   *     the last on the paper
   * @param track the perturbation, or null
   */
  public record Heat(String method, boolean signed, String values, String averaged, Track track) {}

  /**
   * What the network says while points are perturbed, see {@link PerturbationTrack}.
   *
   * @param points Base64 of 32-bit integers
   * @param ends how many of them are perturbed after each step
   * @param predictions after each step; null where not finite
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Track(String points, int[] ends, List<Double> predictions) {}

  static GalleryCase of(ChosenCase chosen, ExplainedEcg explained) {
    Ecg ecg = explained.ecg();
    EcgPaper paper = EcgPaper.of(ecg);
    List<PaperStrip> strips = paper.rows().stream().flatMap(List::stream).toList();
    String svg = SvgPicture.of(paper.drawing());
    return new GalleryCase(
        ecg.recordId(),
        explained.model(),
        explained.target(),
        explained.unit(),
        explained.prediction(),
        explained.label(),
        chosen.reason().label(),
        chosen.why(),
        chosen.metric(),
        chosen.scores(),
        svg.substring(svg.indexOf("<svg")),
        ecg.sampleRateHz(),
        ecg.samples(),
        ecg.unit(),
        signal(ecg, strips),
        strips,
        lead(ecg, strips),
        waves(ecg.waves()),
        explained.maps().stream().map(map -> heat(map, ecg, strips)).toList());
  }

  /** Of many leads the paper shows the first ones. */
  private static int lead(Ecg ecg, List<PaperStrip> strips) {
    int preferred = HeatmapView.SINGLE.place(ecg);
    return strips.stream().anyMatch(strip -> strip.lead() == preferred)
        ? preferred
        : strips.get(0).lead();
  }

  private static Scaled signal(Ecg ecg, List<PaperStrip> strips) {
    float[] shown = shown(ecg.signal(), ecg.samples(), strips);
    double largest = 0;
    for (float value : shown) {
      if (Float.isFinite(value)) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    double step = largest == 0 ? 1 : largest / Short.MAX_VALUE;
    return new Scaled(Packed.shorts(shown, step), step);
  }

  private static Heat heat(MethodMap map, Ecg ecg, List<PaperStrip> strips) {
    int last = strips.stream().mapToInt(PaperStrip::to).max().orElse(0);
    float[] averaged = HeatmapView.AVERAGED.of(ecg, map.attribution()).heat();
    return new Heat(
        map.method(),
        map.signed(),
        Packed.bytes(shown(HeatScale.of(map.attribution()), ecg.samples(), strips)),
        Packed.bytes(Arrays.copyOf(averaged, last)),
        map.track() == null ? null : track(map.track()));
  }

  private static Track track(PerturbationTrack track) {
    List<Double> predictions = new ArrayList<>();
    for (double prediction : track.predictions()) {
      predictions.add(Double.isFinite(prediction) ? prediction : null);
    }
    return new Track(Packed.ints(track.points()), track.ends(), predictions);
  }

  /** The values of strip after strip. */
  private static float[] shown(float[] values, int samples, List<PaperStrip> strips) {
    float[] shown = new float[strips.stream().mapToInt(strip -> strip.to() - strip.from()).sum()];
    int at = 0;
    for (PaperStrip strip : strips) {
      int length = strip.to() - strip.from();
      System.arraycopy(values, strip.lead() * samples + strip.from(), shown, at, length);
      at += length;
    }
    return shown;
  }

  private static Map<String, int[]> waves(Waves waves) {
    Map<String, int[]> limits = new LinkedHashMap<>();
    if (waves != null) {
      limit("P", waves.pOnset(), waves.pOffset(), limits);
      limit("QRS", waves.qrsOnset(), waves.qrsOffset(), limits);
      limit("T", waves.tOnset(), waves.tOffset(), limits);
    }
    return limits;
  }

  private static void limit(String name, Integer onset, Integer offset, Map<String, int[]> limits) {
    if (onset != null && offset != null) {
      limits.put(name, new int[] {onset, offset});
    }
  }
}
