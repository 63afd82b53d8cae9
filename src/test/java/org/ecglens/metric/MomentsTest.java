package org.ecglens.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private static Moments of(double... values) {
    return Moments.of(new CurveValues(values, null));
  }

  @Test
  void meanDeviationAndIntervalAreThoseOfTheSample() {
    Moments state = Moments.EMPTY;
    for (double value : new double[] {3.1, 0.4, 12.5, 7.7, 7.7, -2.3, 5.0}) {
      state = state.plus(of(0, value));
    }
    // v = [3.1, .4, 12.5, 7.7, 7.7, -2.3, 5]; numpy.mean(v), numpy.std(v, ddof=1),
    // scipy.stats.t.interval(.95, 6, numpy.mean(v), scipy.stats.sem(v))
    Moments.Moment step = state.at(1);
    assertThat(step.n()).isEqualTo(7);
    assertThat(step.mean()).isCloseTo(4.871428571428571, within(1e-12));
    assertThat(step.sd()).isCloseTo(4.979529524534851, within(1e-12));
    assertThat(step.ciLow()).isCloseTo(0.26613186203833994, within(1e-9));
    assertThat(step.ciHigh()).isCloseTo(9.476725280818801, within(1e-9));
    assertThat(state.at(0)).isEqualTo(new Moments.Moment(0, 7, 0.0, 0.0, 0.0, 0.0));
  }

  @Test
  void oneRecordHasAMeanAloneAndNoneHasNothing() {
    assertThat(of(4, 5).at(1)).isEqualTo(new Moments.Moment(1, 1, 5.0, null, null, null));
    assertThat(Moments.of(CurveValues.none("no label")).size()).isZero();
    Moments stored = new Moments(new long[1], new double[1], new double[1]);
    assertThat(stored.plus(stored).at(0))
        .isEqualTo(new Moments.Moment(0, 0, null, null, null, null));
  }

  @Test
  void mergingIsAssociativeAndCommutativeButForRounding() {
    Random random = new Random(5);
    for (int trial = 0; trial < 100; trial++) {
      Moments a = sample(random, random.nextInt(40));
      Moments b = sample(random, random.nextInt(40));
      Moments c = sample(random, 1 + random.nextInt(3));
      close(a.plus(b).plus(c), a.plus(b.plus(c)));
      close(a.plus(b), b.plus(a));
      close(a.plus(Moments.EMPTY), a);
      close(Moments.EMPTY.plus(a), a);
    }
  }

  @Test
  void shorterCurvesCountWhereTheyReach() {
    Moments state = of(1, 2, 3).plus(of(3));
    Moments turned = of(3).plus(of(1, 2, 3));
    for (Moments merged : new Moments[] {state, turned}) {
      assertThat(merged.n()).containsExactly(2, 1, 1);
      assertThat(merged.mean()).containsExactly(2, 2, 3);
      assertThat(merged.m2()).containsExactly(2, 0, 0);
    }
  }

  @Test
  void mergingLeavesItsPartsAlone() {
    Moments a = of(1, 2);
    Moments b = of(5, 6);
    a.plus(b);
    assertThat(a.mean()).containsExactly(1, 2);
    assertThat(b.n()).containsExactly(1, 1);
  }

  private static Moments sample(Random random, int records) {
    Moments state = Moments.EMPTY;
    for (int i = 0; i < records; i++) {
      double[] values = new double[2 + random.nextInt(4)];
      Arrays.setAll(values, step -> 1000 + random.nextGaussian());
      state = state.plus(of(values));
    }
    return state;
  }

  private static void close(Moments actual, Moments expected) {
    assertThat(actual.n()).isEqualTo(expected.n());
    for (int step = 0; step < expected.size(); step++) {
      double mean = expected.mean()[step];
      double square = expected.n()[step] * mean * mean;
      assertThat(actual.mean()[step]).isCloseTo(mean, within(1e-12 * mean));
      assertThat(actual.m2()[step]).isCloseTo(expected.m2()[step], within(1e-12 * square));
    }
  }
}
