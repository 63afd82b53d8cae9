package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.ecglens.error.UserException;
import org.ecglens.io.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WfdbHeaderTest {
  private static WfdbHeader parse(String... lines) {
    return WfdbHeader.parse(new HeaderFields("a.hea", ""), String.join("\n", lines));
  }

  private static WfdbSignal signal(String line) {
    return parse("a 1", line).signals().get(0);
  }

  @Test
  void readsEveryFieldOfARecord() {
    WfdbHeader header =
        parse(
            "# before",
            "",
            "a\t1  500/100(0) 5000 \t 12:30:05.5 24/12/1999",
            "a.mat\t16x1:0+24  1000.0(-5)/uV 16 7  -3\t-1716 0  chest lead",
            "#Age: 3");
    assertThat(header.record()).isEqualTo("a");
    assertThat(header.frameRateHz()).isEqualTo(500);
    assertThat(header.frames()).hasValue(5000);
    assertThat(header.comments()).containsExactly("before", "Age: 3");
    assertThat(header.warnings()).isEmpty();
    assertThat(header.signals())
        .containsExactly(
            new WfdbSignal(
                "a.mat",
                SignalFormat.WORDS,
                1,
                0,
                24,
                1000,
                -5,
                "uV",
                -3,
                OptionalLong.of(-1716),
                "chest lead"));
  }

  @Test
  void fillsInWhatIsLeftOut() {
    WfdbHeader header = parse("a 1", "a.dat 16");
    assertThat(header.frameRateHz()).isEqualTo(250);
    assertThat(header.frames()).isEmpty();
    assertThat(header.signals())
        .containsExactly(
            new WfdbSignal(
                "a.dat",
                SignalFormat.WORDS,
                1,
                0,
                0,
                200,
                0,
                "mV",
                0,
                OptionalLong.empty(),
                "signal 0"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 200, 0, mV",
    "0/uV, 200, 0, uV",
    "1000, 1000, 0, mV",
    "1.052e+04/NU, 10520, 0, NU",
    "20(-1600)/mmHg, 20, -1600, mmHg",
    "-5(3), -5, 3, mV",
    ".5/, 0.5, 0, mV"
  })
  void readsGains(String field, double gain, double baseline, String unit) {
    assertThat(signal("a.dat 16 " + field))
        .extracting(WfdbSignal::gain, WfdbSignal::baseline, WfdbSignal::unit)
        .containsExactly(gain, baseline, unit);
  }

  @Test
  void theBaselineIsTheAdcZeroUnlessItIsGiven() {
    assertThat(signal("a.dat 16 200 11 1024").baseline()).isEqualTo(1024);
    assertThat(signal("a.dat 16 200(0) 11 1024").baseline()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"360.0, 360", "500/100, 500", "500/100(0), 500", "1e3/2.5(-7), 1000", "128(0), 128"})
  void readsSamplingFrequencies(String field, double rate) {
    assertThat(parse("a 1 " + field, "a.dat 16").frameRateHz()).isEqualTo(rate);
  }

  @Test
  void aLengthOfZeroIsUnknown() {
    assertThat(parse("a 1 500 0", "a.dat 16").frames()).isEmpty();
  }

  @Test
  void aChecksumThatIsNoNumberIsAWarning() {
    WfdbHeader header = parse("a 1 250", "a.dat 16 200/mV 16 0 1 none 0 I");
    assertThat(header.signals().get(0).checksum()).isEmpty();
    assertThat(header.warnings()).singleElement().asString().contains("a.hea", "\"none\"");
  }

  /** The manual says what is meant, and the reader that it was taken. */
  @Test
  void whatTheManualSuppliesIsANotice() {
    assertThat(parse("a 3", "a.dat 16", "a.dat 16 0/uV", "a.dat 16 5/mV").warnings())
        .containsExactly(
            Notice.Kind.CONVENTION_UNIT.of(
                "a.hea: 2 of 3 signals have no gain or unit: mV, and 200 steps per mV, are taken."),
            Notice.Kind.CONVENTION_RATE.of("a.hea: there is no sample rate: 250 Hz are taken."));
  }

  @Test
  void leftoverLinesAreAWarning() {
    assertThat(parse("a 1 250", "a.dat 16 1/mV", "b.dat 16").warnings())
        .containsExactly(
            Notice.Kind.HEADER.of("a.hea: lines after those of the 1 signals are left out."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| empty",
        "# only a comment| empty",
        "hello| how many signals",
        "the quick brown fox| number of signals \"quick\"",
        "a 0 500 10| number of signals \"0\" must be at least 1",
        "a -3| number of signals \"-3\"",
        "a 2 500 10;a.dat 16| \"2\" does not fit the 1 signal lines",
        "a 99999999999999999999| number of signals",
        "a 1 0 10;a.dat 16| sampling frequency \"0\"",
        "a 1 NaN 10;a.dat 16| sampling frequency \"NaN\"",
        "a 1 1e999 10;a.dat 16| sampling frequency \"1e999\"",
        "a 1 1e308 10;a.dat 16| sampling frequency \"1e308\"",
        "a 1 500 -1;a.dat 16| number of samples \"-1\"",
        "a 1 500 12:30:00;a.dat 16| number of samples \"12:30:00\"",
        "a/3 1 500 10;b 10| number of segments",
        "a 1 500 10;a.dat| does not name a file and a format",
        "a 1 500 10;a.dat P16| format \"P16\"",
        "a 1 500 10;a.dat 16 NaN| gain \"NaN\" is no number",
        "a 1 500 10;a.dat 16 1e999| gain \"1e999\"",
        "a 1 500 10;a.dat 16 200(1e999)| baseline",
        "a 1 500 10;a.dat 16 200 16 zero| ADC zero \"zero\"",
        "a 1 500 10;/etc/passwd 16| does not stay in the folder",
        "a 1 500 10;../b.dat 16| does not stay in the folder",
        "a 1 500 10;C:\\b.dat 16| does not stay in the folder",
        "a 1 500 10;a\u0000.dat 16| does not stay in the folder"
      })
  void refusesWithFileFieldAndValue(String line) {
    String[] parts = line.split("\\| ", 2);
    assertThatThrownBy(() -> parse(parts[0].split(";", -1)))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("a.hea: ")
        .hasMessageContaining(parts[1]);
  }
}
