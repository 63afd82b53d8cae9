package org.ecglens.report.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ecglens.error.UserException;

/** A folder of this machine that pictures are written to. */
public final class PictureFiles {
  private final Path folder;

  private PictureFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * The folder of {@code --out}; it is made when the first picture is written.
   *
   * @throws UserException if it is not a path of this machine
   */
  public static PictureFiles in(String out) {
    return new PictureFiles(LocalFolder.of("--out", out));
  }

  /**
   * Writes a picture.
   *
   * @param name of its files, without extension
   * @return the files, in the order of the formats
   * @throws UserException if the folder cannot be written
   */
  public List<Path> write(String name, Drawing drawing, Collection<PictureFormat> formats) {
    List<Path> files = new ArrayList<>();
    try {
      Files.createDirectories(folder);
      for (PictureFormat format : formats) {
        Path file = folder.resolve(name + "." + format.extension());
        Files.write(file, format.of(drawing));
        files.add(file);
      }
    } catch (IOException e) {
      throw new UserException("--out " + folder + " cannot be written: " + e.getMessage(), e);
    }
    return files;
  }
}
