package org.ecglens.net.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ecglens.error.UserException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureShapesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 600, 64, 8, 2, 8, 64, 50, 1, leads is 0",
    "12, 600, 0, 8, 2, 8, 64, 50, 1, stem filters is 0",
    "12, 600, 64, 1201, 2, 8, 64, 50, 1, has 1201 taps",
    "12, 600, 64, 8, 301, 8, 64, 50, 1, pooling over 301",
    "12, 600, 64, 8, 20, 8, 64, 61, 1, only 30 samples",
    "12, 600, 64, 8, 2, -1, 64, 50, 1, blocks is -1",
    "12, 600, 64, 8, 2, 8, 64, 50, 0, outputs is 0",
    "12, 600, 64, 8, 2, 80000, 64, 50, 1, parameters are more than",
  })
  void shapesThatDoNotFitAreNamed(
      int leads,
      int samples,
      int filters,
      int stemKernel,
      int pooling,
      int blocks,
      int innerWidth,
      int kernel,
      int outputs,
      String problem) {
    List<Architecture.Stem> stem = List.of(new Architecture.Stem(filters, stemKernel));
    assertThatThrownBy(
            () ->
                new Architecture(
                    leads, samples, stem, pooling, blocks, innerWidth, kernel, outputs))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(problem);
  }
}
