package org.ecglens.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Answers as a page saves and sends them: no more is known of the rater than a code.
 *
 * @param format of the file
 * @param review code of the review
 * @param rater code of the rater
 * @param answers in any order
 */
record SavedRatings(
    @JsonProperty(required = true) String format,
    @JsonProperty(required = true) String review,
    @JsonProperty(required = true) String rater,
    @JsonProperty(required = true) List<Answer> answers) {
  static final String FORMAT = "ecglens ratings 1";

  SavedRatings {
    answers = answers == null ? List.of() : List.copyOf(answers);
  }
}
