package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecglens.metric.Moments.Moment;
import org.junit.jupiter.api.Test;

class SanityOutcomeTest {
  private static Moment moment(long n, double mean, double margin) {
    return new Moment(0, n, mean, 1.0, mean - margin, mean + margin);
  }

  @Test
  void aMapThatForgetsItsNetworkPasses() {
    assertThat(SanityOutcome.of(moment(20, 0.1, 0.05), moment(20, 0.5, 0.05)).outcome())
        .isEqualTo(SanityOutcome.PASS);
  }

  @Test
  void aMapThatStaysFails() {
    assertThat(SanityOutcome.of(moment(20, 0.7, 0.05), moment(20, 0.5, 0.05)).outcome())
        .isEqualTo(SanityOutcome.FAIL);
  }

  /** Intervals that overlap convict nobody. */
  @Test
  void doubtSpeaksForTheMethod() {
    assertThat(SanityOutcome.of(moment(20, 0.6, 0.1), moment(20, 0.5, 0.1)).outcome())
        .isEqualTo(SanityOutcome.PASS);
  }

  @Test
  void mapsThatAreAlwaysTheSameFail() {
    assertThat(SanityOutcome.of(moment(20, 0.99, 0.001), moment(20, 1, 0)).outcome())
        .isEqualTo(SanityOutcome.FAIL);
  }

  @Test
  void fewRecordsDecideNothing() {
    SanityOutcome outcome = SanityOutcome.of(moment(4, 0.9, 0.1), moment(4, 0.1, 0.1));
    assertThat(outcome.outcome()).isNull();
    assertThat(outcome.reason()).contains("4 records");
    assertThat(SanityOutcome.of(new Moment(0, 0, null, null, null, null), moment(9, 0, 0)).reason())
        .contains("0 records");
  }
}
