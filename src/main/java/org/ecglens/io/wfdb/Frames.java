package org.ecglens.io.wfdb;

import java.util.List;

/**
 * What becomes of signals with several samples a frame, so that all signals of a record have one
 * rate.
 */
public enum Frames {
  /**
   * One sample a frame: the mean of its samples, halves rounded up; invalid where one of them is.
   */
  SMOOTHED {
    @Override
    int perFrame(List<WfdbSignal> signals) {
      return 1;
    }

    @Override
    int sample(int[] values, int start, int each, int place, int perFrame) {
      long sum = each / 2;
      for (int i = start; i < start + each; i++) {
        if (values[i] == Samples.INVALID) {
          return Samples.INVALID;
        }
        sum += values[i];
      }
      return (int) Math.floorDiv(sum, (long) each);
    }
  },

  /** As many samples a frame as the signal that has most; those of other signals are repeated. */
  HIGH_RESOLUTION {
    @Override
    int perFrame(List<WfdbSignal> signals) {
      return signals.stream().mapToInt(WfdbSignal::samplesPerFrame).max().orElse(1);
    }

    @Override
    int sample(int[] values, int start, int each, int place, int perFrame) {
      return values[start + (int) ((long) each * place / perFrame)];
    }
  };

  /** Samples that a frame becomes. */
  abstract int perFrame(List<WfdbSignal> signals);

  /**
   * One of the samples that a frame of a signal becomes.
   *
   * @param values of the signal
   * @param start of the frame in them
   * @param each samples of the signal in a frame
   * @param place in the frame, below {@code perFrame}
   * @param perFrame see {@link #perFrame}
   */
  abstract int sample(int[] values, int start, int each, int place, int perFrame);

  /**
   * All samples of a signal at the common rate, with its skew taken out.
   *
   * @param frames of the result; the values hold as many more as the skew
   */
  int[] signal(WfdbSignal signal, int[] values, int frames, int perFrame) {
    int each = signal.samplesPerFrame();
    if (each == 1 && signal.skew() == 0 && perFrame == 1 && values.length == frames) {
      return values;
    }
    int[] result = new int[frames * perFrame];
    for (int i = 0; i < result.length; i++) {
      int start = (i / perFrame + signal.skew()) * each;
      result[i] = sample(values, start, each, i % perFrame, perFrame);
    }
    return result;
  }
}
