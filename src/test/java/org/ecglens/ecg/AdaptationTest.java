package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ecglens.ecg.Adaptation.Adapted;
import org.ecglens.ecg.Adaptation.Refusal;
import org.ecglens.ecg.Adaptation.Step;
import org.junit.jupiter.api.Test;

class AdaptationTest {
  private static final Set<Step> ALL = EnumSet.allOf(Step.class);

  private static Recording recording(List<String> leads, float... signal) {
    return new Recording("rhythm", leads, 500, "uV", signal);
  }

  private static Adaptation length(int samples, Step... allowed) {
    return new Adaptation(null, 1, null, null, samples, Set.of(allowed));
  }

  private static Adaptation leads(Set<Step> allowed, String... names) {
    return new Adaptation(List.of(names), names.length, null, null, 2, allowed);
  }

  @Test
  void whatFitsStaysTheSameObject() throws Exception {
    Recording found = recording(List.of("lead ii", "v1"), 0.1f, 2, 3, 4);
    Adapted adapted =
        new Adaptation(List.of("II", "V1"), 2, "\u00b5V", 500.0, 2, Set.of()).adapted(found);
    assertThat(adapted.signal()).isSameAs(found.signal());
    assertThat(adapted.steps()).isEmpty();
  }

  @Test
  void leadsAreChosenAndReordered() throws Exception {
    Adapted adapted =
        leads(ALL, "V2", "I").adapted(recording(List.of("I", "II", "V2"), 1, 2, 3, 4, 5, 6));
    assertThat(adapted.signal()).containsExactly(5, 6, 1, 2);
    assertThat(adapted.steps()).containsExactly("leads left out: II", "leads reordered");
  }

  @Test
  void limbLeadsFollowFromTheFirstTwo() throws Exception {
    Adapted adapted =
        leads(ALL, "I", "II", "III", "aVR", "aVL", "aVF")
            .adapted(recording(List.of("I", "II"), 10, 20, 40, 80));
    // Einthoven: II - I; Goldberger: -(I + II)/2, I - II/2, II - I/2
    assertThat(adapted.signal())
        .containsExactly(10, 20, 40, 80, 30, 60, -25, -50, -10, -20, 35, 70);
    assertThat(adapted.steps()).containsExactly("leads derived: III, aVR, aVL, aVF");
  }

