package org.ecglens.synth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.SignalCheck;
import org.ecglens.ecg.Waves;
import org.junit.jupiter.api.Test;

class SyntheticEcgTest {
  private static final SyntheticEcg CLEAN =
      new SyntheticEcg(7, Ecg.Kind.MEDIAN, RecordingNoise.NONE);
  private static final int V5 = Lead.STANDARD.indexOf("V5");

  @Test
  void labelsAreWhatOneMeasuresOnTheNoiseFreeSignal() {
    for (int number = 0; number < 300; number++) {
      Ecg ecg = CLEAN.record(number);
      Waves waves = ecg.waves();
      Map<String, Double> labels = ecg.labels();
      double level = ecg.at(V5, waves.qrsOnset());
      assertThat(level).isZero();
      assertThat(labels.get(Labels.QRS)).isEqualTo((waves.qrsOffset() - waves.qrsOnset()) * 2.0);
      assertThat(labels.get(Labels.QT)).isEqualTo((waves.tOffset() - waves.qrsOnset()) * 2.0);
      assertThat(labels.get(Labels.J))
          .isCloseTo(ecg.at(V5, waves.qrsOffset()) - level, within(1e-3));
      double r =
          IntStream.rangeClosed(waves.qrsOnset(), waves.qrsOffset())
              .mapToDouble(sample -> ecg.at(V5, sample))
              .max()
              .orElseThrow();
      assertThat(labels.get(Labels.R)).isCloseTo(r - level, within(1e-3));
      DoubleStream tWave =
          IntStream.rangeClosed(waves.tOnset(), waves.tOffset())
              .mapToDouble(sample -> ecg.at(V5, sample));
      double t =
          labels.get(Labels.T) > labels.get(Labels.J)
              ? tWave.max().orElseThrow()
              : tWave.min().orElseThrow();
      assertThat(labels.get(Labels.T)).isCloseTo(t - level, within(1e-3));
      if (labels.containsKey(Labels.PR)) {
        assertThat(labels.get(Labels.PR)).isEqualTo((waves.qrsOnset() - waves.pOnset()) * 2.0);
      } else {
        assertThat(waves.pOnset()).isNull();
      }
    }
  }

  @Test
  void nothingMovesOutsideTheLimits() {
    for (int number = 0; number < 300; number++) {
      Ecg ecg = CLEAN.record(number);
      Waves waves = ecg.waves();
      int first = waves.pOnset() == null ? waves.qrsOnset() : waves.pOnset();
      for (int sample = 0; sample < ecg.samples(); sample++) {
        double size = size(ecg, sample);
        boolean quiet =
            sample <= first
                || sample >= waves.tOffset()
                || (waves.pOnset() != null
                    && sample >= waves.pOffset()
                    && sample <= waves.qrsOnset());
        if (quiet) {
          assertThat(size).as("record %d sample %d", number, sample).isZero();
        }
      }
      assertThat(size(ecg, first + 1)).isPositive();
      assertThat(size(ecg, waves.qrsOnset() + 1)).isPositive();
      assertThat(size(ecg, waves.tOffset() - 1)).isPositive();
    }
  }

  private static double size(Ecg ecg, int sample) {
    return IntStream.range(0, ecg.leads().size())
        .mapToDouble(lead -> Math.abs(ecg.at(lead, sample)))
        .max()
        .orElseThrow();
  }

  @Test
  void limbLeadsFollowFromTwoOfThem() {
    Ecg ecg = new SyntheticEcg(3, Ecg.Kind.RHYTHM).record(5);
    for (int sample = 0; sample < ecg.samples(); sample++) {
      float leadI = ecg.at(0, sample);
      float leadII = ecg.at(1, sample);
      assertThat(ecg.at(2, sample)).isCloseTo(leadII - leadI, within(2e-4f));
      assertThat(ecg.at(3, sample) + ecg.at(4, sample) + ecg.at(5, sample))
          .isCloseTo(0, within(4e-4f));
    }
  }

  @Test
  void aRecordDependsOnSeedAndNumberOnly() {
    SyntheticEcg one = new SyntheticEcg(1, Ecg.Kind.MEDIAN);
    SyntheticEcg same = new SyntheticEcg(1, Ecg.Kind.MEDIAN);
    one.record(3);
    assertThat(one.record(9).signal()).isEqualTo(same.record(9).signal());
    assertThat(one.record(9).signal()).isNotEqualTo(one.record(10).signal());
    assertThat(one.record(9).signal())
        .isNotEqualTo(new SyntheticEcg(2, Ecg.Kind.MEDIAN).record(9).signal());
  }

