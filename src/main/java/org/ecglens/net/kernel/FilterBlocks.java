package org.ecglens.net.kernel;

import java.util.List;
import org.ecglens.graph.FilterSection;

/**
 * A recursive filter as matrices, by which it is computed block by block instead of sample by
 * sample: a block's output is that of its own input and that of the state in which it begins, and
 * all states follow at once from what the blocks add to them. Matrices multiply rows from the
 * right; the first row's index is that of what comes in.
 *
 * @param block samples in a block
 * @param blocks their number
 * @param states numbers in a state
 */
record FilterBlocks(List<FilterSection> sections, int block, int blocks, int states) {
  private static final int FEWEST = 16;

  /** Blocks about as long as there are many, for which the least is computed. */
  static FilterBlocks of(List<FilterSection> sections, int samples) {
    int block = Math.max(FEWEST, Integer.highestOneBit((int) (2 * Math.sqrt(samples))));
    return new FilterBlocks(sections, block, (samples + block - 1) / block, 2 * sections.size());
  }

  /** From a block's input to its output, {@code [block, block]}. */
  double[] through() {
    double[] matrix = new double[block * block];
    double[] impulse = new double[block];
    impulse[0] = 1;
    run(impulse, new double[states]);
    for (int row = 0; row < block; row++) {
      System.arraycopy(impulse, 0, matrix, row * block + row, block - row);
    }
    return matrix;
  }

  /** From a block's input to the state behind it, {@code [block, states]}. */
  double[] into() {
    double[] matrix = new double[block * states];
    double[] state = new double[states];
    double[] impulse = new double[] {1};
    for (int row = block - 1; row >= 0; row--) {
      run(impulse, state);
      System.arraycopy(state, 0, matrix, row * states, states);
      impulse[0] = 0;
    }
    return matrix;
  }

  /** From the state before a block to its output, {@code [states, block]}. */
  double[] out() {
    double[] matrix = new double[states * block];
    for (int row = 0; row < states; row++) {
      double[] output = new double[block];
      run(output, unit(row));
      System.arraycopy(output, 0, matrix, row * block, block);
    }
    return matrix;
  }

  /**
   * From what blocks add to the states before blocks, {@code [blocks · states, blocks · states]}.
   */
  double[] carried() {
    int size = blocks * states;
    double[] matrix = new double[size * size];
    for (int row = 0; row < states; row++) {
      double[] state = unit(row);
      for (int distance = 1; distance < blocks; distance++) {
        for (int from = 0; from + distance < blocks; from++) {
          int place = (from * states + row) * size + (from + distance) * states;
          System.arraycopy(state, 0, matrix, place, states);
        }
        run(new double[block], state);
      }
    }
    return matrix;
  }

  /**
   * From the first value to the states before blocks, {@code [1, blocks · states]}: as if it had
   * been there for ever.
   */
  double[] first() {
    double[] matrix = new double[blocks * states];
    double[] state = settled();
    for (int at = 0; at < blocks; at++) {
      System.arraycopy(state, 0, matrix, at * states, states);
      run(new double[block], state);
    }
    return matrix;
  }

  private double[] settled() {
    double[] state = new double[states];
    double input = 1;
    for (int i = 0; i < sections.size(); i++) {
      FilterSection f = sections.get(i);
      double output = input * (f.b0() + f.b1() + f.b2()) / (1 + f.a1() + f.a2());
      state[2 * i + 1] = f.b2() * input - f.a2() * output;
      state[2 * i] = f.b1() * input - f.a1() * output + state[2 * i + 1];
      input = output;
    }
    return state;
  }

  private double[] unit(int position) {
    double[] state = new double[states];
    state[position] = 1;
    return state;
  }

  /** The recursion itself (transposed direct form II), in place. */
  private void run(double[] signal, double[] state) {
    for (int n = 0; n < signal.length; n++) {
      double value = signal[n];
      for (int i = 0; i < sections.size(); i++) {
        FilterSection f = sections.get(i);
        double output = f.b0() * value + state[2 * i];
        state[2 * i] = f.b1() * value - f.a1() * output + state[2 * i + 1];
        state[2 * i + 1] = f.b2() * value - f.a2() * output;
        value = output;
      }
      signal[n] = value;
    }
  }
}
