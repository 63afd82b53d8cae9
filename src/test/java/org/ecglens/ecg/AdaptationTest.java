package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ecglens.UserException;
import org.junit.jupiter.api.Test;

class AdaptationTest {
  private static final Set<AdaptationStep> ALL = EnumSet.allOf(AdaptationStep.class);
  private static final Set<AdaptationStep> NOTHING = EnumSet.noneOf(AdaptationStep.class);

  @Test
  void fittingRecordStaysAsItIs() {
    Ecg ecg = ramp(Ecg.Kind.RHYTHM, List.of("i", "AVR"), 500, "uV", 6);
    InputForm form = new InputForm(2, 6, List.of("I", "aVR"), 500.0, "uV");
    Adaptation.Adapted adapted = new Adaptation(form, NOTHING).adapt(ecg);
    assertThat(adapted.steps()).isEmpty();
    assertThat(adapted.ecg().signal()).isEqualTo(ecg.signal());
  }

  @Test
  void leadsAreSelectedOrderedAndDerived() {
    Ecg ecg = ramp(Ecg.Kind.RHYTHM, List.of("V1", "ii", "i"), 500, "uV", 2);
    InputForm form = new InputForm(3, 2, List.of("I", "III", "aVR"), null, null);
    Adaptation.Adapted adapted = new Adaptation(form, ALL).adapt(ecg);
    // Ramp: V1 = 0 1, II = 2 3, I = 4 5.
    assertThat(adapted.ecg().signal()).containsExactly(4, 5, -2, -2, -3, -4);
    assertThat(adapted.ecg().leads()).containsExactly("I", "III", "aVR");
    assertThat(adapted.steps())
        .containsExactly("leads V1 ii i -> I III aVR", "derived III aVR from I and II");
  }

  @Test
  void refusalNamesRecordFieldValuesAndStep() {
    Ecg ecg = ramp(Ecg.Kind.RHYTHM, List.of("I"), 500, "mV", 100);
    AdaptationException rate = refusal(ecg, new InputForm(1, 20, null, 100.0, null), NOTHING);
    assertThat(rate)
        .hasMessage(
            "record folder/r: sample_rate_hz: found 500 Hz, expected 100 Hz; allow the step"
                + " \"resample\" to adapt it");
    assertThat(rate.step()).contains(AdaptationStep.RESAMPLE);
    assertThat(refusal(ecg, new InputForm(1, 100, null, null, "uV"), NOTHING).step())
        .contains(AdaptationStep.UNIT);
    assertThat(refusal(ecg, new InputForm(1, 99, null, null, null), NOTHING).step())
        .contains(AdaptationStep.CROP);
    assertThat(
            refusal(ecg, new InputForm(1, 101, null, null, null), Set.of(AdaptationStep.CROP))
                .step())
        .contains(AdaptationStep.PAD);
    assertThat(refusal(ecg, new InputForm(1, 100, List.of("II"), null, null), NOTHING).step())
        .contains(AdaptationStep.LEADS);
  }

  @Test
  void whatNoStepMendsIsRefusedWithoutAdvice() {
    Ecg ecg = ramp(Ecg.Kind.RHYTHM, List.of("I", "V1"), 500, "NU", 10);
    AdaptationException lead =
        refusal(ecg, new InputForm(2, 10, List.of("I", "III"), null, null), ALL);
    assertThat(lead).hasMessageContaining("no lead III");
    assertThat(lead.step()).isEmpty();
    AdaptationException unit = refusal(ecg, new InputForm(2, 10, null, null, "uV"), ALL);
    assertThat(unit).hasMessageContaining("unit: found NU, expected uV");
    assertThat(unit.step()).isEmpty();
    assertThat(refusal(ecg, new InputForm(12, 10, null, null, null), ALL).found())
        .isEqualTo("2 leads");
    Ecg empty = ramp(Ecg.Kind.RHYTHM, List.of("I"), 500, "uV", 0);
    assertThat(refusal(empty, new InputForm(1, 10, null, null, null), ALL).step()).isEmpty();
  }

