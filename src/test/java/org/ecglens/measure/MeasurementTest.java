package org.ecglens.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Resampling;
import org.ecglens.ecg.Waves;
import org.ecglens.synth.SyntheticEcg;
import org.junit.jupiter.api.Test;

/** Strips whose truth is known exactly. */
class MeasurementTest {
  private static final SyntheticEcg SOURCE = new SyntheticEcg(5, Ecg.Kind.RHYTHM);

  private static Measurement measured(Ecg ecg) {
    return Measurement.of(ecg, MedianBeatShape.DEFAULT);
  }

  /**
   * Synthetic measures are drawn independently, so that some strips have a T wave where no heart
   * has one and P on T: the typical strip counts here, every heartbeat of real ones in {@link
   * LudbAccuracyTest}.
   */
  @Test
  void typicalMeasuresAreNearTheTruth() {
    Map<String, List<Double>> errors = new TreeMap<>();
    for (int number = 0; number < 40; number++) {
      Ecg ecg = SOURCE.record(number);
      Measurement found = measured(ecg);
      ecg.labels()
          .forEach(
              (label, truth) -> {
                if (found.labels().containsKey(label)) {
                  errors
                      .computeIfAbsent(label, name -> new ArrayList<>())
                      .add(Math.abs(found.labels().get(label) - truth));
                }
              });
    }
    Map<String, Double> limits =
        Map.of(
            Labels.RATE,
            1.0,
            Labels.QRS,
            15.0,
            Labels.QT,
            25.0,
            Labels.PR,
            20.0,
            Labels.R,
            25.0,
            Labels.T,
            25.0,
            Labels.J,
            40.0);
    limits.forEach(
        (label, limit) -> assertThat(median(errors.get(label))).as(label).isLessThan(limit));
  }

