package org.ecglens.ecg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadNameTest {
  @ParameterizedTest
  @CsvSource({
    "I,I",
    "avr,aVR",
    "LEAD II,II",
    "lead_v1,V1",
    "DI,I",
    "dIII,III",
    "D2,II",
    "a VR,aVR",
    "aV-F,aVF",
    "V 4,V4",
    "ECG Lead aVL,aVL",
    "EKG V6,V6",
    "MDC_ECG_LEAD_III,III",
    "MDC_ECG_ELEC_POTL_V2,V2",
    "Lead - II,II",
    "ECG-V1,V1",
    "I - mV,I",
    "V2 [microvolts],V2",
    "aVL (0.1 mV),aVL",
    "Lead I (Einthoven),I",
    "Ableitung II,II",
    "Abl. V3,V3",
    "Derivación I,I",
    "derivação DII,II",
    "Dérivation V2,V2",
    "отведение III,III",
    "Отв. аVF,aVF",
    "Ⅱ导联,II",
    "第I誘導,I",
    "v9,V9",
    "V3R,V3R",
    "rV4,V4R",
    "II (mV),II",
    "V2 [µV],V2"
  })
  void isReadAsWritten(String written, String lead) {
    assertThat(LeadName.of(written).name()).isEqualTo(lead);
    assertThat(LeadName.of(written).known()).isTrue();
  }

  /** What a lead of these names measures depends on the device, or it is turned over. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-aVR",
        "Lead -aVR",
        "\u2212aVR",
        "minus aVR",
        "(-)aVR",
        "(-aVR)",
        "aVR-",
        "negative aVR",
        "-I",
        "\u2013III",
        "Lead -I",
        "ECG -V1",
        "C1",
        "Lead 1",
        "MLII",
        "X",
        "V10",
        "ECG",
        "pleth",
        ""
      })
  void othersAreKept(String written) {
    assertThat(LeadName.of(written)).isEqualTo(new LeadName(written, false, null));
  }

  @Test
  void unitsStandBehind() {
    assertThat(LeadName.of("I (mV)").unit()).isEqualTo("mV");
    assertThat(LeadName.of("V1_uV").unit()).isEqualTo("uV");
    assertThat(LeadName.of("DII [\u03bcV]").unit()).isEqualTo("uV");
    assertThat(LeadName.of("DII [\ufffdV]").unit()).isEqualTo("uV");
    assertThat(LeadName.of("pressure (V)").unit()).isEqualTo("V");
    assertThat(LeadName.of("I (millivolt)").unit()).isEqualTo("mV");
    assertThat(LeadName.of("I [0.1mV]").unit()).isEqualTo("0.1mV");
    assertThat(LeadName.of("aVR").unit()).isNull();
  }
}
