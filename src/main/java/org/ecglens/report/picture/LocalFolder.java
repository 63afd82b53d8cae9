package org.ecglens.report.picture;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ecglens.error.UserException;

/** Folders that must lie on this machine, because people open what is in them. */
public final class LocalFolder {
  private LocalFolder() {}

  /** Whether a path is not the address of another file system. */
  public static boolean isLocal(String written) {
    return !written.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*");
  }

  /**
   * The folder that an option names.
   *
   * @throws UserException if it is an address of another file system, or no path
   */
  public static Path of(String option, String written) {
    try {
      if (isLocal(written)) {
        return Path.of(written);
      }
    } catch (InvalidPathException e) {
      throw new UserException(option + " " + written + " is not a path: " + e.getMessage(), e);
    }
    throw new UserException(option + " " + written + ": name a folder of this machine.");
  }
}
