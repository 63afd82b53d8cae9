package org.ecglens.net.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Keeps the newest checkpoints of one training: the last, and the one before it. */
public interface CheckpointStore {
  /** Keeps nothing. */
  CheckpointStore NONE =
      new CheckpointStore() {
        @Override
        public List<Kept> newestFirst() {
          return List.of();
        }

        @Override
        public void add(Content content) {}
      };

  /** Writes a checkpoint. */
  @FunctionalInterface
  interface Content {
    /** Writes all of it; the stream stays open. */
    void writeTo(OutputStream stream) throws IOException;
  }

  /** A checkpoint that is kept. */
  @FunctionalInterface
  interface Kept {
    /** Opens it. */
    InputStream open() throws IOException;
  }

  /** What is kept: whoever finds the first damaged goes on from the second. */
  List<Kept> newestFirst() throws IOException;

  /**
   * Adds a checkpoint, and then lets go of those before the last. A process that is killed at any
   * moment leaves a whole one.
   */
  void add(Content content) throws IOException;
}
