package org.ecglens.io.matlab;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Inflates, and frees the memory of the inflater when it is closed. */
final class InflatedStream extends InflaterInputStream {
  private static final int BUFFER = 1 << 13;

  /** Inflates a stream with an inflater that belongs to this stream from now on. */
  InflatedStream(InputStream in, Inflater inflater) {
    super(in, inflater, BUFFER);
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      inf.end();
    }
  }
}
