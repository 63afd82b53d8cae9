package org.ecglens.preprocess;

import java.util.List;
import org.ecglens.graph.Operation;
import org.ecglens.graph.Prelude;
import org.ecglens.graph.Shape;

/**
 * Subtracts the baseline that medians over ever longer windows leave (de Chazal et al., "Automatic
 * classification of heartbeats using ECG morphology and heartbeat interval features", IEEE
 * Transactions on Biomedical Engineering 2004;51: 200 and 600 ms): {@code x − medfilt(medfilt(x,
 * w1), w2)} of SciPy. It is not linear; its derivative is that of the samples that are the medians.
 *
 * @param windowsMs lengths of the windows, ms, each rounded to samples and, if even, one longer
 * @param ends what the medians find beyond the ends
 */
public record MedianBaseline(List<Double> windowsMs, Operation.MedianFilter.Ends ends)
    implements PreprocessingStep {
  static final String NAME = "median-baseline";
  private static final long serialVersionUID = 1L;

  /** Checks the range. */
  public MedianBaseline {
    windowsMs = List.copyOf(windowsMs);
    for (double window : windowsMs) {
      StepFields.check(window > 0, "windows_ms", "above 0", window);
    }
  }

  static MedianBaseline read(StepFields fields) {
    List<Double> windows = fields.numbers("windows_ms");
    return new MedianBaseline(
        windows == null ? List.of(200.0, 600.0) : windows,
        fields.word("ends", Operation.MedianFilter.Ends.class, Operation.MedianFilter.Ends.ZERO));
  }

  @Override
  public String step() {
    return NAME;
  }

  @Override
  public SignalForm after(SignalForm before) {
    for (double window : windowsMs) {
      Medians.check(before, "windows_ms", window);
    }
    return before;
  }

  @Override
  public void addTo(Prelude prelude, SignalForm before) {
    String signal = prelude.value();
    Shape shape = prelude.shape();
    for (double window : windowsMs) {
      prelude.then(Medians.filter(before, window, ends));
    }
    prelude.goOn(prelude.node(new Operation.Subtract(), List.of(signal, prelude.value()), shape));
  }
}
