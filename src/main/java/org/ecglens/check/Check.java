package org.ecglens.check;

import java.io.IOException;

/**
 * Something that is looked at while records are explained. A check sees the records of a shard in
 * batches, each batch before every model in turn, and belongs to one thread.
 */
public interface Check {
  /** Whether it looks at controls beside {@code random}; else batches come without them. */
  default boolean seesControls() {
    return false;
  }

  /** Looks at some records before one model. */
  void look(ExplainedBatch batch, CheckOutput output) throws IOException;

  /** Called when every model has seen the records of a batch. */
  default void recordsDone() {}

  /** Called when all records of the shard are seen; writes sums. */
  default void finish(CheckOutput output) throws IOException {}
}
