package org.ecglens.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.SignalCheck;
import org.ecglens.ecg.Waves;
import org.junit.jupiter.api.Test;

class SyntheticEcgTest {
  private static final int RECORDS = 200;
  private static final int V5 = 10;

  private final SyntheticEcg beats = new SyntheticEcg(SyntheticSettings.of(7, Ecg.Kind.MEDIAN));
  private final SyntheticEcg strips = new SyntheticEcg(SyntheticSettings.of(7, Ecg.Kind.RHYTHM));

  @Test
  void formIsThatOfTheReferenceWork() {
    Ecg beat = beats.record(3);
    assertThat(beat.leads()).isEqualTo(Lead.STANDARD);
    assertThat(beat.samples()).isEqualTo(600);
    assertThat(beat.sampleRateHz()).isEqualTo(500);
    assertThat(beat.unit()).isEqualTo("uV");
    assertThat(beat.recordId()).isEqualTo("synth-median-7-00000003");
    assertThat(strips.record(3).samples()).isEqualTo(5000);
    assertThat(strips.record(3).kind()).isEqualTo(Ecg.Kind.RHYTHM);
  }

  /** Limits found in the signal itself: where it leaves rest and where it comes back. */
  @Test
  void limitsAndLabelsAreThoseOfTheSignal() {
    for (int number = 0; number < RECORDS; number++) {
      Ecg ecg = beats.noiseless(number);
      Waves waves = ecg.waves();
      int first = 0;
      while (atRest(ecg, first)) {
        first++;
      }
      int last = ecg.samples() - 1;
      while (atRest(ecg, last)) {
        last--;
      }
      boolean fibrillation = beats.condition(number) == Condition.ATRIAL_FIBRILLATION;
      assertThat(first - 1).isEqualTo(fibrillation ? waves.qrsOnset() : waves.pOnset());
      assertThat(last + 1).isEqualTo(waves.tOffset());
      if (!fibrillation) {
        int end = first;
        while (!atRest(ecg, end)) {
          end++;
        }
        assertThat(end).isEqualTo(waves.pOffset());
        while (atRest(ecg, end)) {
          end++;
        }
        assertThat(end - 1).isEqualTo(waves.qrsOnset());
      }
      assertThat(waves.qrsOffset()).isEqualTo(startOfLevel(ecg, waves.tOnset()));
      labelsAreMeasured(ecg);
      assertThat(waves.qrsPeak()).isBetween(200, 250);
    }
  }

