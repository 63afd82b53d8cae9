package org.ecglens.run.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.ecglens.error.UserException;

/**
 * Small files of text that a user names: on this machine, or with a scheme wherever Hadoop reads.
 */
public final class InputText {
  private static final Pattern SCHEME = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:/.*");
  private static final int MOST_BYTES = 1 << 24;

  private InputText() {}

  /**
   * The content of a file.
   *
   * @param option that names it, for messages
   * @throws UserException if it is missing, longer than 16 MiB or no text in UTF-8
   */
  public static String read(String option, String path, Configuration conf) {
    String name = option + " " + path;
    try {
      byte[] bytes = SCHEME.matcher(path).matches() ? stored(path, conf) : local(path);
      if (bytes.length > MOST_BYTES) {
        throw new UserException(name + " is longer than 16 MiB; name a file of text.");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new UserException(name + ": there is no such file.", e);
    } catch (CharacterCodingException e) {
      throw new UserException(name + " is not a text file in UTF-8.", e);
    } catch (IOException e) {
      throw new UserException(name + " cannot be read: " + e, e);
    }
  }

  private static byte[] local(String path) throws IOException {
    try (InputStream in = Files.newInputStream(java.nio.file.Path.of(path))) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }

  private static byte[] stored(String path, Configuration conf) throws IOException {
    Path file = new Path(path);
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      return in.readNBytes(MOST_BYTES + 1);
    }
  }
}
