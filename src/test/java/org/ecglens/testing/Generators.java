package org.ecglens.testing;

/** Small generative networks for tests. */
public final class Generators {
  private Generators() {}

  /** Noise of 8 × 40 through a strided convolution and back, to leads × 40. */
  public static OnnxModels small(int leads) {
    return OnnxModels.model(17)
        .input("noise", "n", 8, 40)
        .weights("down", 6, 8, 5)
        .node("Conv", "noise, down -> c", "pads", new int[] {2, 2}, "strides", new int[] {4})
        .node("LeakyRelu", "c -> r", "alpha", 0.01)
        .constant("scales", new float[] {1, 1, 4}, 3)
        .node(
            "Resize",
            "r, , scales -> u",
            "coordinate_transformation_mode",
            "asymmetric",
            "nearest_mode",
            "floor")
        .weights("up", leads, 6, 9)
        .node("Conv", "u, up -> d", "pads", new int[] {4, 4})
        .node("Tanh", "d -> ecg")
        .output("ecg");
  }
}
