package org.ecglens.review;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ecglens.error.UserException;

/**
 * The folder of a review: {@code raters} is given away, {@code organiser} holds the key and the
 * answers, the tables of {@code --collect} lie beside them.
 */
public final class ReviewFolder {
  /** What is given away. */
  public static final String RATERS = "raters";

  /** What raters must not see. */
  public static final String ORGANISER = "organiser";

  private static final String ANSWERS = "answers";
  private static final String KEY = "key.json";
  private static final String README = "README.txt";

  /** Answers to first showings. */
  public static final String RATINGS = "ratings.csv";

  /** Answers to heatmaps that were shown twice. */
  public static final String REPEATS = "repeats.csv";

  private static final List<String> OURS = List.of(RATERS, ORGANISER, README, RATINGS, REPEATS);

  private final Path path;

  /** Names the folder; touches nothing. */
  public ReviewFolder(Path path) {
    this.path = path;
  }

  /** As the user wrote it. */
  public Path path() {
    return path;
  }

  /** Page of a rater. */
  Path page(ReviewKey.Rater rater) {
    return path.resolve(RATERS).resolve(rater.code() + ".html");
  }

  /** What the server keeps of a rater's answers. */
  Path answers(ReviewKey.Rater rater) {
    return answers().resolve(rater.code() + ".jsonl");
  }

  private Path answers() {
    return path.resolve(ORGANISER).resolve(ANSWERS);
  }

  /**
   * Refuses a folder that a review cannot be written into. The work before is long.
   *
   * @throws UserException if it is a file, holds something else, or a review that is being served
   *     or, where {@code overwrite} is false, any
   */
  public void check(boolean overwrite) {
    try {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new UserException("--out " + path + " is a file; name a folder.");
      }
      if (isThere() && !overwrite) {
        throw new UserException(
            "--out %s holds a review already. Name another folder, or give --overwrite: what stands in %s is kept under another name."
                .formatted(path, path.resolve(ORGANISER)));
      }
      checkNotServed();
      for (Path found : list(path)) {
        if (!OURS.contains(found.getFileName().toString())
            && !found.getFileName().toString().startsWith(ORGANISER + "-")
            && !found.getFileName().toString().startsWith(".")) {
          throw new UserException(
              "--out %s holds something that is not a review (%s); name another or an empty folder."
                  .formatted(path, found.getFileName()));
        }
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Writes pages and key, the key last: without it there is no review. Key, answers and tables of
   * an earlier review are moved to a folder of their own.
   *
   * @param pages writes the page of a rater
   * @return where the earlier review's key and answers are now; null if there was none
   */
  Path write(ReviewKey key, Pages pages, String readme) {
    try {
      // The work between may have been long.
      checkNotServed();
      Path kept = setAside();
      remove(path.resolve(RATERS));
      remove(path.resolve(ORGANISER));
      Files.createDirectories(path.resolve(RATERS));
      for (ReviewKey.Rater rater : key.raters()) {
        try (Writer writer = Files.newBufferedWriter(page(rater))) {
          pages.write(rater, writer);
        }
      }
      Files.writeString(path.resolve(README), readme);
      Path organiser = path.resolve(ORGANISER);
      Files.createDirectories(organiser);
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(organiser, PosixFilePermissions.fromString("rwx------"));
      }
      replace(
          keyFile(),
          ReviewJson.STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(key) + "\n");
      return kept;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Writes the page of a rater. */
  @FunctionalInterface
  interface Pages {
    void write(ReviewKey.Rater rater, Writer writer) throws IOException;
  }

  /** Whether there is a review that can be served. */
  public boolean hasKey() {
    return Files.exists(keyFile());
  }

  /** Answers without their key may find it again. */
  private boolean isThere() throws IOException {
    return hasKey() || !list(answers()).isEmpty();
  }

  /** Moving files from under a server would not stop it: ratings would go on into the old ones. */
  private void checkNotServed() throws IOException {
    for (Path log : list(answers())) {
      AnswerLog.checkFree(log);
    }
  }

  private Path setAside() throws IOException {
    if (!isThere()) {
      return null;
    }
    Path organiser = path.resolve(ORGANISER);
    Path kept = null;
    for (int number = 1; kept == null || Files.exists(kept); number++) {
      kept = path.resolve(ORGANISER + "-" + number);
    }
    for (String table : List.of(RATINGS, REPEATS)) {
      if (Files.exists(path.resolve(table))) {
        Files.move(path.resolve(table), organiser.resolve(table));
      }
    }
    Files.move(organiser, kept);
    return kept;
  }

  /**
   * The key.
   *
   * @throws UserException if there is none, or it is not as it was written
   */
  public ReviewKey key() {
    try {
      ReviewKey key = ReviewJson.read(Files.readAllBytes(keyFile()), ReviewKey.class);
      if (!ReviewKey.FORMAT.equals(key.format())) {
        throw new UserException(
            "%s has the format '%s', expected '%s'. It was written by another version of ecglens."
                .formatted(keyFile(), key.format(), ReviewKey.FORMAT));
      }
      for (ReviewKey.Rater rater : key.raters()) {
        // Files are named by it.
        if (!rater.code().matches("rater-[0-9]+")) {
          throw new UserException(keyFile() + " has the rater '" + rater.code() + "'.");
        }
      }
      return key;
    } catch (NoSuchFileException e) {
      throw new UserException(
          "--out %s holds no review: there is no %s. Build one with review --run."
              .formatted(path, path.relativize(keyFile())),
          e);
    } catch (JacksonException e) {
      throw new UserException(keyFile() + " is no key: " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new UserException(keyFile() + " cannot be read: " + e, e);
    }
  }

  /** What the server has kept, by the rater's code. */
  Map<String, Answers> stored(ReviewKey key) throws IOException {
    Map<String, Answers> stored = new LinkedHashMap<>();
    for (ReviewKey.Rater rater : key.raters()) {
      stored.put(rater.code(), AnswerLog.read(answers(rater), key, rater));
    }
    return stored;
  }

  /** Opens the files that keep answers, for this process alone. */
  Map<String, AnswerLog> open(ReviewKey key) throws IOException {
    Map<String, AnswerLog> logs = new LinkedHashMap<>();
    try {
      Files.createDirectories(answers());
      for (ReviewKey.Rater rater : key.raters()) {
        logs.put(rater.code(), AnswerLog.open(answers(rater), key, rater));
      }
      return logs;
    } catch (IOException | RuntimeException e) {
      for (AnswerLog log : logs.values()) {
        log.close();
      }
      throw e;
    }
  }

  /** Writes a file in the folder; who is killed meanwhile leaves the old one. */
  void write(String name, String text) throws IOException {
    replace(path.resolve(name), text);
  }

  private Path keyFile() {
    return path.resolve(ORGANISER).resolve(KEY);
  }

  private static void replace(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + ".writing");
    Files.writeString(temporary, text, StandardCharsets.UTF_8);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<Path> list(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().collect(Collectors.toList());
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private UserException unwritable(IOException e) {
    return new UserException("--out " + path + " cannot be written: " + e, e);
  }
}
