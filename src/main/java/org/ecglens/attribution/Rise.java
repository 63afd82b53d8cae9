package org.ecglens.attribution;

import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;

/**
 * Σ (F(m·x + (1 − m)·x′) − F̄)·m / (p (N − 1)) over N random masks m between 0 and 1: Petsiuk, Das
 * and Saenko, "RISE: randomized input sampling for explanation of black-box models", 2018. A mask
 * is coarse in time, each cell 1 with probability p, interpolated linearly and shifted by a random
 * part of a cell; groups of leads have masks of their own.
 *
 * <p>F̄ is the mean over the masks. The original does without: its map is this one plus F̄ at every
 * point, which orders the points of a probability alike but says nothing of |a| where outputs have
 * an offset. The expectation at a point is the covariance of F with its mask over p. Standard
 * errors are those of a mean over masks.
 *
 * @param masks N
 * @param keep p
 * @param cells of a mask
 * @param leads that have a mask in common
 * @param baseline x′
 */
record Rise(int masks, double keep, TimeSegments.Width cells, LeadGroups leads, Baseline baseline)
    implements AttributionMethod {
  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "rise",
          MethodGroup.PERTURBATION,
          "covariance of the output with random masks of the record",
          List.of(
              MethodOption.of(
                  "masks", Domain.integers(2, 1_000_000), "1000", "1000", "random masks"),
              MethodOption.of(
                  "keep", Domain.share(), "0.5", "0.5", "probability that a cell is kept"),
              MethodOption.of(
                  "cells",
                  new Domain(
                      "a share of the record such as 1/12, samples such as 25, or a time such as"
                          + " 100ms",
                      TimeSegments.Width::parse),
                  "1/12",
                  "1/12",
                  "length of a cell of the masks"),
              Segmentation.leads("each", "each"),
              MethodOption.of(
                  "baseline", Domain.baseline(), "mean", "zero", "what stands where a mask is 0")),
          settings ->
              new Rise(
                  settings.integer("masks"),
                  settings.number("keep"),
                  settings.value("cells", TimeSegments.Width.class),
                  settings.choice("leads", LeadGroups.class),
                  settings.baseline("baseline")));

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
    int records = batch.records();
    int[] targets = batch.targets();
    float[][] references = baseline.of(batch);
    Masks[] drawn = new Masks[records];
    for (int record = 0; record < records; record++) {
      drawn[record] = new Masks(batch, record);
    }
    float[][] predictions = batch.predictions();
    float[][][] masked = new float[records][targets.length][masks];
    float[] mask = new float[batch.leads() * batch.samples()];
    batch
        .network()
        .predict(
            Math.multiplyExact(records, masks),
            (row, values, offset) -> {
              int record = row / masks;
              drawn[record].write(row % masks, mask);
              float[] signal = batch.signal(record);
              float[] reference = references[record];
              for (int i = 0; i < mask.length; i++) {
                values[offset + i] =
                    (float) (reference[i] + mask[i] * ((double) signal[i] - reference[i]));
              }
            },
            (row, outputs) -> {
              for (int target = 0; target < targets.length; target++) {
                masked[row / masks][target][row % masks] = outputs[targets[target]];
              }
            });
    Attribution[][] attributions = new Attribution[records][targets.length];
    for (int record = 0; record < records; record++) {
      // Masks are drawn again rather than kept: the memory would grow with their number.
      double[][] sums = new double[targets.length][mask.length];
      double[][] squares = new double[targets.length][mask.length];
      double[] means = new double[targets.length];
      for (int target = 0; target < targets.length; target++) {
        means[target] = mean(masked[record][target]);
      }
      for (int draw = 0; draw < masks; draw++) {
        drawn[record].write(draw, mask);
        for (int target = 0; target < targets.length; target++) {
          double change = masked[record][target][draw] - means[target];
          add(change, mask, sums[target], squares[target]);
        }
      }
      for (int target = 0; target < targets.length; target++) {
        attributions[record][target] =
            attribution(sums[target], squares[target], predictions[record][target]);
      }
    }
    return attributions;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private void add(double change, float[] mask, double[] sums, double[] squares) {
    for (int i = 0; i < mask.length; i++) {
      double product = change * (mask[i] - keep);
      sums[i] += product;
      squares[i] += product * product;
    }
  }

  private Attribution attribution(double[] sums, double[] squares, double prediction) {
    float[] values = new float[sums.length];
    float[] errors = new float[sums.length];
    double scale = 1 / (keep * (masks - 1));
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * sums[i]);
      double spread = Math.max(0, squares[i] - sums[i] * sums[i] / masks);
      errors[i] = (float) (scale * Math.sqrt(spread * masks / (masks - 1)));
    }
    return new Attribution(values, prediction, null, errors);
  }

  /** The masks of one record. */
  private final class Masks {
    private final int samples;
    private final int cell;
    private final int count;
    private final int[] groups;
    private final float[] values;
    private final int[] before;
    private final float[] share;
    private final Draws cellDraws;
    private final Draws shiftDraws;

    Masks(ExplainableBatch batch, int record) {
      samples = batch.samples();
      cell = cells.samples(batch, record);
      count = (samples - 1) / cell + 2;
      groups = leads.groupOf(batch, record);
      values = new float[(IntStream.of(groups).max().orElseThrow() + 1) * count];
      before = new int[samples + cell];
      share = new float[before.length];
      for (int place = 0; place < before.length; place++) {
        double at = Math.min(count - 1, Math.max(0, (place + 0.5) / cell - 0.5));
        before[place] = Math.min((int) at, count - 2);
        share[place] = (float) (at - before[place]);
      }
      String id = batch.recordId(record);
      cellDraws = Draws.of(batch.seed(), batch.model(), id, name(), "cell");
      shiftDraws = Draws.of(batch.seed(), batch.model(), id, name(), "shift");
    }

    /** Writes a mask, {@code [lead * samples + sample]}. */
    void write(int draw, float[] mask) {
      cellDraws.uniforms(draw, values, 0, values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] < keep ? 1 : 0;
      }
      for (int lead = 0; lead < groups.length; lead++) {
        int first = groups[lead] * count;
        int shift = shiftDraws.below(cell, draw, groups[lead]);
        for (int sample = 0; sample < samples; sample++) {
          int place = sample + shift;
          float from = values[first + before[place]];
          float to = values[first + before[place] + 1];
          mask[lead * samples + sample] = from + share[place] * (to - from);
        }
      }
    }
  }
}