  @Test
  void unitsAreConverted() {
    Ecg ecg = ramp(Ecg.Kind.RHYTHM, List.of("I"), 500, "uV", 3);
    Adaptation.Adapted adapted =
        new Adaptation(new InputForm(1, 3, null, null, "mV"), ALL).adapt(ecg);
    assertThat(adapted.ecg().signal()).containsExactly(0, 0.001f, 0.002f);
    assertThat(adapted.ecg().unit()).isEqualTo("mV");
    assertThat(adapted.steps()).containsExactly("converted uV -> mV");
  }

  @Test
  void medianBeatsAreCutInTheMiddleAndStripsAtTheStart() {
    InputForm form = new InputForm(1, 4, null, null, null);
    assertThat(
            new Adaptation(form, ALL)
                .adapt(ramp(Ecg.Kind.MEDIAN, List.of("I"), 500, "uV", 10))
                .ecg()
                .signal())
        .containsExactly(3, 4, 5, 6);
    Adaptation.Adapted strip =
        new Adaptation(form, ALL).adapt(ramp(Ecg.Kind.RHYTHM, List.of("I"), 500, "uV", 10));
    assertThat(strip.ecg().signal()).containsExactly(0, 1, 2, 3);
    assertThat(strip.steps()).containsExactly("cropped 10 -> 4 samples from sample 0");
  }

  @Test
  void paddingIsZerosOrTheEdge() {
    Ecg ecg = ramp(Ecg.Kind.RHYTHM, List.of("I", "II"), 500, "uV", 2);
    InputForm form = new InputForm(2, 4, null, null, null);
    assertThat(
            new Adaptation(form, ALL, Adaptation.Anchor.START, Adaptation.Padding.ZERO)
                .adapt(ecg)
                .ecg()
                .signal())
        .containsExactly(0, 1, 0, 0, 2, 3, 0, 0);
    Adaptation.Adapted centred =
        new Adaptation(form, ALL, Adaptation.Anchor.CENTRE, Adaptation.Padding.EDGE).adapt(ecg);
    assertThat(centred.ecg().signal()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    assertThat(centred.steps())
        .containsExactly("padded 2 -> 4 samples, 1 before and 1 behind, with edge values");
  }

  @Test
  void wavesFollowAndVanishWhereCutOff() {
    float[] signal = new float[600];
    signal[300] = 1000;
    Waves waves = new Waves(20, 40, 60, 280, 300, 320, 400, 450, 500);
    Ecg ecg =
        new Ecg(
            "r",
            null,
            "test",
            Ecg.Kind.MEDIAN,
            List.of("I"),
            500,
            "uV",
            signal,
            Map.of(Labels.QRS, 80.0),
            waves);
    Adaptation.Adapted adapted =
        new Adaptation(new InputForm(1, 100, null, 100.0, null), ALL).adapt(ecg);
    // 600 at 500 Hz are 120 at 100 Hz, of which 10 are cut off on each side.
    assertThat(adapted.ecg().waves()).isEqualTo(new Waves(null, null, 2, 46, 50, 54, 70, 80, 90));
    assertThat(adapted.ecg().labels()).containsExactly(Map.entry(Labels.QRS, 80.0));
    assertThat(adapted.steps())
        .containsExactly("resampled 500 Hz -> 100 Hz", "cropped 120 -> 100 samples from sample 10");
    // A unit impulse passes a filter of gain 1 at 1/5 of its height, less the window's loss.
    assertThat(adapted.ecg().at(0, 50)).isCloseTo(200, within(3f));
  }

  @Test
  void unknownStepIsRefused() {
    assertThat(AdaptationStep.of("resample")).isEqualTo(AdaptationStep.RESAMPLE);
    assertThatThrownBy(() -> AdaptationStep.of("stretch"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("\"stretch\"")
        .hasMessageContaining("leads, resample, unit, crop, pad");
  }

  private static AdaptationException refusal(Ecg ecg, InputForm form, Set<AdaptationStep> steps) {
    return catchThrowableOfType(
        AdaptationException.class, () -> new Adaptation(form, steps).adapt(ecg));
  }

  private static Ecg ramp(
      Ecg.Kind kind, List<String> leads, double rate, String unit, int samples) {
    float[] signal = new float[leads.size() * samples];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = i;
    }
    return new Ecg("folder/r", null, "test", kind, leads, rate, unit, signal, Map.of(), Waves.NONE);
  }
}
