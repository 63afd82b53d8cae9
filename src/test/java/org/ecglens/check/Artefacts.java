package org.ecglens.check;

import java.io.Serializable;
import java.util.Arrays;
import org.ecglens.attribution.Attribution;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.ExplainableBatch;
import org.ecglens.random.Draws;

/** Methods that ask the network nothing, and say so in no other way than by their maps. */
public final class Artefacts {
  private Artefacts() {}

  /** What a method makes of a record; nothing depends on the network. */
  private interface OfRecord extends Serializable {
    float[] map(ExplainableBatch batch, int record);
  }

  private record Artefact(String name, boolean multipliesByInput, OfRecord of)
      implements AttributionMethod {
    private static final long serialVersionUID = 1L;

    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      Attribution[][] maps = new Attribution[batch.records()][1];
      for (int record = 0; record < maps.length; record++) {
        maps[record][0] = new Attribution(of.map(batch, record), 0, null);
      }
      return maps;
    }
  }

  /** Marks the edges of the record. */
  public static AttributionMethod edgeDetector() {
    return new Artefact(
        "edge-detector",
        false,
        (batch, record) -> {
          float[] signal = batch.signal(record);
          float[] edges = new float[signal.length];
          for (int i = 1; i < edges.length; i++) {
            edges[i] = Math.abs(signal[i] - signal[i - 1]);
          }
          return edges;
        });
  }

  /** Says always the same. */
  public static AttributionMethod ramp() {
    return new Artefact(
        "ramp",
        false,
        (batch, record) -> {
          float[] ramp = new float[batch.signal(record).length];
          for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
          }
          return ramp;
        });
  }

  /** Is the same at every point. */
  public static AttributionMethod constant() {
    return new Artefact(
        "constant",
        false,
        (batch, record) -> {
          float[] constant = new float[batch.signal(record).length];
          Arrays.fill(constant, 1);
          return constant;
        });
  }

  /** The record times noise that is its own, before any network the same. */
  public static AttributionMethod noiseTimesInput() {
    return new Artefact(
        "noise-x-input",
        true,
        (batch, record) -> {
          float[] signal = batch.signal(record);
          double[] noise = new double[signal.length];
          Draws.of(1, "noise", batch.recordId(record)).gaussians(0, noise);
          float[] product = new float[signal.length];
          for (int i = 0; i < product.length; i++) {
            product[i] = (float) (signal[i] * noise[i]);
          }
          return product;
        });
  }

  /** Other noise for whatever differs from the record in the last digit. */
  public static AttributionMethod hash() {
    return new Artefact(
        "hash",
        false,
        (batch, record) -> {
          float[] signal = batch.signal(record);
          double[] noise = new double[signal.length];
          Draws.of(Arrays.hashCode(signal), "hash").gaussians(0, noise);
          float[] map = new float[signal.length];
          for (int i = 0; i < map.length; i++) {
            map[i] = (float) noise[i];
          }
          return map;
        });
  }

  /**
   * The same sizes however the record is disturbed, with signs that change as {@link #hash} does.
   */
  public static AttributionMethod fickleSigns() {
    return new Artefact(
        "fickle-signs",
        false,
        (batch, record) -> {
          float[] signal = batch.signal(record);
          double[] sizes = new double[signal.length];
          Draws.of(2, "sizes", batch.recordId(record)).gaussians(0, sizes);
          Draws signs = Draws.of(Arrays.hashCode(signal), "signs");
          float[] map = new float[signal.length];
          for (int i = 0; i < map.length; i++) {
            map[i] = (float) (signs.below(2, 0, i) == 0 ? sizes[i] : -sizes[i]);
          }
          return map;
        });
  }
}
