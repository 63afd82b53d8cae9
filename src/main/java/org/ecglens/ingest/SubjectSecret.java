package org.ecglens.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.ecglens.error.UserException;
import org.ecglens.io.SubjectHash;

/** The secret that subjects are named with. */
final class SubjectSecret {
  private static final int SALT_BYTES = 32;
  private static final int FEWEST_BYTES = 16;
  private static final int MOST_BYTES = 4096;

  private final String salt;

  /**
   * Names the file.
   *
   * @param salt its path; null for the user's default file
   */
  SubjectSecret(String salt) {
    this.salt = salt;
  }

  /**
   * The hash with the secret.
   *
   * @param cluster whether the driver runs on a machine that the user did not choose
   * @throws UserException if the secret cannot be read or made, or is too short, or would be lost
   */
  SubjectHash subjects(Configuration conf, boolean cluster) {
    if (salt == null && cluster) {
      throw new UserException(
          "--salt: with --deploy-mode cluster the secret ~/.ecglens/salt would be made on whichever"
              + " machine the driver runs, and another run could not name subjects alike. Name a"
              + " file that every machine can read, for example hdfs://NAMENODE/secret/salt.");
    }
    try {
      return new SubjectHash(salt == null ? own() : given(conf));
    } catch (IOException e) {
      throw new UserException(
          (salt == null ? "The secret ~/.ecglens/salt" : "--salt " + salt)
              + " cannot be read or written: "
              + e.getMessage()
              + ". Name a file with a secret of at least 16 bytes by --salt.",
          e);
    }
  }

  private byte[] given(Configuration conf) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(salt);
    FileSystem files = path.getFileSystem(conf);
    if (!files.exists(path)) {
      throw new UserException(
          "--salt "
              + salt
              + ": there is no such file; make one, for example with"
              + " openssl rand -hex 32 > "
              + salt
              + ".");
    }
    byte[] secret;
    try (InputStream in = files.open(path)) {
      secret = in.readNBytes(MOST_BYTES);
    }
    if (secret.length < FEWEST_BYTES) {
      throw new UserException(
          "--salt "
              + salt
              + " holds "
              + secret.length
              + " bytes; a secret that cannot be guessed has at least "
              + FEWEST_BYTES
              + ".");
    }
    return secret;
  }

  private static byte[] own() throws IOException {
    Path file = Path.of(System.getProperty("user.home"), ".ecglens", "salt");
    if (!Files.exists(file)) {
      Files.createDirectories(file.getParent());
      byte[] secret = new byte[SALT_BYTES];
      new SecureRandom().nextBytes(secret);
      // Made aside and moved: a second run at the same time must not read half a secret.
      Path made = Files.createTempFile(file.getParent(), "salt", ".new");
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      Files.write(made, secret, StandardOpenOption.TRUNCATE_EXISTING);
      try {
        Files.createLink(file, made);
      } catch (FileAlreadyExistsException e) {
        // The other run was first: its secret counts.
        return Files.readAllBytes(file);
      } finally {
        Files.delete(made);
      }
    }
    return Files.readAllBytes(file);
  }
}
