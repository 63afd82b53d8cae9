package org.ecglens.report.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.ecglens.error.UserException;
import org.ecglens.report.picture.LocalFolder;

/** The folder that a page is written into, and what may be replaced there. */
public final class PageFolder {
  private static final String INDEX = "index.html";
  private static final int HEAD = 2000;

  private final Path folder;

  private PageFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Looks at the folder before any work is done.
   *
   * @param out as the user wrote it
   * @param overwrite whether a page of somebody else may be replaced
   * @throws UserException if it is not a folder of this machine, cannot be written, or holds such a
   *     page
   */
  public static PageFolder of(String out, boolean overwrite) {
    Path folder = LocalFolder.of("--out", out);
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new UserException("--out " + out + " is a file; name a folder.");
      }
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new UserException("--out " + out + " cannot be written: it is read-only.");
      }
      Path index = folder.resolve(INDEX);
      if (!overwrite && Files.exists(index, LinkOption.NOFOLLOW_LINKS) && !isOurs(index)) {
        throw new UserException(
            "--out "
                + out
                + " holds an index.html that is not a report of ecglens; name another folder, or"
                + " give --overwrite to replace it.");
      }
      return new PageFolder(folder);
    } catch (IOException e) {
      throw new UserException("--out " + out + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static boolean isOurs(Path index) throws IOException {
    if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var stream = Files.newInputStream(index)) {
      return new String(stream.readNBytes(HEAD), StandardCharsets.UTF_8)
          .contains(ReportPage.GENERATOR);
    }
  }

  /**
   * Writes the page in the place of the one that is there, all of it or nothing.
   *
   * @return where it lies
   */
  public Path write(String page) {
    Path index = folder.resolve(INDEX);
    Path part = folder.resolve(INDEX + ".part");
    try {
      Files.deleteIfExists(part);
      Files.writeString(part, page, StandardOpenOption.CREATE_NEW);
      Files.move(part, index, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return index;
    } catch (IOException e) {
      throw new UserException("--out " + folder + " cannot be written: " + e.getMessage(), e);
    }
  }
}
