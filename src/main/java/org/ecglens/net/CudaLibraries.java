package org.ecglens.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ecglens.error.UserException;

/**
 * The engine's native libraries for NVIDIA's cards. They are in the jar if it was built with the
 * profile {@code gpu}, or in a folder of PyTorch that a variable of the environment names; the
 * engine's own part for them is in every jar.
 */
public final class CudaLibraries {
  /** The engine's own name for the folder with {@code libtorch.so}, where it is not in the jar. */
  public static final String PATH = "PYTORCH_LIBRARY_PATH";

  private static final String FLAVOR_NAME = "PYTORCH_FLAVOR";

  /** What the engine's own part, pytorch-jni, is built for. */
  static final String FLAVOR = "cu128";

  private static final String IN_JAR = "native/lib/pytorch.properties";

  /** Beside the folder of libraries: Python's package has the one, PyTorch's archive the other. */
  private static final List<String> VERSION_FILES = List.of("version.py", "build-version");

  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)");

  private CudaLibraries() {}

  /** Whether the jar holds them. */
  public static boolean inJar() {
    return jar().getProperty("flavor", "").startsWith("cu");
  }

  /**
   * Makes sure that this process can load them.
   *
   * @throws UserException if it has none, or they are of another version than the engine's own part
   */
  public static void check() {
    check(System.getProperty(PATH, System.getenv(PATH)));
  }

  static void check(String named) {
    if (named == null) {
      if (!inJar()) {
        throw missing("The jar holds the engine's libraries for processors only.");
      }
      return;
    }
    Path folder = Path.of(named);
    if (!Files.isRegularFile(folder.resolve("libtorch.so"))) {
      throw missing(PATH + " " + named + " holds no libtorch.so.");
    }
    if (!hasCuda(folder)) {
      throw missing(PATH + " " + named + " holds no libtorch_cuda.so: it is for processors only.");
    }
    String wanted = version(jar().getProperty("version", ""));
    String found = foundIn(folder);
    if (found != null && !found.equals(wanted)) {
      throw missing(PATH + " " + named + " is PyTorch " + found + ".");
    }
  }

  /** What to do where there are none. */
  private static UserException missing(String why) {
    return new UserException(
        "--device gpu: "
            + why
            + " Install PyTorch "
            + version(jar().getProperty("version", ""))
            + " for CUDA 12 on every node (pip install torch==…) and name its folder lib by --conf"
            + " spark.executorEnv."
            + PATH
            + "=…/torch/lib, or build the jar with mvn -Pgpu; see docs/operations.md. Or use"
            + " --device cpu.");
  }

  /** Before the engine is loaded: it asks which of its own parts fits a folder that is named. */
  static void select() {
    String named = System.getProperty(PATH, System.getenv(PATH));
    if (named != null && System.getenv(FLAVOR_NAME) == null) {
      System.setProperty(FLAVOR_NAME, hasCuda(Path.of(named)) ? FLAVOR : "cpu");
    }
  }

  private static boolean hasCuda(Path folder) {
    return Files.isRegularFile(folder.resolve("libtorch_cuda.so"));
  }

  private static String foundIn(Path folder) {
    for (String name : VERSION_FILES) {
      Path file = folder.resolveSibling(name);
      if (Files.isRegularFile(file)) {
        try {
          return version(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw missing(file + " cannot be read: " + e.getMessage() + ".");
        }
      }
    }
    return null;
  }

  private static String version(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static Properties jar() {
    Properties properties = new Properties();
    try (InputStream in = CudaLibraries.class.getClassLoader().getResourceAsStream(IN_JAR)) {
      if (in != null) {
        properties.load(in);
      }
      return properties;
    } catch (IOException e) {
      throw new UserException(IN_JAR + " of the jar cannot be read: " + e.getMessage(), e);
    }
  }
}
