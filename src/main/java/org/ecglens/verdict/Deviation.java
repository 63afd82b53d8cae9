package org.ecglens.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.Serializable;

/**
 * An option that was given another value than the protocol of the run registers.
 *
 * @param option with its dashes
 * @param registered value in the protocol
 * @param used value of the run
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Deviation(String option, String registered, String used) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** For example {@code --margin: 0.1 registered, 0.2 used}. */
  @Override
  public String toString() {
    return "%s: %s registered, %s used".formatted(option, registered, used);
  }
}