  private static double median(List<Double> values) {
    return QrsDetector.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Test
  void medianHasTheGridThatIsAskedFor() {
    Ecg median = measured(SOURCE.record(1)).median().orElseThrow();
    assertThat(median.kind()).isEqualTo(Ecg.Kind.MEDIAN);
    assertThat(median.samples()).isEqualTo(600);
    assertThat(median.leads()).isEqualTo(Lead.STANDARD);
    assertThat(median.labels()).containsKey(Labels.RATE);
    assertThat(median.waves().qrsOnset()).isBetween(200, 240);
    Ecg other =
        Measurement.of(SOURCE.record(1), new MedianBeatShape(250, 300)).median().orElseThrow();
    assertThat(other.samples()).isEqualTo(300);
    for (int t = 0; t < 300; t++) {
      assertThat(other.at(1, t)).isCloseTo(median.at(1, 2 * t), within(40f));
    }
  }

  @Test
  void amplitudesScaleAndIntervalsDoNot() {
    Ecg ecg = SOURCE.record(2);
    float[] doubled = ecg.signal();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] *= 2;
    }
    Map<String, Double> once = measured(ecg).labels();
    Map<String, Double> twice = measured(with(ecg, ecg.leads(), "uV", doubled)).labels();
    for (String label : List.of(Labels.R, Labels.T, Labels.J)) {
      assertThat(twice.get(label)).isCloseTo(2 * once.get(label), within(0.01));
    }
    assertThat(twice.get(Labels.QT)).isEqualTo(once.get(Labels.QT));
  }

  @Test
  void beatsAtGapsAreLeftOut() {
    Ecg ecg = SOURCE.record(3);
    float[] torn = ecg.signal();
    for (int i = 0; i < 400; i++) {
      torn[i] = Float.NaN;
    }
    Ecg median = measured(with(ecg, ecg.leads(), "uV", torn)).median().orElseThrow();
    for (float value : median.signal()) {
      assertThat(value).isFinite();
    }
  }

  /** V2 without a valid sample: the others measure as if it were not there. */
  @Test
  void aLeadWithoutSamplesCostsItself() {
    Ecg ecg = SOURCE.record(3);
    int bad = ecg.leads().indexOf("V2");
    float[] torn = ecg.signal();
    Arrays.fill(torn, bad * ecg.samples(), (bad + 1) * ecg.samples(), Float.NaN);
    Measurement measured = measured(with(ecg, ecg.leads(), "uV", torn));
    List<String> others = new ArrayList<>(ecg.leads());
    others.remove("V2");
    float[] without = new float[others.size() * ecg.samples()];
    for (int lead = 0; lead < others.size(); lead++) {
      System.arraycopy(
          lead(ecg, ecg.leads().indexOf(others.get(lead))),
          0,
          without,
          lead * ecg.samples(),
          ecg.samples());
    }
    Measurement expected = measured(with(ecg, others, "uV", without));
    assertThat(measured.labels()).isEqualTo(expected.labels()).containsKeys(Labels.R, Labels.J);
    Ecg median = measured.median().orElseThrow();
    for (int lead = 0; lead < others.size(); lead++) {
      for (int t = 0; t < median.samples(); t++) {
        assertThat(median.at(ecg.leads().indexOf(others.get(lead)), t))
            .isEqualTo(expected.median().orElseThrow().at(lead, t));
      }
    }
    assertThat(median.at(bad, 0)).isNaN();
    assertThat(Measurement.ofBeat(median).labels()).containsKeys(Labels.QT, Labels.R);
  }

  /** Most of the strip is missing in V2: two whole beats are left there, all in the others. */
  @Test
  void aLeadWithLongGapsCostsItself() {
    Ecg ecg = SOURCE.record(3);
    int bad = ecg.leads().indexOf("V2");
    float[] torn = ecg.signal();
    Arrays.fill(
        torn, bad * ecg.samples() + ecg.samples() / 5, (bad + 1) * ecg.samples(), Float.NaN);
    Ecg median = measured(with(ecg, ecg.leads(), "uV", torn)).median().orElseThrow();
    assertThat(median.at(bad, 0)).isNaN();
    assertThat(median.at(bad + 1, 0)).isFinite();
  }

  @Test
  void whatCannotBeMeasuredSaysWhy() {
    Ecg ecg = SOURCE.record(4);
    Measurement flat = measured(with(ecg, ecg.leads(), "uV", new float[ecg.signal().length]));
    assertThat(flat.labels()).isEmpty();
    assertThat(flat.median()).isEmpty();
    assertThat(flat.reasons()).containsKeys(Labels.ALL.toArray(String[]::new));
    assertThat(measured(with(ecg, ecg.leads(), "mmHg", ecg.signal())).reasons().get(Labels.QT))
        .contains("no voltage");
    Measurement one = measured(with(ecg, List.of("II"), "uV", lead(ecg, 1)));
    assertThat(one.labels()).containsKeys(Labels.RATE, Labels.QRS).doesNotContainKey(Labels.R);
    assertThat(one.reasons().get(Labels.R)).contains("V5");
  }

  /** The truth of a synthetic median beat is exact too; so is that of its limits. */
  @Test
  void beatsThatAreMediansAlreadyAreMeasured() {
    SyntheticEcg beats = new SyntheticEcg(5, Ecg.Kind.MEDIAN);
    Map<String, List<Double>> errors = new TreeMap<>();
    List<Double> onsets = new ArrayList<>();
    for (int number = 0; number < 40; number++) {
      Ecg ecg = beats.record(number);
      Ecg bare = ecg.withMeasurements(Map.of(), Waves.NONE);
      Measurement found = Measurement.ofBeat(bare);
      assertThat(found.reasons()).containsKey(Labels.RATE);
      onsets.add((double) Math.abs(found.waves().qrsOnset() - ecg.waves().qrsOnset()) * 2);
      ecg.labels()
          .forEach(
              (label, truth) -> {
                if (found.labels().containsKey(label)) {
                  errors
                      .computeIfAbsent(label, name -> new ArrayList<>())
                      .add(Math.abs(found.labels().get(label) - truth));
                }
              });
    }
    assertThat(median(onsets)).isLessThan(10);
    Map.of(Labels.QRS, 15.0, Labels.QT, 25.0, Labels.PR, 20.0, Labels.R, 25.0, Labels.T, 25.0)
        .forEach(
            (label, limit) -> assertThat(median(errors.get(label))).as(label).isLessThan(limit));
    assertThat(
            Measurement.ofBeat(
                    beats.record(1).withMeasurements(Map.of(Labels.RATE, 61.0), Waves.NONE))
                .median()
                .orElseThrow()
                .labels())
        .containsEntry(Labels.RATE, 61.0)
        .containsKey(Labels.QT);
  }

  /** The same heart at half and at twice the rate of sampling gives the same measures. */
  @Test
  void measuresDoNotDependOnTheRateOfSampling() {
    Map<String, Double> most =
        Map.of(Labels.RATE, 0.5, Labels.QRS, 8.0, Labels.QT, 12.0, Labels.PR, 12.0, Labels.R, 40.0);
    for (double rate : new double[] {250, 360, 1000}) {
      Map<String, List<Double>> differences = new TreeMap<>();
      for (int number = 0; number < 12; number++) {
        Ecg ecg = SOURCE.record(number);
        Map<String, Double> labels = measured(ecg).labels();
        Map<String, Double> other = measured(resampled(ecg, rate)).labels();
        for (String label : most.keySet()) {
          if (labels.containsKey(label) && other.containsKey(label)) {
            differences
                .computeIfAbsent(label, name -> new ArrayList<>())
                .add(Math.abs(labels.get(label) - other.get(label)));
          }
        }
      }
      most.forEach(
          (label, limit) ->
              assertThat(median(differences.get(label))).as(label + rate).isLessThan(limit));
    }
  }

  private static Ecg resampled(Ecg ecg, double rate) {
    double[] values = new double[ecg.leads().size() * ecg.samples()];
    float[] given = ecg.signal();
    for (int i = 0; i < values.length; i++) {
      values[i] = given[i];
    }
    double[] other =
        Resampling.between(ecg.sampleRateHz(), rate).resampled(values, ecg.leads().size());
    float[] signal = new float[other.length];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) other[i];
    }
    return new Ecg(
        "r",
        null,
        "test",
        Ecg.Kind.RHYTHM,
        ecg.leads(),
        rate,
        ecg.unit(),
        signal,
        Map.of(),
        Waves.NONE);
  }

  private static float[] lead(Ecg ecg, int lead) {
    float[] values = new float[ecg.samples()];
    for (int t = 0; t < values.length; t++) {
      values[t] = ecg.at(lead, t);
    }
    return values;
  }

  private static Ecg with(Ecg ecg, List<String> leads, String unit, float[] signal) {
    return new Ecg(
        "r",
        null,
        "test",
        Ecg.Kind.RHYTHM,
        leads,
        ecg.sampleRateHz(),
        unit,
        signal,
        Map.of(),
        Waves.NONE);
  }
}
