package org.ecglens.onnx;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;

/** The operators that can be explained, and what is said of some that cannot. */
final class OnnxOperators {
  private static final Map<String, Lowering> ALL = all();

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          entry("LpPool", "pools by norm are not supported"),
          entry("GlobalLpPool", "pools by norm are not supported"),
          entry("Sign", "it has no derivative to explain with"),
          entry("Floor", "it has no derivative to explain with"),
          entry("Ceil", "it has no derivative to explain with"),
          entry("Round", "it has no derivative to explain with"),
          entry("ArgMax", "it has no derivative to explain with"));

  private OnnxOperators() {}

  private static Map<String, Lowering> all() {
    Map<String, Lowering> all = new HashMap<>();
    all.putAll(Arithmetic.lowerings());
    all.putAll(Convolutions.lowerings());
    all.putAll(Einsum.lowerings());
    all.putAll(Elementwise.lowerings());
    all.putAll(Indexing.lowerings());
    all.putAll(Logic.lowerings());
    all.putAll(Matrices.lowerings());
    all.putAll(Normalizations.lowerings());
    all.putAll(Pools.lowerings());
    all.putAll(Recurrences.lowerings());
    all.putAll(Reductions.lowerings());
    all.putAll(Resizing.lowerings());
    all.putAll(Selections.lowerings());
    all.putAll(Shaping.lowerings());
    all.putAll(Spectra.lowerings());
    all.putAll(Triangles.lowerings());
    return Map.copyOf(all);
  }

  /**
   * The lowering of an operator of the standard domain.
   *
   * @throws UnsupportedNodeException if there is none
   */
  static Lowering lowering(String type) {
    Lowering lowering = ALL.get(type);
    if (lowering == null) {
      throw new UnsupportedNodeException(
          REASONS.getOrDefault(type, "this operator is not supported"));
    }
    return lowering;
  }
}
