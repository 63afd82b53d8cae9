package org.ecglens.attribution;

import java.io.Serializable;

/** What a method compares a record with: one reference, or several of which it takes the mean. */
public interface References extends Serializable {

  /** How many. */
  int count();

  /**
   * Those of one record.
   *
   * @return {@code [reference][lead * samples + sample]}, in the unit of the record
   */
  float[][] of(ExplainableBatch batch, int record);

  /**
   * Reads the name of a {@link Baseline}, or of a kind of {@link RecordReferences}.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  static References parse(String text) {
    return RecordReferences.isKind(text)
        ? RecordReferences.named(text)
        : new Single(Baseline.parse(text));
  }

  /** One reference. */
  record Single(Baseline baseline) implements References {
    private static final long serialVersionUID = 1L;

    @Override
    public int count() {
      return 1;
    }

    @Override
    public float[][] of(ExplainableBatch batch, int record) {
      return new float[][] {baseline.of(batch, record)};
    }

    @Override
    public String toString() {
      return baseline.toString();
    }
  }
}
