package org.ecglens.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.ecglens.error.UserException;

/**
 * The folder that native libraries are unpacked into and loaded from. What lies there is executed:
 * nobody else may write into it.
 */
final class EngineFolder {
  /** The engine's own name for it, a property or a variable of the environment. */
  static final String NAME = "ENGINE_CACHE_DIR";

  private EngineFolder() {}

  /**
   * Makes sure that there is such a folder before the engine is loaded: the one that is named, else
   * one in the user's home, else a new one that ends with the process.
   *
   * @throws UserException if the folder that is named, or the one in the home, is not private
   */
  static void prepare() {
    String named = System.getProperty(NAME, System.getenv(NAME));
    try {
      if (named != null) {
        checked(Path.of(named));
        return;
      }
      Path home = Path.of(System.getProperty("user.home", ""));
      if (Files.isDirectory(home) && Files.isWritable(home) && isOwn(home)) {
        Path cache = home.resolve(".djl.ai");
        if (Files.isDirectory(cache) && isOwn(cache)) {
          // Many systems let a user's own group write whatever the user makes.
          Set<PosixFilePermission> rights = Files.getPosixFilePermissions(cache);
          rights.removeAll(
              Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE));
          Files.setPosixFilePermissions(cache, rights);
        }
        checked(cache);
        return;
      }
      // Executors of a cluster often have no home.
      Path own = Files.createTempDirectory("ecglens-engine-");
      System.setProperty(NAME, own.toString());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(own), "ecglens-engine-folder"));
    } catch (IOException e) {
      throw new UserException(
          "The folder of native libraries"
              + (named == null ? "" : ", " + NAME + " " + named + ",")
              + " cannot be made: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * Makes a folder that only its owner can write, or checks that it is one.
   *
   * @throws UserException if somebody else owns it or can write into it
   */
  static void checked(Path folder) throws IOException {
    Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
    if (!Files.exists(folder)) {
      if (folder.toAbsolutePath().getParent() != null) {
        Files.createDirectories(folder.toAbsolutePath().getParent());
      }
      try {
        Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(own));
      } catch (java.nio.file.FileAlreadyExistsException made) {
        // Another executor of this node was faster; whose it is shows below.
      }
    }
    if (!isOwn(folder)) {
      throw refused(folder, "belongs to " + Files.getOwner(folder).getName());
    }
    Set<PosixFilePermission> others = Files.getPosixFilePermissions(folder);
    if (others.contains(PosixFilePermission.GROUP_WRITE)
        || others.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw refused(
          folder, "can be written by others (" + PosixFilePermissions.toString(others) + ")");
    }
  }

  /** Whether this process owns a folder; the names of users are not known in every container. */
  private static boolean isOwn(Path folder) throws IOException {
    Path mine = Files.createTempFile("ecglens-owner-", null);
    try {
      UserPrincipal me = Files.getOwner(mine, LinkOption.NOFOLLOW_LINKS);
      return Files.getOwner(folder).equals(me);
    } finally {
      Files.delete(mine);
    }
  }

  private static UserException refused(Path folder, String why) {
    return new UserException(
        "Native libraries would be loaded from "
            + folder
            + ", which "
            + why
            + ": whoever can write there decides what this process executes. Name a folder of your"
            + " own by the variable "
            + NAME
            + ", or take the rights of others away.");
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("ecglens: " + folder + " could not be removed: " + e.getMessage());
    }
  }
}
