package org.ecglens.io.wfdb;

import java.io.IOException;

/** Samples of a signal file in the order of the file, as stored numbers. */
interface SampleSource {
  /**
   * The next one.
   *
   * @throws java.io.EOFException at the end of the file
   */
  int next() throws IOException;
}
