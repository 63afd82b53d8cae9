package org.ecglens.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What one check says of a method for a target, over all networks of the target.
 *
 * @param target name
 * @param method name
 * @param check name
 * @param outcome over the networks
 * @param reason why the method fails, or why nothing can be said; null where it passes
 * @param networks that the method was looked at with
 * @param decided of these, with an outcome each; 0 where one number over all of them decides
 * @param failed of these, in which the method fails; 0 where one number decides
 * @param value the one number over all networks that decides, for checks that have one; else null
 * @param limit above which the value fails; null without a value
 */
public record MethodCheck(
    String target,
    String method,
    String check,
    Outcome outcome,
    String reason,
    int networks,
    int decided,
    int failed,
    Double value,
    Double limit) {

  /** What a check says. */
  public enum Outcome {
    /** The map is what the check asks for. */
    PASS,
    /** The map surely is not, which makes the method unsound. */
    FAIL,
    /** The data cannot say, which is no reason against the method. */
    UNDECIDED,
    /** The run did not look. */
    NOT_MADE,
    /** The method does not promise what the check asks for. */
    NOT_PROMISED;

    /** Name as on pages. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
