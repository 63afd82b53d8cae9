package org.ecglens.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ecglens.metric.CurveValues;
import org.ecglens.verdict.TargetScores;
import org.junit.jupiter.api.Test;

class RunVerdictTest {
  /** The prediction of one record says nothing of the network. */
  @Test
  void oneRecordIsTheReason() {
    TargetScores none =
        TargetScores.none(
            "QT",
            "aopc-over-random",
            List.of("net"),
            Map.of("net", "no record has a score (" + CurveValues.NO_SCALE + ")"));
    assertThat(RunVerdict.explained(none, 1).absent().get("net"))
        .startsWith("no record has a score (there is one record, and changes of its prediction")
        .doesNotContain(CurveValues.NO_SCALE);
    assertThat(RunVerdict.explained(none, 2)).isEqualTo(none);
  }
}
