package org.ecglens.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;

class ClassCodesTest {
  private static final ClassCodes AF = ClassCodes.of("AF=dx:164889003+dx:164890007+scp:AFIB>=50");

  @Test
  void anyCodeMeansTheClass() {
    assertThat(AF.name()).isEqualTo("AF");
    assertThat(AF.label(Map.of("dx:164890007", 1.0, "dx:59118001", 1.0))).isEqualTo(1);
    assertThat(AF.label(Map.of("scp:AFIB", 100.0, "scp:NORM", 0.0))).isEqualTo(1);
    assertThat(AF.label(Map.of("scp:AFIB", 50.0))).isEqualTo(1);
  }

  /** Diagnoses are there where they were made: others without the class say that it is absent. */
  @Test
  void otherDiagnosesOfTheVocabularyMeanThatItIsAbsent() {
    assertThat(AF.label(Map.of("dx:426783006", 1.0))).isEqualTo(0);
    assertThat(AF.label(Map.of("scp:NORM", 80.0, "age", 60.0))).isEqualTo(0);
  }

  @Test
  void nothingIsKnownOfRecordsThatNobodyDiagnosed() {
    assertThat(AF.label(Map.of("age", 60.0, "QT", 400.0))).isNull();
    assertThat(AF.label(Map.of())).isNull();
    assertThat(AF.label(Map.of("mimic:AF", 1.0))).isNull();
  }

  @Test
  void anUnlikelyStatementIsNeither() {
    assertThat(AF.label(Map.of("scp:AFIB", 35.0, "scp:NORM", 0.0))).isNull();
    assertThat(ClassCodes.of("AF=scp:AFIB").label(Map.of("scp:AFIB", 0.0)))
        .as("of rhythms PTB-XL states no likelihood, which is 0")
        .isEqualTo(1);
  }

  @Test
  void labelsOfNoVocabularyAreTakenByTheirValue() {
    ClassCodes female = ClassCodes.of("female = sex");
    assertThat(female.label(Map.of("sex", 1.0))).isEqualTo(1);
    assertThat(female.label(Map.of("sex", 0.0))).isEqualTo(0);
    assertThat(female.label(Map.of("age", 3.0))).isNull();
    ClassCodes old = ClassCodes.of("old=age>=65");
    assertThat(old.label(Map.of("age", 64.0))).isEqualTo(0);
    assertThat(old.label(Map.of("age", 65.0))).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsRefused() {
    for (String word : List.of("AF", "=dx:1", "AF=", "AF=dx:1+", "AF=scp:AFIB>=much", "age>=65")) {
      assertThatThrownBy(() -> ClassCodes.of(word))
          .as(word)
          .isInstanceOf(UserException.class)
          .hasMessageContaining("--classes " + word)
          .hasMessageContaining("write NAME=CODE+CODE");
    }
    assertThatThrownBy(() -> ClassCodes.all(List.of("AF=dx:1", "AF=dx:2")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("named twice");
  }
}
