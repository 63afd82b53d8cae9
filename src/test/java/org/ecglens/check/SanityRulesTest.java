package org.ecglens.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.ecglens.metric.Moments.Moment;
import org.junit.jupiter.api.Test;

class SanityRulesTest {
  private static final SanityRules RULES = new SanityRules(CheckThresholds.DEFAULT);
  private static final Moment LITTLE = moment(20, 0.1, 0.05);

  private static Moment moment(long n, double mean, double margin) {
    return new Moment(0, n, mean, 1.0, mean - margin, mean + margin);
  }

  private static SanityOutcome randomisation(Moment kept, Moment pairs, Moment products) {
    return RULES.randomisation(kept, 5, moment(20, 0.5, 0.05), pairs, products);
  }

  @Test
  void aMapThatForgetsItsNetworkPasses() {
    assertThat(randomisation(LITTLE, moment(20, 0.4, 0.05), null)).isEqualTo(SanityOutcome.pass());
  }

  @Test
  void aMapThatStaysFails() {
    SanityOutcome outcome = randomisation(moment(20, 0.7, 0.05), moment(20, 0.4, 0.05), null);
    assertThat(outcome.fails()).isTrue();
    assertThat(outcome.reason()).contains("0.70").contains("5 draws").contains("the limit is 0.45");
  }

  /** Neither the floor nor an interval that reaches over the limit convicts anybody. */
  @Test
  void doubtIsUndecided() {
    SanityOutcome outcome = randomisation(moment(20, 0.45, 0.1), moment(20, 0.35, 0.05), null);
    assertThat(outcome.outcome()).isNull();
    assertThat(outcome.reason()).contains("0.35 to 0.55");
    assertThat(randomisation(moment(20, 0.15, 0.02), moment(20, 0, 0.01), null).passes()).isTrue();
    assertThat(randomisation(moment(20, 0.25, 0.02), moment(20, 0, 0.01), null).fails()).isTrue();
  }

  @Test
  void productsWithNoiseAreAYardstickToo() {
    Moment kept = moment(20, 0.3, 0.02);
    assertThat(randomisation(kept, LITTLE, null).fails()).isTrue();
    assertThat(randomisation(kept, LITTLE, moment(20, 0.4, 0.02)).passes()).isTrue();
  }

  /** Maps of all records are alike: what is left of one after randomisation says nothing. */
  @Test
  void withoutAYardstickNothingPasses() {
    SanityOutcome same =
        RULES.randomisation(LITTLE, 5, moment(20, 0.99, 0.001), moment(20, 0.9, 0.01), null);
    assertThat(same.outcome()).isNull();
    assertThat(same.reason()).contains("all alike");
    assertThat(randomisation(moment(20, 0.8, 0.01), moment(20, 0.85, 0.02), null).outcome())
        .isNull();
  }

  @Test
  void fewRecordsOrDrawsDecideNothing() {
    assertThat(randomisation(moment(4, 0.9, 0.1), LITTLE, null).reason()).contains("4 records");
    Moment nothing = new Moment(0, 0, null, null, null, null);
    assertThat(RULES.randomisation(LITTLE, 5, nothing, nothing, null).reason()).contains("0 pairs");
    assertThat(RULES.randomisation(LITTLE, 1, moment(9, 0, 0.1), LITTLE, null).reason())
        .contains("1 draw");
  }

  /** A page shows the limits beside the values: both must say the same. */
  @Test
  void limitsAreThoseThatDecide() {
    for (double pairs : new double[] {-0.1, 0.1, 0.3, 0.7}) {
      for (double products : new double[] {0.05, 0.45}) {
        SanityRules.Limits limits = RULES.randomisation(pairs + 0.05, products + 0.02);
        for (double kept = -0.2; kept < 1; kept += 0.01) {
          SanityOutcome outcome =
              randomisation(
                  moment(20, kept, 0.03), moment(20, pairs, 0.05), moment(20, products, 0.02));
          assertThat(outcome.fails()).isEqualTo(kept - 0.03 > limits.failsAbove());
          assertThat(outcome.passes()).isEqualTo(kept + 0.03 < limits.passesBelow());
        }
      }
    }
    assertThat(RULES.randomisation(null, null)).isEqualTo(new SanityRules.Limits(0.2, 0.2));
    assertThat(RULES.randomisation(0.9, null)).isEqualTo(new SanityRules.Limits(0.9, 0.5));
    assertThat(RULES.robustness(0.4, 0.8)).isEqualTo(new SanityRules.Limits(0.75 * 0.8, 0.2));
    assertThat(RULES.inputDependence()).isEqualTo(new SanityRules.Limits(0.95, 0.95));
  }

  @Test
  void theSameMapForEveryRecordFails() {
    assertThat(RULES.inputDependence(moment(20, 1, 0), moment(20, 1, 0)).reason())
        .startsWith("the same map for every record");
    assertThat(RULES.inputDependence(moment(20, 0.96, 0.005), moment(20, 0.9, 0.05)).fails())
        .isTrue();
    assertThat(RULES.inputDependence(moment(20, 0.96, 0.05), moment(20, 1, 0)).fails()).isTrue();
    assertThat(RULES.inputDependence(moment(20, 0.94, 0.02), moment(20, 0.7, 0.2)).outcome())
        .isNull();
    assertThat(RULES.inputDependence(moment(20, 0.6, 0.1), moment(20, 0, 0)).passes()).isTrue();
    assertThat(RULES.inputDependence(moment(4, 1, 0), moment(4, 1, 0)).reason())
        .contains("4 pairs");
  }

  @Test
  void noiseThatChangesAMapAsMuchAsAnotherPatientFails() {
    Moment others = moment(20, 0.8, 0.02);
    assertThat(RULES.robustness("hum", moment(20, 0.7, 0.05), others).fails()).isTrue();
    assertThat(RULES.robustness("hum", moment(20, 0.7, 0.05), others).reason())
        .startsWith("hum changes the map by 0.70");
    assertThat(RULES.robustness("hum", moment(20, 0.1, 0.05), others).passes()).isTrue();
    assertThat(RULES.robustness("hum", moment(20, 0.5, 0.02), others).outcome()).isNull();
    assertThat(RULES.robustness("hum", moment(20, 0.1, 0.05), moment(20, 0.001, 0)).reason())
        .contains("all alike");
    assertThat(RULES.robustness("hum", moment(3, 0.1, 0.05), others).reason())
        .contains("3 records with hum");
  }
}