  @Test
  void leadsAreRefusedWithoutTheStepOrThePremises() {
    assertThatThrownBy(
            () -> leads(Set.of(), "II", "I").adapted(recording(List.of("I", "II"), 1, 2, 3, 4)))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            "leads: found [I, II], expected [II, I]; give --adapt leads, or \"adapt\":"
                + " [\"leads\"] at the top level of the card");
    assertThatThrownBy(
            () -> leads(ALL, "I", "aVF").adapted(recording(List.of("I", "V1"), 1, 2, 3, 4)))
        .hasMessageContaining("found [I, V1], expected [I, aVF]; lead aVF is not there");
    assertThatThrownBy(() -> leads(ALL, "I").adapted(recording(List.of("I", "i"), 1, 2, 3, 4)))
        .hasMessageContaining("lead I is there twice");
    assertThatThrownBy(
            () -> length(2, Step.LEADS).adapted(recording(List.of("I", "II"), 1, 2, 3, 4)))
        .hasMessageContaining("leads: found 2, expected 1")
        .hasMessageContaining("input.leads");
  }

  @Test
  void voltagesAreConverted() throws Exception {
    Adaptation wanted = new Adaptation(null, 1, "mV", null, 2, Set.of(Step.UNIT));
    Adapted adapted = wanted.adapted(recording(List.of("I"), 1500, -250));
    assertThat(adapted.signal()).containsExactly(1.5f, -0.25f);
    assertThat(adapted.steps()).containsExactly("converted uV -> mV");
    Recording volts = new Recording(null, List.of("I"), 500, "V", new float[] {0.5f, 2});
    assertThat(wanted.adapted(volts).signal()).containsExactly(500, 2000);
  }

  @Test
  void unitsAreRefusedWithoutTheStepOrIfNoVoltages() {
    assertThatThrownBy(
            () ->
                new Adaptation(null, 1, "mV", null, 2, Set.of(Step.CROP, Step.LEADS))
                    .adapted(recording(List.of("I"), 1, 2)))
        .hasMessage(
            "unit: found uV, expected mV; give --adapt leads,unit,crop, or \"adapt\":"
                + " [\"leads\", \"unit\", \"crop\"] at the top level of the card");
    assertThatThrownBy(
            () ->
                new Adaptation(null, 1, "adu", null, 2, ALL).adapted(recording(List.of("I"), 1, 2)))
        .hasMessageContaining("unit: found uV, expected adu; only V, mV and uV");
  }

  @Test
  void ratesAreChangedByResampling() throws Exception {
    Recording found = recording(List.of("I", "II"), 1, 4, 2, 8, 5, 7, 7, 7, 7, 7, 7, 7);
    Adapted adapted = new Adaptation(null, 2, null, 250.0, 3, Set.of(Step.RESAMPLE)).adapted(found);
    double[] expected =
        new Resampling(1, 2).resampled(new double[] {1, 4, 2, 8, 5, 7, 7, 7, 7, 7, 7, 7}, 2);
    for (int i = 0; i < 6; i++) {
      assertThat(adapted.signal()[i]).isEqualTo((float) expected[i]);
    }
    assertThat(adapted.steps()).containsExactly("resampled 500 Hz -> 250 Hz");
  }

  @Test
  void ratesAreRefusedWithoutTheStepOrIfUnknown() {
    Adaptation strict = new Adaptation(null, 1, null, 250.5, 2, Set.of());
    assertThatThrownBy(() -> strict.adapted(recording(List.of("I"), 1, 2)))
        .hasMessage(
            "sample_rate_hz: found 500.0, expected 250.5; give --adapt resample, or \"adapt\":"
                + " [\"resample\"] at the top level of the card");
    Adaptation free = new Adaptation(null, 1, null, 250.5, 2, ALL);
    Recording unknown = new Recording(null, List.of("I"), Double.NaN, "uV", new float[] {1, 2});
    assertThatThrownBy(() -> free.adapted(unknown))
        .hasMessage("sample_rate_hz: found none, expected 250.5");
    Recording odd = new Recording(null, List.of("I"), 257.8125, "uV", new float[] {1, 2});
    assertThatThrownBy(() -> free.adapted(odd)).hasMessageContaining("three decimals");
  }

  @Test
  void rhythmKeepsItsBeginningAndBeatsTheirMiddle() throws Exception {
    float[] signal = {1, 2, 3, 4, 5};
    Recording beat = new Recording("median", List.of("I"), 500, "uV", signal);
    Adapted start = length(3, Step.CROP).adapted(recording(List.of("I"), signal));
    assertThat(start.signal()).containsExactly(1, 2, 3);
    assertThat(start.steps()).containsExactly("cropped to the first 3 samples");
    Adapted middle = length(3, Step.CROP).adapted(beat);
    assertThat(middle.signal()).containsExactly(2, 3, 4);
    assertThat(middle.steps()).containsExactly("cropped to the middle 3 samples");
    Adapted after = length(8, Step.PAD).adapted(recording(List.of("I"), signal));
    assertThat(after.signal()).containsExactly(1, 2, 3, 4, 5, 0, 0, 0);
    assertThat(after.steps()).containsExactly("padded with zeros at the end to 8 samples");
    Adapted around = length(8, Step.PAD).adapted(beat);
    assertThat(around.signal()).containsExactly(0, 1, 2, 3, 4, 5, 0, 0);
    assertThat(around.steps()).containsExactly("padded with zeros on both sides to 8 samples");
  }

  @Test
  void lengthsAreRefusedWithoutTheirOwnStep() {
    assertThatThrownBy(() -> length(2, Step.PAD).adapted(recording(List.of("I"), 1, 2, 3)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("samples"))
        .hasMessage(
            "samples: found 3, expected 2; give --adapt crop,pad, or \"adapt\":"
                + " [\"crop\", \"pad\"] at the top level of the card");
    assertThatThrownBy(() -> length(5, Step.CROP).adapted(recording(List.of("I"), 1, 2, 3)))
        .hasMessageContaining("give --adapt crop,pad,");
    Adaptation resampling = new Adaptation(null, 1, null, 1000.0, 5, Set.of(Step.RESAMPLE));
    assertThatThrownBy(() -> resampling.adapted(recording(List.of("I"), 1, 2, 3)))
        .hasMessageContaining(
            "samples: found 6 after resampling, expected 5; give --adapt resample,crop,");
  }

  @Test
  void allThatDiffersIsSaidAtOnce() {
    Adaptation wanted = new Adaptation(List.of("III", "I"), 2, "mV", 1000.0, 3, Set.of(Step.LEADS));
    assertThatThrownBy(() -> wanted.adapted(recording(List.of("I", "II"), 1, 1, 3, 3)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.field()).isEqualTo("unit"))
        .hasMessage(
            "unit: found uV, expected mV; sample_rate_hz: found 500.0, expected 1000.0; samples:"
                + " found 4 after resampling, expected 3; give --adapt leads,unit,resample,crop, or"
                + " \"adapt\": [\"leads\", \"unit\", \"resample\", \"crop\"] at the top level of the"
                + " card");
  }

  @Test
  void stepsFollowEachOther() throws Exception {
    Adaptation wanted = new Adaptation(List.of("III", "I"), 2, "mV", 1000.0, 3, ALL);
    Adapted adapted = wanted.adapted(recording(List.of("I", "II"), 1000, 1000, 3000, 3000));
    assertThat(adapted.steps())
        .containsExactly(
            "leads derived: III",
            "leads left out: II",
            "converted uV -> mV",
            "resampled 500 Hz -> 1000 Hz",
            "cropped to the first 3 samples");
    // Constant leads of 2 and 1 mV, but for the filter's ripple of one part in a thousand.
    for (int i = 0; i < 6; i++) {
      assertThat((double) adapted.signal()[i])
          .isCloseTo(i < 3 ? 2 : 1, org.assertj.core.api.Assertions.within(2e-3));
    }
  }
}
