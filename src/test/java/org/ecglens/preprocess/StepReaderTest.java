package org.ecglens.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.ecglens.error.UserException;
import org.ecglens.graph.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepReaderTest {
  private static final SignalForm FORM = new SignalForm(2, 340, 500.0, "uV");

  private static List<PreprocessingStep> read(String list) throws IOException {
    return Preprocessing.read(new ObjectMapper().readTree(list.replace('\'', '"')));
  }

  @Test
  void whatIsLeftOutHasTheDefaultsOfTheDocumentation() throws IOException {
    assertThat(
            read(
                """
                [{'step': 'high-pass', 'cutoff_hz': 0.5, 'order': 2}, {'step': 'median-baseline'},
                 {'step': 'z-score', 'over': 'lead'}, {'step': 'min-max', 'over': 'record'},
                 {'step': 'crop', 'samples': 9}, {'step': 'pad', 'samples': 9},
                 {'step': 'window', 'samples': 9}]
                """))
        .containsExactly(
            new HighPass(0.5, 2, null),
            new MedianBaseline(List.of(200.0, 600.0), Operation.MedianFilter.Ends.ZERO),
            new ZScore(Over.LEAD, null, null, null, 0),
            new MinMax(Over.RECORD, null, null, 0, 1),
            new Crop(9, Place.START),
            new Pad(9, Place.START, 0),
            new Window(9, 9, Window.Aggregate.MEAN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'step': 'highpass'                                   | Did you mean 'high-pass'?
          'stage': 'high-pass'                                 | with a "step"
          'step': 'high-pass', 'cutof_hz': 1, 'order': 2       | Did you mean 'cutoff_hz'?
          'step': 'high-pass', 'cutoff_hz': 1                  | order is missing
          'step': 'high-pass', 'cutoff_hz': '1', 'order': 2    | cutoff_hz must be a number, is "1"
          'step': 'high-pass', 'cutoff_hz': 1, 'order': 2.5    | order must be a whole number, is 2.5
          'step': 'high-pass', 'cutoff_hz': 1, 'order': 0      | order must be 1 to 10, is 0
          'step': 'high-pass', 'cutoff_hz': 0, 'order': 2      | cutoff_hz must be above 0
          'step': 'high-pass', 'cutoff_hz': 250, 'order': 2    | cutoff_hz is 250, must be below half the rate
          'step': 'band-pass', 'low_hz': 5, 'high_hz': 4, 'order': 2 | high_hz must be above low_hz
          'step': 'low-pass', 'cutoff_hz': 1, 'order': 2, 'edge_samples': 340 | 340 samples are too few
          'step': 'notch', 'frequency_hz': 50                  | quality is missing
          'step': 'median-baseline', 'windows_ms': [200, 900]  | 900 ms are 451 samples, must be 3 to 340
          'step': 'spline-baseline', 'knots_ms': 900, 'window_ms': 80 | there are 2 knots
          'step': 'resample', 'rate_hz': 500                   | has 500 Hz here already
          'step': 'resample', 'rate_hz': 333.33333             | at most three decimals
          'step': 'z-score'                                    | over is missing
          'step': 'z-score', 'over': 'beat'                    | over must be one of lead, record, constants, is 'beat'
          'step': 'z-score', 'over': 'constants', 'mean': 0    | deviation is missing
          'step': 'z-score', 'over': 'lead', 'mean': 0         | mean is for over: constants alone
          'step': 'z-score', 'over': 'constants', 'mean': [0, 0, 0], 'deviation': 1 | mean has 3 numbers
          'step': 'min-max', 'over': 'lead', 'low': 2          | high must be above low
          'step': 'clip'                                       | low or high is missing
          'step': 'clip', 'low': 2, 'high': 1                  | high must be above low
          'step': 'scale', 'factor': 2, 'unit': 'mV'           | needs factor or unit, not both
          'step': 'scale', 'unit': 'mm'                        | unit must be uV, mV or V
          'step': 'crop', 'samples': 341                       | samples must be at most the signal's, 340
          'step': 'crop', 'samples': 10, 'at': 'centre'        | at must be one of start, middle, end
          'step': 'pad', 'samples': 339                        | samples must be at least the signal's, 340
          'step': 'window', 'samples': 10, 'stride': 0         | stride must be at least 1
          """)
  void mistakesAreNamedWithTheirStep(String fields, String message) {
    assertThatThrownBy(
            () ->
                new Preprocessing(read("[{'step': 'clip', 'high': 900}, {" + fields + "}]"))
                    .after(FORM))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("preprocessing[1] (")
        .hasMessageContaining(message);
  }

  @Test
  void stepsSeeWhatTheStepsBeforeThemLeave() throws IOException {
    List<PreprocessingStep> steps =
        read(
            """
            [{'step': 'resample', 'rate_hz': 100}, {'step': 'z-score', 'over': 'lead'},
             {'step': 'window', 'samples': 20, 'stride': 10}]
            """);
    assertThat(new Preprocessing(steps).after(FORM))
        .isEqualTo(new SignalForm(2, 20, 100.0, null, 5));

    for (String wrong :
        List.of(
            "{'step': 'low-pass', 'cutoff_hz': 60, 'order': 2}",
            "{'step': 'scale', 'unit': 'mV'}",
            "{'step': 'window', 'samples': 5}",
            "{'step': 'crop', 'samples': 30}")) {
      List<PreprocessingStep> more = new java.util.ArrayList<>(steps);
      more.addAll(read("[" + wrong + "]"));
      assertThatThrownBy(() -> new Preprocessing(more).after(FORM))
          .as(wrong)
          .isInstanceOf(UserException.class)
          .hasMessageStartingWith("preprocessing[3] (");
    }
  }
}