  @Test
  void measuresCoverTheirRanges() {
    range(Labels.RATE, 45, 150, 60);
    range(Labels.PR, 110, 220, 60);
    range(Labels.QRS, 70, 150, 50);
    range(Labels.QT, 200, 560, 150);
    range(Labels.J, -120, 160, 150);
    range(Labels.R, 300, 2600, 1000);
  }

  private static void range(String label, double low, double high, double spread) {
    double[] values =
        IntStream.range(0, 1500)
            .mapToObj(CLEAN::record)
            .filter(ecg -> ecg.labels().containsKey(label))
            .mapToDouble(ecg -> ecg.labels().get(label))
            .sorted()
            .toArray();
    assertThat(values).hasSizeGreaterThan(1300);
    assertThat(values[0]).as(label).isGreaterThanOrEqualTo(low);
    assertThat(values[values.length - 1]).as(label).isLessThanOrEqualTo(high);
    assertThat(values[values.length * 19 / 20] - values[values.length / 20])
        .as(label)
        .isGreaterThan(spread);
  }

  @Test
  void beatsOfAStripAreAsFarApartAsTheRateSays() {
    SyntheticEcg rhythm = new SyntheticEcg(11, Ecg.Kind.RHYTHM, RecordingNoise.NONE);
    for (int number = 0; number < 50; number++) {
      Ecg ecg = rhythm.record(number);
      assertThat(SignalCheck.defects(ecg)).isEmpty();
      int beats = 0;
      double threshold = 0.6 * ecg.labels().get(Labels.R);
      for (int sample = 1; sample < ecg.samples(); sample++) {
        boolean up = ecg.at(V5, sample - 1) < threshold && ecg.at(V5, sample) >= threshold;
        beats += up ? 1 : 0;
      }
      boolean tallT = ecg.labels().get(Labels.T) >= threshold;
      double expected = ecg.labels().get(Labels.RATE) / 6;
      if (!tallT) {
        assertThat((double) beats).as("record %d", number).isCloseTo(expected, within(1.6));
      }
    }
  }

  /** R peaks are told by their height, which all beats share. */
  @Test
  void rateIsThatOfTheBeatsThatAreSeen() {
    SyntheticEcg rhythm = new SyntheticEcg(11, Ecg.Kind.RHYTHM, RecordingNoise.NONE);
    int compared = 0;
    for (int number = 0; number < 300; number++) {
      Ecg ecg = rhythm.record(number);
      double height = ecg.labels().get(Labels.R);
      int[] peaks =
          IntStream.range(1, ecg.samples() - 1)
              .filter(s -> ecg.at(V5, s) > ecg.at(V5, s - 1) && ecg.at(V5, s) >= ecg.at(V5, s + 1))
              .filter(s -> Math.abs(ecg.at(V5, s) - height) < 1e-3)
              .toArray();
      // A QRS that an edge cuts may show its peak without its onset, or the reverse.
      boolean whole = size(ecg, 0) == 0 && size(ecg, ecg.samples() - 1) == 0;
      if (whole) {
        int span = peaks[peaks.length - 1] - peaks[0];
        double seen = 60 * ecg.sampleRateHz() * (peaks.length - 1) / span;
        assertThat(ecg.labels().get(Labels.RATE))
            .as("record %d", number)
            .isCloseTo(seen, within(1e-9));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  @Test
  void noiseIsAsLargeAsAskedFor() {
    Ecg noisy = new SyntheticEcg(7, Ecg.Kind.MEDIAN, new RecordingNoise(0, 0, 5)).record(2);
    Ecg clean = CLEAN.record(2);
    double squares = 0;
    for (int sample = 0; sample < clean.samples(); sample++) {
      double difference = noisy.at(V5, sample) - clean.at(V5, sample);
      squares += difference * difference;
    }
    // Chi-square with 600 degrees of freedom: the standard deviation is within 10 % at 3.5 sigma.
    assertThat(Math.sqrt(squares / clean.samples())).isCloseTo(5, within(0.5));
  }
}
