package org.ecglens.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of recorded ECGs, networks and expected results that lies beside the project. */
public final class SharedFolder {
  private SharedFolder() {}

  /** A file or folder in it; where that is absent, the test is skipped and says so. */
  public static Path path(String name) {
    Path path = Path.of(System.getProperty("ecglens.shared", "../shared")).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(path),
        () -> path.toAbsolutePath().normalize() + " is absent; set -Decglens.shared=FOLDER");
    return path;
  }
}
