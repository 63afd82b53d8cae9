package org.ecglens.net.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.ecglens.graph.Operation;

/**
 * {@link Operation.MedianFilter}. The value that is the median takes the gradient. For DeepLIFT,
 * where y is the median of the input's window and y′ {@literal <} y that of the reference's, more
 * than half of the input's values are y or above and more than half of the reference's y′ or below,
 * so that at least one place i has both; of these the one that differs least takes (y − y′) / (xᵢ −
 * x′ᵢ), a multiplier between 0 and 1. Below, the same with signs changed.
 */
final class MedianFilterKernel implements Kernel {
  private final int window;
  private final boolean nearest;

  MedianFilterKernel(Operation.MedianFilter operation) {
    window = operation.window();
    nearest = operation.ends() == Operation.MedianFilter.Ends.NEAREST;
  }

  @Override
  public NDArray forward(NDList inputs) {
    NDArray x = inputs.get(0);
    float[] values = x.toFloatArray();
    int samples = samples(x);
    float[] medians = new float[values.length];
    SlidingMedian sliding = new SlidingMedian(window, samples, nearest);
    for (int lane = 0; lane < values.length; lane += samples) {
      int[] places = sliding.places(values, lane);
      for (int i = 0; i < samples; i++) {
        medians[lane + i] = sliding.value(places[i]);
      }
    }
    return x.getManager().create(medians, x.getShape());
  }

  @Override
  public NDArray[] gradient(NDList inputs, NDArray output, NDArray cotangent, BackwardRule rule) {
    NDArray x = inputs.get(0);
    float[] values = x.toFloatArray();
    float[] g = cotangent.toFloatArray();
    int samples = samples(x);
    float[] result = new float[values.length];
    SlidingMedian sliding = new SlidingMedian(window, samples, nearest);
    for (int lane = 0; lane < values.length; lane += samples) {
      int[] places = sliding.places(values, lane);
      for (int i = 0; i < samples; i++) {
        add(result, lane, sliding.source(places[i]), g[lane + i]);
      }
    }
    return new NDArray[] {create(x.getManager(), result, x.getShape())};
  }

  @Override
  public NDArray[] rescale(
      NDList inputs,
      NDArray output,
      NDList referenceInputs,
      NDArray referenceOutput,
      NDArray cotangent) {
    NDArray x = inputs.get(0);
    float[] values = x.toFloatArray();
    float[] references = referenceInputs.get(0).toFloatArray();
    float[] g = cotangent.toFloatArray();
    int samples = samples(x);
    float[] result = new float[values.length];
    SlidingMedian own = new SlidingMedian(window, samples, nearest);
    SlidingMedian reference = new SlidingMedian(window, samples, nearest);
    for (int lane = 0; lane < values.length; lane += samples) {
      int[] places = own.places(values, lane);
      int[] referencePlaces = reference.places(references, lane % references.length);
      for (int i = 0; i < samples; i++) {
        float y = own.value(places[i]);
        float referenceY = reference.value(referencePlaces[i]);
        if (Math.abs(y - referenceY) < Rescale.EQUAL) {
          add(result, lane, own.source(places[i]), g[lane + i]);
        } else {
          int place = between(own, reference, i, y, referenceY);
          float step = own.value(place) - reference.value(place);
          add(result, lane, own.source(place), g[lane + i] * (y - referenceY) / step);
        }
      }
    }
    return new NDArray[] {create(x.getManager(), result, x.getShape())};
  }

  /** The place that has crossed both medians by the least. */
  private int between(
      SlidingMedian own, SlidingMedian reference, int start, float y, float referenceY) {
    float sign = Math.signum(y - referenceY);
    int best = -1;
    float least = Float.POSITIVE_INFINITY;
    for (int place = start; place < start + window; place++) {
      float value = own.value(place);
      float before = reference.value(place);
      float step = sign * (value - before);
      if (sign * (value - y) >= 0
          && sign * (before - referenceY) <= 0
          && step > 0
          && step < least) {
        least = step;
        best = place;
      }
    }
    if (best < 0) {
      throw new IllegalStateException("no value lies between two medians");
    }
    return best;
  }

  private static void add(float[] result, int lane, int source, float value) {
    if (source >= 0) {
      result[lane + source] += value;
    }
  }

  private static NDArray create(NDManager manager, float[] values, Shape shape) {
    return manager.create(values, shape);
  }

  private static int samples(NDArray x) {
    return Math.toIntExact(x.getShape().get(x.getShape().dimension() - 1));
  }
}
