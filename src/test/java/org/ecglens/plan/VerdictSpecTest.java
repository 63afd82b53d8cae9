package org.ecglens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.ecglens.check.CheckThresholds;
import org.ecglens.error.UserException;
import org.ecglens.perturbation.Mode;
import org.ecglens.verdict.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictSpecTest {
  private static EvaluationSpec spec(Mode mode, String metric) {
    return EvaluationSpec.builder()
        .networks(NetworksSpec.of("a.onnx"))
        .perturbation(PerturbationSpec.builder().mode(mode).build())
        .verdict(VerdictSpec.DEFAULT.withMetric(metric))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "CORRECTED,,aopc,aopc-over-random",
    "CORRECTED,aopc-label,aopc-label,aopc-label-over-random",
    "CORRECTED,auc-5,auc-5,auc-5-over-random",
    "CORRECTED,abpc,abpc,abpc",
    "CORRECTED,degradation-score,degradation-score,degradation-score",
    "PAPER,,auc-25,auc-25",
    "PAPER,auc-10,auc-10,auc-10",
  })
  void theVerdictComparesOverRandomWhereItCan(
      Mode mode, String asked, String metric, String compared) {
    EvaluationSpec spec = spec(mode, asked);
    assertThat(spec.verdict().metric()).isEqualTo(metric);
    assertThat(spec.plannedVerdict())
        .isEqualTo(new PlannedVerdict(compared, mode == Mode.CORRECTED, Thresholds.DEFAULT, null));
    assertThat(spec.with().build()).isEqualTo(spec);
  }

  @Test
  void aMetricThatIsLeftOpenFollowsTheMode() {
    assertThat(
            spec(Mode.CORRECTED, null)
                .with()
                .controls(null)
                .perturbation(PerturbationSpec.builder().mode(Mode.PAPER).build())
                .build())
        .isEqualTo(spec(Mode.PAPER, null));
    assertThatThrownBy(() -> spec(Mode.PAPER, "aopc"))
        .isInstanceOf(UserException.class)
        .hasMessage("Unknown --metric in paper mode 'aopc'. Known: auc-5, auc-10, auc-15, auc-25.");
    assertThatThrownBy(() -> spec(Mode.CORRECTED, "aopc-over-random"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Unknown --metric in corrected mode 'aopc-over-random'");
  }

  @Test
  void checksDecideByTheThresholdsOfTheSpec() {
    VerdictSpec verdict = new VerdictSpec(null, Thresholds.DEFAULT, Map.of("kept-floor", 0.3));
    assertThat(verdict.checks()).containsEntry("kept-floor", 0.3).containsEntry("fewest", 5.0);
    assertThat(spec(Mode.CORRECTED, null).with().verdict(verdict).build().checkPlan().thresholds())
        .isEqualTo(new CheckThresholds(5, 0.3, 0.5, 0.95, 0.75, 0.5));
  }
}
