package org.ecglens.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.util.VersionInfo;
import org.ecglens.error.Causes;
import org.ecglens.error.UserException;

/** Tells a user's mistake from a bug, however deep Spark has wrapped it. */
final class Failures {
  /** How a task's exception looks where Spark kept only its text, up to the stack trace. */
  private static final Pattern TEXT =
      Pattern.compile(
          "(org\\.ecglens\\.[\\w.$]+): (.*?)(?=\\R\\s*at |\\R\\s*Caused by: |\\R\\s*\\R|\\z)",
          Pattern.DOTALL);

  /** How Spark says that the content of a file is not what it should be. */
  private static final Pattern UNREADABLE_FILE =
      Pattern.compile(
          "(?:Encountered error while reading file|Could not read footer for file:?) *(\\S+?)[.:]?(?=\\s|$)");

  /** What Parquet says of damaged content; without it a disk or a network failed. */
  private static final Pattern DAMAGED =
      Pattern.compile(
          "ParquetDecodingException|is not a Parquet file|ParquetCorruptionException|CRC checksum"
              + "|ChecksumException|can not read class|SchemaColumnConvertNotSupportedException"
              + "|SnappyError|ZstdIOException|MalformedInputException|EOFException"
              + "|ArrayIndexOutOfBoundsException|corrupt",
          Pattern.CASE_INSENSITIVE);

  /** How Hadoop says that a path is of a storage whose connector Spark does not have. */
  private static final Pattern NO_CONNECTOR =
      Pattern.compile(
          "No FileSystem for scheme \"?\\w+\"?|Class org\\.apache\\.hadoop\\.fs\\.\\S+ not found");

  private static final String FILE_SYSTEMS = "org.apache.hadoop.fs.";

  private Failures() {}

  /** The message of the user's mistake that caused a failure; nothing if it is none. */
  static Optional<String> userMessage(Throwable failure) {
    Optional<String> connector = connector(failure);
    if (connector.isPresent()) {
      return connector;
    }
    return Causes.of(failure)
        .map(Failures::said)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> damagedFile(failure));
  }

  /** The user's mistake that one failure of a chain says. */
  private static Optional<String> said(Throwable cause) {
    return cause instanceof UserException
        ? Optional.of(String.valueOf(cause.getMessage()))
        : fromText(cause.getMessage());
  }

  /** A sentence about a storage whose connector is missing or lacks something. */
  private static Optional<String> connector(Throwable failure) {
    return Causes.of(failure)
        .map(Failures::missing)
        .flatMap(Optional::stream)
        .findFirst()
        .map(Failures::without);
  }

  /** What of a connector one failure of a chain misses. */
  private static Optional<String> missing(Throwable cause) {
    Matcher none = NO_CONNECTOR.matcher(String.valueOf(cause.getMessage()));
    if (none.find()) {
      return Optional.of(none.group());
    }
    boolean ofConnector =
        cause instanceof NoClassDefFoundError
            && Stream.of(cause.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(FILE_SYSTEMS));
    return ofConnector
        ? Optional.of("class " + cause.getMessage() + " not found")
        : Optional.empty();
  }

  private static String without(String what) {
    return "Spark cannot open the storage that a path names ("
        + what
        + "). Bring its connector with all that it needs, for s3a:// by --packages"
        + " org.apache.hadoop:hadoop-aws:"
        + VersionInfo.getVersion()
        + ", or correct the path; docs/operations.md, Storage, says more.";
  }

  /** A sentence about a table's file that Spark could not read for its content. */
  private static Optional<String> damagedFile(Throwable failure) {
    String text = Causes.text(failure);
    Matcher file = UNREADABLE_FILE.matcher(text);
    Matcher damage = DAMAGED.matcher(text);
    return file.find() && damage.find()
        ? Optional.of(
            "The file "
                + file.group(1)
                + " is damaged ("
                + damage.group()
                + "). If ecglens wrote it, delete it and start the command that wrote it again: it"
                + " computes what is missing; else put the file right or take it away.")
        : Optional.empty();
  }

  private static Optional<String> fromText(String message) {
    if (message == null) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(message);
    while (matcher.find()) {
      if (isUserException(matcher.group(1))) {
        return Optional.of(matcher.group(2).strip());
      }
    }
    return Optional.empty();
  }

  private static boolean isUserException(String name) {
    try {
      return UserException.class.isAssignableFrom(
          Class.forName(name, false, Failures.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
