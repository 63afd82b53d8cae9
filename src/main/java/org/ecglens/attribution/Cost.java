package org.ecglens.attribution;

/**
 * What it takes to explain some records.
 *
 * @param nanoseconds wall-clock time
 * @param forwards rows that the network passed forward
 * @param backwards rows that it passed backward, once for each target
 */
public record Cost(long nanoseconds, long forwards, long backwards) {
  /** Nothing. */
  public static final Cost NONE = new Cost(0, 0, 0);

  /** This and another. */
  public Cost plus(Cost other) {
    return new Cost(
        nanoseconds + other.nanoseconds, forwards + other.forwards, backwards + other.backwards);
  }

  /** This less another. */
  Cost minus(Cost other) {
    return new Cost(
        nanoseconds - other.nanoseconds, forwards - other.forwards, backwards - other.backwards);
  }
}
