package org.ecglens.metric.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.WaveWindow;
import org.ecglens.ecg.Waves;

/**
 * Where in a beat lies what a target is about, or why that cannot be said. Limits belong to the
 * region.
 *
 * <ul>
 *   <li>PR: P onset to QRS onset, all leads
 *   <li>QRS: QRS onset to QRS end, all leads
 *   <li>QT and LQT (long QT): QRS onset to T end, all leads
 *   <li>J: 10 ms before to 10 ms after QRS end, V5
 *   <li>R: QRS onset to QRS end, V5
 *   <li>T: T onset to T end, V5
 *   <li>AF (atrial fibrillation): 250 ms before QRS to QRS onset, where P is or is missing, all
 *       leads
 *   <li>IAVB (first-degree block): P onset to QRS onset, all leads
 *   <li>RBBB, LBBB (bundle branch blocks): QRS onset to QRS end, V1, V6 and I
 *   <li>STE (anterior ST elevation): QRS end to 80 ms later, V2 to V4
 * </ul>
 *
 * <p>J, R and T are voltages against QRS onset, and a limit can only be seen with what follows it:
 * a truthful map may have some relevance just outside. Cards name regions of other targets.
 *
 * @param regions that together are the region; none where it cannot be said
 * @param reason null where there is a region
 */
public record TargetRegion(List<Region> regions, String reason) {
  private static final String AMPLITUDE_LEAD = "V5";
  private static final String NOT_MEASURED = "the record lacks a limit of the target's wave";

  private static final List<WaveWindow> PR = List.of(WaveWindow.of("p_onset", "qrs_onset"));
  private static final List<WaveWindow> QT = List.of(WaveWindow.of("qrs_onset", "t_offset"));
  private static final List<WaveWindow> BLOCK =
      List.of(WaveWindow.of("qrs_onset", "qrs_offset", "V1", "V6", "I"));

  private static final Map<String, List<WaveWindow>> KNOWN =
      Map.ofEntries(
          Map.entry(Labels.PR, PR),
          Map.entry(Labels.QRS, List.of(WaveWindow.of("qrs_onset", "qrs_offset"))),
          Map.entry(Labels.QT, QT),
          Map.entry(
              Labels.J, List.of(WaveWindow.of("qrs_offset-10", "qrs_offset+10", AMPLITUDE_LEAD))),
          Map.entry(Labels.R, List.of(WaveWindow.of("qrs_onset", "qrs_offset", AMPLITUDE_LEAD))),
          Map.entry(Labels.T, List.of(WaveWindow.of("t_onset", "t_offset", AMPLITUDE_LEAD))),
          Map.entry("AF", List.of(WaveWindow.of("qrs_onset-250", "qrs_onset"))),
          Map.entry("IAVB", PR),
          Map.entry("RBBB", BLOCK),
          Map.entry("LBBB", BLOCK),
          Map.entry("LQT", QT),
          Map.entry(
              "STE", List.of(WaveWindow.of("qrs_offset", "qrs_offset+80", "V2", "V3", "V4"))));

  /** Copies the list. */
  public TargetRegion {
    regions = List.copyOf(regions);
  }

  /** That it cannot be said. */
  public static TargetRegion none(String reason) {
    return new TargetRegion(List.of(), reason);
  }

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
    List<WaveWindow> windows = KNOWN.get(label);
    return windows == null
        ? none("no wave is known that " + label + " is about")
        : ofWindows(windows, leads, samples, sampleRateHz, waves);
  }

  /**
   * The region that windows name.
   *
   * @param windows at least one
   */
  public static TargetRegion ofWindows(
      List<WaveWindow> windows, List<String> leads, int samples, double sampleRateHz, Waves waves) {
    List<String> names = leads.stream().map(Lead::name).toList();
    List<Region> regions = new ArrayList<>();
    for (WaveWindow window : windows) {
      List<Integer> places = new ArrayList<>();
      for (String lead : window.leads()) {
        int place = names.indexOf(Lead.name(lead));
        if (place < 0) {
          return none("the network's input has no lead " + lead);
        }
        places.add(place);
      }
      Optional<Integer> onset = window.first(waves, sampleRateHz);
      Optional<Integer> offset = window.last(waves, sampleRateHz);
      if (onset.isEmpty() || offset.isEmpty()) {
        return none(
            sampleRateHz > 0 ? NOT_MEASURED : NOT_MEASURED + ", or its sampling rate is not known");
      }
      if (onset.get() < 0 || offset.get() < onset.get() || offset.get() >= samples) {
        return none(
            "samples %d to %d are no window of a record of %d"
                .formatted(onset.get(), offset.get(), samples));
      }
      if (places.isEmpty()) {
        places.add(Region.ALL_LEADS);
      }
      places.forEach(place -> regions.add(new Region(onset.get(), offset.get(), place)));
    }
    return new TargetRegion(regions, null);
  }

  /** The points of all its parts, {@code [lead * samples + sample]}. */
  public boolean[] mask(int leads, int samples) {
    boolean[] mask = new boolean[leads * samples];
    for (Region region : regions) {
      boolean[] part = region.mask(leads, samples);
      for (int point = 0; point < mask.length; point++) {
        mask[point] |= part[point];
      }
    }
    return mask;
  }
}
