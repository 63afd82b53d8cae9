package org.ecglens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupByTest {
  private static String group(String by, Map<String, Double> labels) {
    return GroupBy.of(by).group(labels, "Median");
  }

  @Test
  void aNameMayHaveLimitsAndColons() {
    assertThat(GroupBy.of("sex")).isEqualTo(new GroupBy("sex", List.of()));
    assertThat(GroupBy.of("age:40:60.5")).isEqualTo(new GroupBy("age", List.of(40.0, 60.5)));
    assertThat(GroupBy.of("dx:164889003")).isEqualTo(new GroupBy("dx:164889003", List.of()));
    assertThat(GroupBy.of("scp:AFIB:50")).isEqualTo(new GroupBy("scp:AFIB", List.of(50.0)));
    assertThat(GroupBy.of("lab:k:5")).isEqualTo(new GroupBy("lab:k", List.of(5.0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sex", "age:40:60.5", "dx:164889003", "scp:AFIB:50", "t:-0.5:0"})
  void isWrittenAsItIsRead(String text) {
    assertThat(GroupBy.of(text)).hasToString(text).isEqualTo(GroupBy.of(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":60", "age:60:40", "age:60:60", "age:NaN", "kind:3"})
  void limitsAscendAndNamesAreThere(String text) {
    assertThatThrownBy(() -> GroupBy.of(text))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--by");
  }

  @ParameterizedTest
  @CsvSource({
    "39.9, < 40",
    "40, 40 to < 60",
    "59.99, 40 to < 60",
    "60, ≥ 60",
    "-1, < 40",
    ", not stated"
  })
  void aLimitIsInTheUpperGroup(Double age, String expected) {
    Map<String, Double> labels = age == null ? Map.of() : Map.of("age", age);
    assertThat(group("age:40:60", labels)).isEqualTo(expected);
  }

  @Test
  void valuesAreGroupsAndWholeNumbersHaveNoDecimals() {
    assertThat(group("sex", Map.of("sex", 1.0))).isEqualTo("1");
    assertThat(group("sex", Map.of("sex", 0.5))).isEqualTo("0.5");
    assertThat(group("sex", Map.of("age", 1.0))).isEqualTo(GroupBy.NOT_STATED);
    assertThat(group("kind", Map.of())).isEqualTo("median");
    assertThat(GroupBy.of("kind").group(Map.of(), null)).isEqualTo(GroupBy.NOT_STATED);
  }

  @Test
  void diagnosesThatAreNotWrittenDoNotHold() {
    assertThat(group("dx:1", Map.of("dx:1", 1.0))).isEqualTo("yes");
    assertThat(group("dx:1", Map.of())).isEqualTo("no");
    assertThat(group("scp:AFIB", Map.of("scp:AFIB", 0.0))).isEqualTo("yes");
    assertThat(group("scp:AFIB:50", Map.of())).isEqualTo("< 50");
    assertThat(group("scp:AFIB:50", Map.of("scp:AFIB", 100.0))).isEqualTo("≥ 50");
  }

  @Test
  void groupsAreInTheOrderOfTheirValues() {
    assertThat(Stream.of("not stated", "10", "9", "-1").sorted(GroupBy.of("pacing").order()))
        .containsExactly("-1", "9", "10", "not stated");
    assertThat(
            Stream.of("≥ 100", "not stated", "5 to < 100", "< 5")
                .sorted(GroupBy.of("age:5:100").order()))
        .containsExactly("< 5", "5 to < 100", "≥ 100", "not stated");
    assertThat(Stream.of("rhythm", "not stated", "median").sorted(GroupBy.of("kind").order()))
        .containsExactly("median", "rhythm", "not stated");
  }
}