  private static boolean atRest(Ecg ecg, int sample) {
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      if (ecg.at(lead, sample) != 0) {
        return false;
      }
    }
    return true;
  }

  /** First sample of the constant stretch that ends at the onset of T. */
  private static int startOfLevel(Ecg ecg, int tOnset) {
    int sample = tOnset;
    while (same(ecg, sample - 1, sample)) {
      sample--;
    }
    return sample;
  }

  private static boolean same(Ecg ecg, int one, int other) {
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      if (ecg.at(lead, one) != ecg.at(lead, other)) {
        return false;
      }
    }
    return true;
  }

  private static void labelsAreMeasured(Ecg ecg) {
    Waves waves = ecg.waves();
    float rest = ecg.at(V5, waves.qrsOnset());
    float highest = Float.NEGATIVE_INFINITY;
    for (int s = waves.qrsOnset(); s <= waves.qrsOffset(); s++) {
      highest = Math.max(highest, ecg.at(V5, s) - rest);
    }
    float extreme = 0;
    for (int s = waves.tOnset(); s <= waves.tOffset(); s++) {
      float value = ecg.at(V5, s) - rest;
      extreme = Math.abs(value) > Math.abs(extreme) ? value : extreme;
    }
    Map<String, Double> labels = ecg.labels();
    assertThat(labels.get(Labels.R)).isCloseTo(highest, within(1e-3));
    assertThat(labels.get(Labels.T)).isCloseTo(extreme, within(1e-3));
    assertThat(labels.get(Labels.J)).isCloseTo(ecg.at(V5, waves.qrsOffset()) - rest, within(1e-3));
    assertThat(labels.get(Labels.QRS)).isEqualTo(2.0 * (waves.qrsOffset() - waves.qrsOnset()));
    assertThat(labels.get(Labels.QT)).isEqualTo(2.0 * (waves.tOffset() - waves.qrsOnset()));
    if (waves.pOnset() == null) {
      assertThat(labels).doesNotContainKey(Labels.PR);
    } else {
      assertThat(labels.get(Labels.PR)).isEqualTo(2.0 * (waves.qrsOnset() - waves.pOnset()));
    }
  }

  @Test
  void labelsAreInRangeAndVaried() {
    Map<String, DoubleSummaryStatistics> spread = new TreeMap<>();
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    for (int number = 0; number < 1000; number++) {
      beats
          .noiseless(number)
          .labels()
          .forEach(
              (label, value) ->
                  spread.computeIfAbsent(label, l -> new DoubleSummaryStatistics()).accept(value));
      conditions.add(beats.condition(number));
    }
    assertThat(conditions).isEqualTo(EnumSet.allOf(Condition.class));
    assertThat(spread.keySet()).containsExactlyInAnyOrderElementsOf(Labels.ALL);
    covers(spread.get(Labels.RATE), 45, 150, 80);
    covers(spread.get(Labels.PR), 110, 220, 80);
    covers(spread.get(Labels.QRS), 70, 150, 70);
    covers(spread.get(Labels.QT), 240, 560, 200);
    covers(spread.get(Labels.J), -260, 260, 300);
    covers(spread.get(Labels.T), -600, 1000, 900);
    covers(spread.get(Labels.R), 150, 3400, 1500);
    assertThat(spread.get(Labels.PR).getCount()).isBetween(900L, 990L);
  }

  private static void covers(DoubleSummaryStatistics found, double low, double high, double width) {
    assertThat(found.getMin()).isGreaterThanOrEqualTo(low - 2);
    assertThat(found.getMax()).isLessThanOrEqualTo(high + 2);
    assertThat(found.getMax() - found.getMin()).isGreaterThan(width);
  }

  @Test
  void limbLeadsObeyEinthovenWithNoiseToo() {
    for (Ecg ecg : List.of(beats.record(5), strips.record(5))) {
      for (int sample = 0; sample < ecg.samples(); sample++) {
        float first = ecg.at(0, sample);
        float second = ecg.at(1, sample);
        float tolerance = 1e-6f * (1 + Math.abs(first) + Math.abs(second));
        assertThat(first + ecg.at(2, sample)).isCloseTo(second, within(tolerance));
        assertThat(ecg.at(3, sample) + ecg.at(4, sample) + ecg.at(5, sample))
            .isCloseTo(0, within(2 * tolerance));
        assertThat(ecg.at(5, sample) - ecg.at(4, sample))
            .isCloseTo(1.5f * (second - first), within(2 * tolerance));
      }
    }
  }

  @Test
  void recordDependsOnItsNumberAndSeedAlone() {
    SyntheticEcg again = new SyntheticEcg(SyntheticSettings.of(7, Ecg.Kind.MEDIAN));
    float[] last = again.record(1_000_000_007L).signal();
    again.record(0);
    assertThat(beats.record(4).signal()).isEqualTo(again.record(4).signal());
    assertThat(beats.record(1_000_000_007L).signal()).isEqualTo(last);
    SyntheticEcg other = new SyntheticEcg(SyntheticSettings.of(8, Ecg.Kind.MEDIAN));
    assertThat(other.record(4).labels()).isNotEqualTo(beats.record(4).labels());
    assertThat(beats.record(5).labels()).isNotEqualTo(beats.record(4).labels());
  }

  @Test
  void leadsDifferAndRecordsAreUsable() {
    for (int number = 0; number < 20; number++) {
      Ecg ecg = beats.noiseless(number);
      Set<List<Float>> leads = new HashSet<>();
      for (int lead = 0; lead < 12; lead++) {
        List<Float> values = new ArrayList<>();
        for (int sample = 0; sample < ecg.samples(); sample++) {
          values.add(ecg.at(lead, sample));
        }
        leads.add(values);
      }
      assertThat(leads).hasSize(12);
      assertThat(SignalCheck.defects(beats.record(number), 12)).isEmpty();
      assertThat(SignalCheck.defects(strips.record(number), 12)).isEmpty();
    }
  }

  @Test
  void noiseIsSmallInBeatsAndScales() {
    double usual = deviation(beats.record(6), beats.noiseless(6));
    assertThat(usual).isBetween(0.5, 6.0);
    SyntheticSettings louder = new SyntheticSettings(7, Ecg.Kind.MEDIAN, 10, 0.15, 0.03, false);
    double loud = deviation(new SyntheticEcg(louder).record(6), beats.noiseless(6));
    assertThat(loud).isCloseTo(10 * usual, within(0.01 * usual));
    assertThat(deviation(strips.record(6), strips.noiseless(6))).isBetween(5.0, 80.0);
  }

  private static double deviation(Ecg noisy, Ecg clean) {
    double sum = 0;
    float[] with = noisy.signal();
    float[] without = clean.signal();
    for (int i = 0; i < with.length; i++) {
      sum += Math.pow(with[i] - without[i], 2);
    }
    return Math.sqrt(sum / with.length);
  }

  /**
   * R peaks found in V5 by their height, which all beats share, and not by where beats were put.
   */
  @Test
  void beatsOfAStripAreSpacedByTheRate() {
    for (int number = 0; number < 40; number++) {
      Ecg ecg = strips.noiseless(number);
      List<Integer> peaks = peaks(ecg);
      double mean = (peaks.get(peaks.size() - 1) - peaks.get(0)) / (peaks.size() - 1.0) / 500;
      // A beat cut off at an edge may count on one side only: one interval among many.
      assertThat(60 / mean).isCloseTo(ecg.labels().get(Labels.RATE), within(0.06 * 60 / mean));
      assertThat(peaks).contains(ecg.waves().qrsPeak());
      labelsAreMeasured(ecg);
    }
  }

  private static List<Integer> peaks(Ecg ecg) {
    List<Integer> peaks = new ArrayList<>();
    for (int s = 1; s < ecg.samples() - 1; s++) {
      float value = ecg.at(V5, s);
      boolean highest = value > ecg.at(V5, s - 1) && value >= ecg.at(V5, s + 1);
      if (highest && Math.abs(value - ecg.labels().get(Labels.R)) < 1e-3) {
        peaks.add(s);
      }
    }
    return peaks;
  }

  @Test
  void regularRhythmRepeatsItself() {
    SyntheticSettings regular = new SyntheticSettings(7, Ecg.Kind.RHYTHM, 0, 0, 0, false);
    SyntheticEcg generator = new SyntheticEcg(regular);
    for (int number = 0; number < 20; number++) {
      Ecg ecg = generator.record(number);
      List<Integer> peaks = peaks(ecg);
      double interval = 60 * 500 / ecg.labels().get(Labels.RATE);
      for (int beat = 1; beat < peaks.size(); beat++) {
        assertThat((double) peaks.get(beat) - peaks.get(beat - 1)).isCloseTo(interval, within(1.5));
      }
    }
  }

  @Test
  void neighboursAppearWhereTheRateIsHighEnough() {
    SyntheticSettings with = new SyntheticSettings(7, Ecg.Kind.MEDIAN, 1, 0.15, 0.03, true);
    SyntheticEcg neighbours = new SyntheticEcg(with);
    int fast = 0;
    for (int number = 0; number < RECORDS; number++) {
      Ecg alone = beats.noiseless(number);
      Ecg among = neighbours.noiseless(number);
      assertThat(among.waves()).isEqualTo(alone.waves());
      assertThat(among.labels()).isEqualTo(alone.labels());
      if (alone.labels().get(Labels.RATE) > 100) {
        fast++;
        assertThat(atRest(alone, 599)).isTrue();
        assertThat(deviation(among, alone)).isGreaterThan(5);
      }
      labelsAreMeasured(among);
    }
    assertThat(fast).isPositive();
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new SyntheticSettings(1, Ecg.Kind.MEDIAN, 1, 1.5, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("abnormal 1.5");
  }
}
