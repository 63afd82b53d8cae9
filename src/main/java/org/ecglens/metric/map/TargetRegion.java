package org.ecglens.metric.map;

import java.util.List;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;

/**
 * Where in a beat the measure lies that a target is about, or why that cannot be said. Limits
 * belong to the region.
 *
 * <ul>
 *   <li>PR: P onset to QRS onset, all leads
 *   <li>QRS: QRS onset to QRS end, all leads
 *   <li>QT: QRS onset to T end, all leads
 *   <li>J: 10 ms before to 10 ms after QRS end, V5
 *   <li>R: QRS onset to QRS end, V5
 *   <li>T: T onset to T end, V5
 * </ul>
 *
 * <p>J, R and T are voltages against QRS onset, and a limit can only be seen with what follows it:
 * a truthful map may have some relevance just outside.
 *
 * @param region or null
 * @param reason null where there is a region
 */
public record TargetRegion(Region region, String reason) {
  private static final double J_MARGIN_SECONDS = 0.010;
  private static final String AMPLITUDE_LEAD = "V5";
  private static final List<String> AMPLITUDES = List.of(Labels.J, Labels.R, Labels.T);
  private static final String NOT_MEASURED = "the record lacks a limit of the target's wave";

  /**
   * The region of a target.
   *
   * @param label what the network's output is compared with, see {@link Labels}; null where it is
   *     not known
   * @param leads names in the order of the network's input
   * @param samples in each lead
   * @param sampleRateHz of the network's input
   * @param waves limits in samples of the network's input
   */
  public static TargetRegion of(
      String label, List<String> leads, int samples, double sampleRateHz, Waves waves) {
    if (label == null) {
      return none("what the target measures is not known");
    }
    int v5 = leads.stream().map(Lead::name).toList().indexOf(AMPLITUDE_LEAD);
    if (AMPLITUDES.contains(label) && v5 < 0) {
      return none("the network's input has no lead " + AMPLITUDE_LEAD);
    }
    Integer qrsEnd = waves.qrsOffset();
    int margin = (int) Math.round(J_MARGIN_SECONDS * sampleRateHz);
    return switch (label) {
      case Labels.PR -> window(waves.pOnset(), waves.qrsOnset(), samples, Region.ALL_LEADS);
      case Labels.QRS -> window(waves.qrsOnset(), qrsEnd, samples, Region.ALL_LEADS);
      case Labels.QT -> window(waves.qrsOnset(), waves.tOffset(), samples, Region.ALL_LEADS);
      case Labels.J ->
          qrsEnd == null || !(sampleRateHz > 0)
              ? none(qrsEnd == null ? NOT_MEASURED : "the sampling rate is not known")
              : window(qrsEnd - margin, qrsEnd + margin, samples, v5);
      case Labels.R -> window(waves.qrsOnset(), qrsEnd, samples, v5);
      case Labels.T -> window(waves.tOnset(), waves.tOffset(), samples, v5);
      default -> none("no wave is known that " + label + " is about");
    };
  }

  private static TargetRegion window(Integer onset, Integer offset, int samples, int lead) {
    if (onset == null || offset == null) {
      return none(NOT_MEASURED);
    }
    if (onset < 0 || offset < onset || offset >= samples) {
      return none(
          "samples " + onset + " to " + offset + " are no window of a record of " + samples);
    }
    return new TargetRegion(new Region(onset, offset, lead), null);
  }

  private static TargetRegion none(String reason) {
    return new TargetRegion(null, reason);
  }
}
