package org.ecglens.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AssumptionsTest {
  /**
   * A run that goes on in another virtual machine compares hashes; those of constants differ. The
   * value is 31 · (…) + hash of each part, as {@link String#hashCode} defines it for their names.
   */
  @Test
  void theHashIsTheSameInEveryVirtualMachine() {
    assertThat(Assumptions.NONE.hashCode()).isEqualTo(1935489015);
  }
}
