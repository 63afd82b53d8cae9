package org.ecglens.review;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a rater says of a picture.
 *
 * @param item code of the showing
 * @param question id of the question
 * @param value the choice; null where the rater cannot tell
 * @param revision milliseconds since 1970 by the rater's clock, more than that of any answer of
 *     this rater before: the largest is the last word
 */
record Answer(
    @JsonProperty(required = true) String item,
    @JsonProperty(required = true) String question,
    @JsonProperty(required = true) Integer value,
    @JsonProperty(required = true) long revision) {

  /** What is answered. */
  Asked asked() {
    return new Asked(item, question);
  }

  /** A question about a picture. */
  record Asked(String item, String question) {}
}
