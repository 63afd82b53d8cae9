package org.ecglens.attribution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.ecglens.graph.Graph;

/**
 * Σ over channels c of α_c · A_c, where A is the output of a layer and α_c says what of the output
 * is left when the record is masked by that channel: Wang et al., "Score-CAM: score-weighted visual
 * explanations for convolutional neural networks", 2020. Needs no gradient.
 *
 * <p>The mask H_c is A_c brought to leads and samples and scaled to 0 … 1; a channel that is
 * constant masks all and has no weight. Masking multiplies: outside the mask is 0.
 *
 * @param layer name of a node, or {@code last}
 * @param channels how many channels are looked at, those of the largest mean output first; 0 for
 *     all
 * @param weighting what α is made of
 * @param relu whether negative values of the map become 0
 * @param interpolation from the layer's length to the record's, of the masks and of the map
 */
public record ScoreCam(
    String layer, int channels, Weighting weighting, boolean relu, Interpolation interpolation)
    implements AttributionMethod {

  /** What a channel's weight is made of its output F(x ∘ H_c). */
  public enum Weighting {
    /** F(x ∘ H_c) − F(0), in the unit of the output. */
    INCREASE,
    /**
     * Softmax of F(x ∘ H_c) over the channels: for logits. Outputs of hundreds leave one channel.
     */
    SOFTMAX;

    @Override
    public String toString() {
      return Domain.hyphenated(this);
    }
  }

  static final MethodDefinition DEFINITION =
      new MethodDefinition(
          "score-cam",
          MethodGroup.CAM,
          "output of a layer, its channels weighted by the output for the record that each masks",
          List.of(
              LayerChannels.LAYER,
              MethodOption.of(
                  "channels",
                  Domain.integers(0, 100_000),
                  "0",
                  "0",
                  "channels that are tried, those of the largest mean first; 0 for all"),
              MethodOption.of(
                  "weighting",
                  Domain.choice(Weighting.class),
                  "increase",
                  "softmax",
                  "increase above the output for zero, or softmax of the outputs"),
              GradCamPlusPlus.RELU,
              LayerChannels.INTERPOLATION),
          settings ->
              new ScoreCam(
                  settings.name("layer"),
                  settings.integer("channels"),
                  settings.choice("weighting", Weighting.class),
                  settings.flag("relu"),
                  settings.choice("interpolation", Interpolation.class)));

  @Override
  public String name() {
    return DEFINITION.name();
  }

  @Override
  public void check(Graph graph) {
    LayerChannels.check(graph, layer);
  }

  /**
   * Explains a batch.
   *
   * @throws org.ecglens.error.UserException if the network has no such layer, or one with too many
   *     axes
   */
  @Override
  public Attribution[][] attribute(ExplainableBatch batch) {
    LayerChannels values = LayerChannels.of(batch, layer);
    int records = batch.records();
    float[][] activations = new float[records][];
    batch
        .network()
        .activations(
            records,
            (row, input, offset) ->
                System.arraycopy(batch.signal(row), 0, input, offset, batch.signal(row).length),
            values.node(),
            (row, activation) -> activations[row] = activation.clone());
    int tried = channels == 0 ? values.channels() : Math.min(channels, values.channels());
    int[][] chosen = new int[records][];
    for (int record = 0; record < records; record++) {
      chosen[record] = largest(activations[record], values, tried);
    }
    // The last row of a record is F(0), where it is asked for.
    int rows = weighting == Weighting.INCREASE ? tried + 1 : tried;
    int[] targets = batch.targets();
    double[][][] scores = new double[records][targets.length][rows];
    batch
        .network()
        .predict(
            Math.multiplyExact(records, rows),
            (row, input, offset) -> {
              int record = row / rows;
              int k = row % rows;
              float[] signal = batch.signal(record);
              float[] mask =
                  k == tried ? null : mask(activations[record], chosen[record][k], values, batch);
              for (int i = 0; i < signal.length; i++) {
                input[offset + i] = mask == null ? 0 : signal[i] * mask[i];
              }
            },
            (row, outputs) -> {
              for (int target = 0; target < targets.length; target++) {
                scores[row / rows][target][row % rows] = outputs[targets[target]];
              }
            });
    float[][] predictions = batch.predictions();
    Attribution[][] attributions = new Attribution[records][targets.length];
    for (int record = 0; record < records; record++) {
      for (int target = 0; target < targets.length; target++) {
        double[] map = map(activations[record], chosen[record], scores[record][target], values);
        attributions[record][target] =
            new Attribution(
                values.toRecord(map, interpolation, batch), predictions[record][target], null);
      }
    }
    return attributions;
  }

  /** Channels of the largest mean, in their own order; of equal ones the first. */
  private static int[] largest(float[] activation, LayerChannels values, int count) {
    double[] places = new double[values.places()];
    double[] means = new double[values.channels()];
    for (int channel = 0; channel < means.length; channel++) {
      values.channel(activation, channel, places);
      means[channel] = Arrays.stream(places).sum();
    }
    return IntStream.range(0, means.length)
        .boxed()
        .sorted(Comparator.comparingDouble(channel -> -means[channel]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** {@code [lead * samples + sample]} from 0 to 1; null for a channel that is constant. */
  private float[] mask(
      float[] activation, int channel, LayerChannels values, ExplainableBatch batch) {
    double[] places = new double[values.places()];
    values.channel(activation, channel, places);
    float[] mask = values.toRecord(places, interpolation, batch);
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float value : mask) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (!(most > least)) {
      return null;
    }
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (mask[i] - least) / (most - least);
    }
    return mask;
  }

  private double[] map(float[] activation, int[] chosen, double[] scores, LayerChannels values) {
    double[] map = new double[values.places()];
    double[] places = new double[map.length];
    double largest = Arrays.stream(scores).max().orElse(0);
    double total = 0;
    for (int k = 0; k < chosen.length; k++) {
      values.channel(activation, chosen[k], places);
      boolean constant = Arrays.stream(places).allMatch(place -> place == places[0]);
      if (!constant) {
        double weight =
            weighting == Weighting.SOFTMAX
                ? Math.exp(scores[k] - largest)
                : scores[k] - scores[chosen.length];
        total += weight;
        for (int i = 0; i < map.length; i++) {
          map[i] += weight * places[i];
        }
      }
    }
    for (int i = 0; i < map.length; i++) {
      double value = weighting == Weighting.SOFTMAX && total > 0 ? map[i] / total : map[i];
      map[i] = relu ? Math.max(0, value) : value;
    }
    return map;
  }
}
