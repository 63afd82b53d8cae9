package org.ecglens.job.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.error.UserException;
import picocli.CommandLine.Option;

/** Classes that are made of the labels of records. */
public final class ClassOptions {
  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "CLASS=CODES",
      description =
          "labels 0 and 1 made of others, as AF=dx:164889003+scp:AFIB>=50: 1 with any of the codes,"
              + " an SCP statement where it is as likely, in per cent; 0 with other labels of their"
              + " kind only. Or a file with one on each line")
  private List<String> classes = new ArrayList<>();

  /**
   * The classes, files read.
   *
   * @throws UserException if a file cannot be read
   */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    for (String word : classes) {
      if (word.contains("=")) {
        words.add(word);
      } else {
        words.addAll(lines(Path.of(word)));
      }
    }
    return words;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UserException(
          "--classes " + file + " is neither CLASS=CODES nor a file that can be read: " + e, e);
    }
  }
}
