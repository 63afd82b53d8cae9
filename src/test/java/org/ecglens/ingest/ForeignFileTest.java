package org.ecglens.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignFileTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mortara XML | <ECG ID='7'><DEMOGRAPHICS/></ECG>",
        "Schiller XML | <examdescript><patient>Fukuda</patient></examdescript>",
        "Welch Allyn XML | <Test><WelchAllynHeader/></Test>",
        "Midmark XML | <Report xmlns='http://www.midmark.com/iqecg'>",
        "Nihon Kohden XML | <a><NihonKohden.Wave/></a>",
        "Fukuda Denshi XML | <a xmlns:f='urn:fukuda-denshi'>",
        "Philips XML of an older kind | <restingECG>",
        "GE Sapphire XML | <sapphire xmlns='urn:ge:sapphire:dcar_1'>",
        "GE XML of another kind | <a xmlns='urn:ge:other'>",
        "HL7 FHIR | <Bundle xmlns='http://hl7.org/fhir'>",
        "an HL7 document of another kind | <a xmlns='urn:hl7-org:v3'>",
        "XML of another kind | <letter to='Mr Schiller'>Mortara, Fukuda</letter>",
      })
  void xmlIsNamedByItsMarkup(String kind, String text) {
    assertThat(ForeignFile.kind("a.xml", text.getBytes(StandardCharsets.UTF_8))).isEqualTo(kind);
    assertThat(ForeignFile.kind("a.xml", ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE)))
        .isEqualTo(kind);
  }

  @Test
  void othersAreNamedByTheirBeginning() {
    assertThat(kind("MSH|^~\\&|")).startsWith("an HL7 v2 message");
    assertThat(kind("\u000bMSH|^~\\&|")).startsWith("an HL7 v2 message");
    assertThat(kind("@ MFR ")).startsWith("MFER");
    assertThat(kind("PK\u0003\u0004")).startsWith("a zip archive");
    assertThat(kind("Rar!\u001a")).startsWith("a RAR archive");
    assertThat(kind("\u00d0\u00cf\u0011\u00e0\u00a1")).contains("Office");
    assertThat(ForeignFile.isDocument("DICOMDIR")).isTrue();
  }

  private static String kind(String start) {
    return ForeignFile.kind("a", start.getBytes(StandardCharsets.ISO_8859_1));
  }
}
