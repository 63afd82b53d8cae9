package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VoltageTest {
  @ParameterizedTest
  @CsvSource({
    "uV,1",
    "\u00b5V,1",
    "mV,1000",
    "MV,1000",
    "V,1e6",
    "nV,1e-3",
    "microvolts,1",
    "0.1mV,100",
    "4.88uV,4.88",
    "4.88 \u03bcV,4.88",
    "2.5e-3*V,2500"
  })
  void unitsHaveFactors(String written, double microvolts) {
    assertThat(Voltage.inMicrovolts(written).orElseThrow()).isEqualTo(microvolts);
    assertThat(Voltage.kept(written)).isEqualTo("uV");
    assertThat(Voltage.kept(written, new float[] {2})).containsExactly((float) (2 * microvolts));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "adu", "mmHg", "0mV", "-1mV", "1", "kV", "0,1mV", "mV/mm"})
  void othersAreNone(String written) {
    assertThat(Voltage.inMicrovolts(written)).isEmpty();
    assertThat(Voltage.kept(written)).isEqualTo(written);
  }

  @Test
  void sameUnitsMayBeSpeltDifferently() {
    assertThat(Voltage.isSame("0.1mV", "100 uV")).isTrue();
    assertThat(Voltage.isSame("mV", "uV")).isFalse();
    assertThat(Voltage.isSame("adu", "adu")).isTrue();
  }
}
