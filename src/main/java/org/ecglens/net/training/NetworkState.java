package org.ecglens.net.training;

import java.util.Arrays;
import org.ecglens.random.Draws;

/**
 * All numbers of a network.
 *
 * @param parameters as {@link Slots#parameters} lays them out
 * @param statistics as {@link Slots#statistics} lays them out
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that are handed on, not changed
record NetworkState(float[] parameters, float[] statistics) {

  /**
   * Before training: PyTorch's defaults. Weights and biases are uniform within ±1/√(inputs of a
   * filter), scales and variances 1, shifts and means 0.
   */
  static NetworkState initial(Architecture architecture, long seed) {
    Slots slots = Slots.parameters(architecture);
    float[] parameters = new float[slots.size()];
    for (Slots.Slot slot : slots.all()) {
      String kind = slot.name().substring(slot.name().lastIndexOf('.') + 1);
      String layer = slot.name().substring(0, slot.name().length() - kind.length());
      switch (kind) {
        case "scale" -> Arrays.fill(parameters, slot.offset(), slot.offset() + slot.size(), 1);
        case "shift" -> {}
        default -> {
          Slots.Slot weight = slots.slot(layer + "weight");
          double bound = Math.sqrt((double) weight.dims().get(0) / weight.size());
          Draws.of(seed, "initial", slot.name())
              .uniforms(0, parameters, slot.offset(), slot.size());
          for (int i = slot.offset(); i < slot.offset() + slot.size(); i++) {
            parameters[i] = (float) (bound * (2 * (double) parameters[i] - 1));
          }
        }
      }
    }
    Slots averages = Slots.statistics(architecture);
    float[] statistics = new float[averages.size()];
    for (Slots.Slot slot : averages.all()) {
      if (slot.name().endsWith(".variance")) {
        Arrays.fill(statistics, slot.offset(), slot.offset() + slot.size(), 1);
      }
    }
    return new NetworkState(parameters, statistics);
  }
}
