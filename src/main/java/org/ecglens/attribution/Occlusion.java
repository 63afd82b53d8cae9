package org.ecglens.attribution;

import java.util.ArrayList;
import java.util.List;

/**
 * F(x) − F(x with a window replaced), the window moving over the record; at a point the mean over
 * the windows that cover it: Zeiler and Fergus, "Visualizing and understanding convolutional
 * networks", 2014. Windows begin at multiples of the stride; the last one is cut at the end of the
 * record.
 *
 * @param window its width
 * @param stride how far it moves
 * @param leads that it covers at once
 * @param replacement of what it covers
 */
record Occlusion(
    TimeSegments.Width window, TimeSegments.Width stride, LeadGroups leads, Replacement replacement)
    implements AttributionMethod {
  private static final Domain WIDTH =
      new Domain(
          "a share of the record such as 1/24, samples such as 25, or a time such as 50ms",
          TimeSegments.Width::parse);

  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "occlusion",
          MethodGroup.PERTURBATION,
          "change of the output when a window that moves over the record is replaced",
          List.of(
              MethodOption.of("window", WIDTH, "50ms", "50ms", "width of the window"),
              MethodOption.of("stride", WIDTH, "25ms", "25ms", "how far the window moves"),
              Segmentation.leads("each", "each"),
              Replacement.option("linear", "zero")),
          settings ->
              new Occlusion(
                  settings.value("window", TimeSegments.Width.class),
                  settings.value("stride", TimeSegments.Width.class),
                  settings.choice("leads", LeadGroups.class),
                  Replacement.of(settings)));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public boolean multipliesByInput() {
    return true;
  }

  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    int[][][] windows = new int[batch.records()][][];
    for (int record = 0; record < windows.length; record++) {
      windows[record] = windows(batch, record);
    }
    return Ablation.of(batch, new ReplacedGroups(batch, windows, replacement), false);
  }

  private int[][] windows(ExplainableBatch batch, int record) {
    int samples = batch.samples();
    int width = Math.min(samples, window.samples(batch, record));
    int step = stride.samples(batch, record);
    List<int[]> windows = new ArrayList<>();
    for (int[] some : leads.of(batch, record)) {
      // The first window that reaches the end is the last one.
      for (int from = 0; from < samples - width + step && from < samples; from += step) {
        windows.add(Segmentation.points(some, from, Math.min(samples, from + width), samples));
      }
    }
    return windows.toArray(int[][]::new);
  }
}
