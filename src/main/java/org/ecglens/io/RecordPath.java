package org.ecglens.io;

import org.ecglens.error.UserException;

/** Rules for paths of records and of the files that they refer to. */
public final class RecordPath {
  private RecordPath() {}

  /**
   * A record's id: its path relative to the input, without extension. Where the input is the file
   * itself it is the file's name.
   *
   * @param input folder or file given by the user, with {@code /} between parts
   * @param path of a file in it, written the same way
   * @throws IllegalArgumentException if the file is not in the input
   */
  public static String id(String input, String path) {
    String folder = input.replaceFirst("/+$", "");
    String relative;
    if (path.equals(folder)) {
      relative = path.substring(path.lastIndexOf('/') + 1);
    } else if (path.startsWith(folder + "/")) {
      relative = path.substring(folder.length() + 1);
    } else {
      throw new IllegalArgumentException(path + " is not in " + input);
    }
    int dot = relative.lastIndexOf('.');
    return dot > relative.lastIndexOf('/') + 1 ? relative.substring(0, dot) : relative;
  }

  /**
   * Checks that a file named inside another file stays in the folder of that file.
   *
   * @param where path of the file that names it
   * @param name as it stands there
   * @return the name
   * @throws UserException if it is absolute or leads out of the folder
   */
  public static String inside(String where, String name) {
    boolean leaves =
        name.isEmpty()
            || name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.chars().anyMatch(Character::isISOControl);
    for (String part : name.split("/", -1)) {
      leaves |= part.isEmpty() || part.equals("..") || part.equals(".");
    }
    if (leaves) {
      throw new UserException(
          where
              + ": file name \""
              + name
              + "\" does not stay in the folder of the record; put the file beside it and name it"
              + " without a folder");
    }
    return name;
  }
}
