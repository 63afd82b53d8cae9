package org.ecglens.net.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;

/**
 * A residual network over time: a stem of convolutions, average pooling, blocks of two convolutions
 * whose input is added to their output, the mean over time, and a linear layer. Every convolution
 * keeps the length and is followed by batch normalisation and ReLU; nothing follows the sum of a
 * block.
 *
 * @param leads of the input
 * @param samples in each lead
 * @param stem convolutions before the pooling; the filters of the last are the width of the blocks
 * @param pooling samples averaged into one; 1 for none
 * @param blocks residual blocks
 * @param innerWidth filters of the first convolution of a block
 * @param kernel taps of the convolutions of the blocks
 * @param outputs values predicted
 */
public record Architecture(
    int leads,
    int samples,
    List<Stem> stem,
    int pooling,
    int blocks,
    int innerWidth,
    int kernel,
    int outputs)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Weights that fit into memory several times over. */
  private static final long MOST_PARAMETERS = 200_000_000;

  /** The reference work's network: 1,653,313 parameters. */
  public static final Architecture PAPER =
      new Architecture(12, 600, List.of(new Stem(64, 8), new Stem(32, 3)), 2, 8, 64, 50, 1);

  /** A convolution of the stem. */
  public record Stem(int filters, int kernel) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A convolution with its normalisation.
   *
   * @param name unique in the network
   * @param in channels of the input
   * @param out filters
   * @param kernel taps
   * @param length samples of input and output
   */
  record Layer(String name, int in, int out, int kernel, int length) {
    /** Zeros before the input; one fewer than behind it where the kernel is even. */
    int padBegin() {
      return (kernel - 1) / 2;
    }

    int padEnd() {
      return kernel / 2;
    }
  }

  /**
   * Checks the shapes.
   *
   * @throws UserException if they do not fit
   */
  public Architecture {
    stem = List.copyOf(stem);
    positive("leads", leads);
    positive("samples", samples);
    positive("pooling", pooling);
    positive("outputs", outputs);
    if (blocks < 0) {
      throw new UserException("architecture: blocks is " + blocks + ", must be at least 0.");
    }
    if (blocks > 0) {
      positive("inner width", innerWidth);
      positive("kernel", kernel);
    }
    if (stem.isEmpty()) {
      throw new UserException("architecture: the stem needs at least one convolution.");
    }
    for (Stem convolution : stem) {
      positive("stem filters", convolution.filters());
      positive("stem kernel", convolution.kernel());
      notLonger(convolution.kernel(), samples, "the stem's kernel");
    }
    if (samples / pooling < 2) {
      throw new UserException(
          "architecture: pooling over "
              + pooling
              + " samples leaves fewer than 2 of "
              + samples
              + "; take a smaller pooling.");
    }
    if (blocks > 0) {
      notLonger(kernel, samples / pooling, "the blocks' kernel");
    }
    long parameters = parameters(leads, stem, blocks, innerWidth, kernel, outputs);
    if (parameters > MOST_PARAMETERS) {
      throw new UserException(
          "architecture: "
              + parameters
              + " parameters are more than "
              + MOST_PARAMETERS
              + "; take fewer filters, blocks or taps.");
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new UserException("architecture: " + name + " is " + value + ", must be at least 1.");
    }
  }

  /** Taps further out than the signal is long never meet a sample. */
  private static void notLonger(int kernel, int length, String what) {
    if (kernel > 2 * length) {
      throw new UserException(
          "architecture: "
              + what
              + " has "
              + kernel
              + " taps, but there are only "
              + length
              + " samples; take at most "
              + 2 * length
              + ".");
    }
  }

  private static long parameters(
      int leads, List<Stem> stem, int blocks, int innerWidth, int kernel, int outputs) {
    double count = 0;
    double width = leads;
    for (Stem convolution : stem) {
      count += convolution.filters() * (width * convolution.kernel() + 3);
      width = convolution.filters();
    }
    count += blocks * (2 * width * innerWidth * kernel + 3 * (width + innerWidth));
    count += (width + 1) * outputs;
    return (long) count;
  }

  /** The same for another number of targets. */
  public Architecture withOutputs(int number) {
    return new Architecture(leads, samples, stem, pooling, blocks, innerWidth, kernel, number);
  }

  /** Trainable values. */
  public long parameters() {
    return parameters(leads, stem, blocks, innerWidth, kernel, outputs);
  }

  /** Channels between the blocks. */
  public int width() {
    return stem.get(stem.size() - 1).filters();
  }

  /** Samples of a lead after the pooling. */
  int pooledSamples() {
    return samples / pooling;
  }

  /** Convolutions before the pooling. */
  List<Layer> stemLayers() {
    List<Layer> layers = new ArrayList<>();
    int in = leads;
    for (Stem convolution : stem) {
      layers.add(
          new Layer(
              "stem." + layers.size(), in, convolution.filters(), convolution.kernel(), samples));
      in = convolution.filters();
    }
    return layers;
  }

  /** The two convolutions of a block. */
  List<Layer> blockLayers(int block) {
    String name = "blocks." + block + ".";
    int length = pooledSamples();
    return List.of(
        new Layer(name + 0, width(), innerWidth, kernel, length),
        new Layer(name + 1, innerWidth, width(), kernel, length));
  }

  /** All convolutions in order of execution. */
  List<Layer> layers() {
    List<Layer> layers = new ArrayList<>(stemLayers());
    for (int block = 0; block < blocks; block++) {
      layers.addAll(blockLayers(block));
    }
    return layers;
  }
}
