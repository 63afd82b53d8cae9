package org.ecglens.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * Counts the changes of a storage until its users are killed: from then on nothing that they do has
 * an effect, what they do in answer to errors included.
 */
public final class Kills {
  private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);

  private Kills() {}

  /** Lets so many changes happen. */
  public static void after(long changes) {
    LEFT.set(changes);
  }

  /** Another user comes. */
  public static void revive() {
    LEFT.set(Long.MAX_VALUE);
  }

  /** Whether all changes that were allowed have been made, and one more was tried. */
  public static boolean happened() {
    return LEFT.get() < 0;
  }

  /** One change more; an error from the kill on. */
  static void change() throws IOException {
    if (LEFT.decrementAndGet() < 0) {
      throw new IOException("killed");
    }
  }

  /** A look, which the dead do not have. */
  static void look() throws IOException {
    if (happened()) {
      throw new IOException("killed");
    }
  }

  /** A stream whose end is a change. */
  static FSDataOutputStream watched(OutputStream stream) throws IOException {
    return new FSDataOutputStream(
        new FilterOutputStream(stream) {
          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            look();
            out.write(bytes, from, length);
          }

          @Override
          public void close() throws IOException {
            change();
            super.close();
          }
        },
        null);
  }
}
