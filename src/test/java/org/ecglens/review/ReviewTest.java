package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTest {
  @TempDir Path out;

  @Test
  void thereIsNoReviewOfNothing() {
    assertThatThrownBy(() -> SampleReview.build(out.resolve("review"), List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nothing to review");
    assertThat(out.resolve("review")).doesNotExist();
  }
}
