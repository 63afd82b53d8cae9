package org.ecglens.attribution;

import java.util.Arrays;
import java.util.List;
import org.ecglens.error.UserException;

/**
 * References that are records, or means of records. Which records is for whoever explains to say
 * ({@link ReferencedMethod#with}); until then there are none.
 *
 * @param kind what they are
 * @param signals {@code [lead * samples + sample]} of each; null as long as there are none
 */
public record RecordReferences(Kind kind, List<float[]> signals) implements References {
  private static final long serialVersionUID = 1L;

  /** What references are made of records. */
  public enum Kind {
    /** Records as they are. */
    RECORDS,
    /** The mean of all records, point by point. */
    MEAN_RECORD,
    /** The mean of the records of each class, point by point. */
    CLASS_MEANS;

    @Override
    public String toString() {
      return Domain.hyphenated(this);
    }
  }

  static boolean isKind(String name) {
    return Arrays.stream(Kind.values()).anyMatch(kind -> kind.toString().equals(name));
  }

  static RecordReferences named(String name) {
    return new RecordReferences(
        Arrays.stream(Kind.values())
            .filter(kind -> kind.toString().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(name)),
        null);
  }

  @Override
  public int count() {
    return given().size();
  }

  @Override
  public float[][] of(ExplainableBatch batch, int record) {
    int points = batch.signal(record).length;
    for (float[] signal : given()) {
      if (signal.length != points) {
        throw new IllegalArgumentException(
            "a reference of " + signal.length + " points for a record of " + points);
      }
    }
    return given().toArray(float[][]::new);
  }

  private List<float[]> given() {
    if (signals == null) {
      throw new UserException(
          "the baselines '%s' are made of records, and there are none here: choose another, such as isoelectric"
              .formatted(kind));
    }
    return signals;
  }

  @Override
  public String toString() {
    return kind.toString();
  }
}
