package org.ecglens.io;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.ecglens.error.UserException;

/** The content of a file for readers that look at all of it at once. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Reads a file.
   *
   * @param longest most bytes that it may have
   * @param advice what to do with a longer one, behind a semicolon, or nothing
   * @throws UserException if it is longer, or not there
   * @throws IOException if the storage fails
   */
  public static byte[] read(SignalFiles files, String name, int longest, String advice)
      throws IOException {
    try (InputStream in = files.open(name)) {
      byte[] content = in.readNBytes(longest + 1);
      if (content.length > longest) {
        throw new UserException(
            files.path(name) + ": the file has more than " + longest + " bytes" + advice + ".");
      }
      return content;
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw new UserException(files.path(name) + ": there is no such file.", e);
    }
  }
}
