package org.ecglens.io.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalFormatTest {
  /** The bytes of 16, 24, 32, 80 and 212 were written by wfdb-python, the others by hand. */
  @ParameterizedTest
  @CsvSource({
    "8, 8700ff7f, -121 0 -1 127",
    "16, 87ff03002100faff, -121 3 33 -6",
    "24, 87ffff030000210000faffff, -121 3 33 -6",
    "32, 87ffffff0300000021000000faffffff, -121 3 33 -6",
    "61, ff8700030021fffa, -121 3 33 -6",
    "80, 6180887e, -31 0 8 -2",
    "160, 877f03802180fa7f, -121 3 33 -6",
    "212, 870f0321f0fabeffdf, -121 3 33 -6 -66 -33",
    // 1, -2, 5 = 0b00000_00101 and 100, -512, -1 = 0b11111_11111
    "310, 0228fc07c8f800fc, 1 -2 5 100 -512 -1",
    // 1 | 1022 << 10 | 5 << 20, then 100 | 512 << 10 | 1023 << 20
    "311, 01f85f006400f83f, 1 -2 5 100 -512 -1"
  })
  void decodes(int code, String hex, String values) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    SignalFormat format = SignalFormat.of(code).orElseThrow();
    int[] expected = Arrays.stream(values.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    assertThat(format.samples(bytes.length)).isEqualTo(expected.length);
    SampleSource source = format.samples(new ByteSource(new ByteArrayInputStream(bytes)));
    for (int value : expected) {
      assertThat(source.next()).isEqualTo(value);
    }
  }

  /** Half a group of packed samples may stand at the end. */
  @ParameterizedTest
  @CsvSource({
    "212, 4, 2",
    "212, 5, 3",
    "310, 5, 3",
    "310, 6, 4",
    "310, 7, 4",
    "311, 5, 3",
    "311, 6, 4",
    "311, 7, 5",
    "24, 8, 2",
    "16, 0, 0"
  })
  void countsTheSamplesOfPartialGroups(int code, long bytes, long samples) {
    assertThat(SignalFormat.of(code).orElseThrow().samples(bytes)).isEqualTo(samples);
  }
}
