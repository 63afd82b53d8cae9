package org.ecglens.net.training;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Keeps the newest checkpoint of one training. */
public interface CheckpointStore {
  /** Keeps nothing. */
  CheckpointStore NONE =
      new CheckpointStore() {
        @Override
        public InputStream open() {
          return null;
        }

        @Override
        public void replace(Content content) {}
      };

  /** Writes a checkpoint. */
  @FunctionalInterface
  interface Content {
    /** Writes all of it; the stream stays open. */
    void writeTo(OutputStream stream) throws IOException;
  }

  /** The newest checkpoint, or null if there is none. */
  InputStream open() throws IOException;

  /**
   * Puts a checkpoint in the place of the last. A process that is killed at any moment leaves one
   * of the two, whole.
   */
  void replace(Content content) throws IOException;
}
