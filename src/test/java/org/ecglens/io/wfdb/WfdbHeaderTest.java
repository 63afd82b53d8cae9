package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ecglens.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WfdbHeaderTest {
  @Test
  void absentFieldsTakeTheirDefaults() {
    WfdbHeader header = parse("r 1\nr.dat 16\n");
    assertThat(header.sampleRateHz()).isEqualTo(250);
    assertThat(header.frames()).isZero();
    assertThat(header.signals())
        .containsExactly(new WfdbSignal(2, "r.dat", 16, 1, 0, 0, 200, 0, "mV", null, "signal 0"));
  }

  @Test
  void everyFieldIsRead() {
    WfdbHeader header =
        parse(
            String.join(
                "\r\n",
                "# first",
                "",
                "r  2\t360/8000(-5) 650000  8:26:04 26/10/1994",
                "r.dat 16x2:3+24 1000.5(-7)/uV 11 1024 995 -22131 0 avr",
                "",
                "\tr.dat\t16   1e3/mV 11 1024 1011 65135 0 ECG lead 2  ",
                "#last "));
    assertThat(header.sampleRateHz()).isEqualTo(360);
    assertThat(header.frames()).isEqualTo(650000);
    assertThat(header.comments()).containsExactly("first", "last");
    assertThat(header.signals())
        .containsExactly(
            new WfdbSignal(4, "r.dat", 16, 2, 3, 24, 1000.5, -7, "uV", 43405, "aVR"),
            new WfdbSignal(6, "r.dat", 16, 1, 0, 0, 1000, 1024, "mV", 65135, "ECG lead 2"));
  }

  @ParameterizedTest
  @CsvSource({
    "0 11 5, 200, 5", // gain 0 means the default
    "0(3) 11 5, 200, 3", // an explicit baseline wins over the ADC zero
    "-50 11 5, -50, 5",
    "50, 50, 0"
  })
  void gainAndBaselineFollowTheRules(String fields, double gain, int baseline) {
    WfdbSignal signal = parse("r 1 500 10\nr.dat 16 " + fields + "\n").signals().get(0);
    assertThat(signal.gain()).isEqualTo(gain);
    assertThat(signal.baseline()).isEqualTo(baseline);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"|the header has no record line",
        "\"# only a comment\n\"|the header has no record line",
        "r|line 1: the record line is \"r\"",
        "r 0|line 1: the number of signals is \"0\"",
        "r many|line 1: the number of signals is \"many\"",
        "r 999999999|line 1: the number of signals is \"999999999\"",
        "\"r 2 500 10\nr.dat 16\n\"|the number of signals is 2 but 1 signal lines follow",
        "r 1 NaN|line 1: the sample rate is \"NaN\"",
        "r 1 -5|line 1: the sample rate is \"-5\"",
        "r 1 1e999999999|line 1: the sample rate is \"1e999999999\"",
        "r 1 500 -3|line 1: the number of samples is \"-3\"",
        "r/3 1 500 9|line 1: the record is \"r/3\", records of several segments",
        "\"r 1\nr.dat\n\"|line 2: the signal line is \"r.dat\"",
        "\"r 1\nr.dat sixteen\n\"|line 2: the format is \"sixteen\"",
        "\"r 1\nr.dat 99999999999\n\"|line 2: the format is \"99999999999\"",
        "\"r 1\nr.dat 16 NaN\n\"|line 2: the gain is \"NaN\"",
        "\"r 1\nr.dat 16 200(x)/mV\n\"|line 2: the baseline is \"x\"",
        "\"r 1\nr.dat 16 200 11 zero\n\"|line 2: the ADC zero is \"zero\"",
        "\"r 1\nr.dat 16 200 11 0 0 999999\n\"|line 2: the checksum is \"999999\"",
        "\"r 1\n../r.dat 16\n\"|line 2: file name \"../r.dat\"",
        "PK\u0003\u0004 binary junk|line 1: the number of signals is \"binary\"",
      })
  void badHeaderIsRefusedByPlaceAndValue(String text, String message) {
    assertThatThrownBy(() -> parse(text == null ? "" : text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("folder/r.hea")
        .hasMessageContaining(message);
  }

  private static WfdbHeader parse(String text) {
    return WfdbHeader.parse("folder/r.hea", text);
  }
}
