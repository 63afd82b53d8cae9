package org.ecglens.contributing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Reading;
import org.ecglens.metric.CurveValues;
import org.ecglens.metric.Score;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.Scoring;
import org.ecglens.perturbation.ExplainedRecord;
import org.ecglens.perturbation.Mode;
import org.ecglens.perturbation.Operator;
import org.ecglens.perturbation.Order;
import org.ecglens.perturbation.PerturbationOperators;
import org.ecglens.perturbation.PerturbationPlan;
import org.ecglens.perturbation.PerturbationRows;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Signal;
import org.ecglens.testing.MemoryFile;
import org.junit.jupiter.api.Test;

/** The format, the operator and the metric that CONTRIBUTING.md adds. */
class ExamplesTest {
  private static Reading read(String text) throws IOException {
    MemoryFile file = new MemoryFile("a.leads", text.getBytes(StandardCharsets.UTF_8));
    return new ExampleReader().read(file, "a.leads", "a");
  }

  @Test
  void theReaderCompletesTheLimbLeads() throws IOException {
    Ecg ecg = read("II 500 3 5\nI 500 1 2\n").ecg(Ecg.Kind.RHYTHM).orElseThrow();
    assertThat(ecg.leads()).startsWith("I", "II", "III").hasSize(6);
    assertThat(ecg.sampleRateHz()).isEqualTo(500);
    assertThat(ecg.signal()).startsWith(1, 2, 3, 5, 2, 3);
    assertThat(new ExampleReader().recognises("folder/a.leads")).isTrue();
  }

  @Test
  void theReaderSaysWhatIsWrong() {
    assertThatThrownBy(() -> read("I 500 1 x\n"))
        .isInstanceOf(UserException.class)
        .hasMessage("a.leads: 'x' is not a number.");
    assertThatThrownBy(() -> read("I\n")).isInstanceOf(UserException.class);
  }

  private static Operator operator() {
    return PerturbationOperators.create(ExampleOperator.class.getName(), Map.of("factor", "0.25"));
  }

  private static List<RecordCurve> curves() {
    Signal signal = new Signal(new float[] {8, 4}, 1, 2);
    ExplainedRecord record = new ExplainedRecord("a", signal, new float[][][] {{signal.values()}});
    PerturbationPlan plan =
        PerturbationPlan.of(Mode.CORRECTED, operator(), 1).withOrders(List.of(Order.MORF));
    PerturbationRows rows = plan.rows("sum", List.of("map"), new int[] {0}, List.of(record));
    for (int row = 0; row < rows.size(); row++) {
      float[] input = new float[2];
      rows.write(row, input, 0);
      rows.accept(row, new float[] {input[0] + input[1]});
    }
    return rows.curves();
  }

  @Test
  void theOperatorIsFoundByTheNameOfItsClass() {
    assertThat(operator()).isEqualTo(new ExampleOperator(0.25));
    assertThat(curves()).hasSize(1);
    assertThat(curves().get(0).predictions()).containsExactly(12, 6, 3);
  }

  @Test
  void theMetricScoresTheLastStep() {
    Scoring scoring = new Scoring(Mode.CORRECTED, List.of(new ExampleMetric()));
    assertThat(scoring.score(curves(), null, 3.0).scores())
        .containsExactly(new Score("map", Order.MORF, "last-step", ScoreValue.of(3)));
    assertThat(scoring.score(curves(), null, null).scores())
        .extracting(Score::outcome)
        .containsExactly(ScoreValue.none(CurveValues.NO_SCALE));
  }
}
