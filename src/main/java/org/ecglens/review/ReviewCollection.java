package org.ecglens.review;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.ecglens.error.UserException;

/**
 * The answers of all raters, with the key: what was stored by the server and what pages saved. Of
 * several answers to one question the last counts.
 *
 * @param raters in the order of the key
 * @param agreement of raters with themselves, rater by rater, question by question
 * @param ratings rows written, repeats not among them
 */
public record ReviewCollection(List<Progress> raters, List<SelfAgreement> agreement, int ratings) {
  private static final long MOST_BYTES = 64L << 20;

  /** Copies the lists. */
  public ReviewCollection {
    raters = List.copyOf(raters);
    agreement = List.copyOf(agreement);
  }

  /**
   * How far a rater is.
   *
   * @param rater code
   * @param done pictures of which every question is answered
   * @param all pictures
   * @param unsure answers "cannot tell"
   */
  public record Progress(String rater, int done, int all, int unsure) {}

  /**
   * Reads answers and writes {@code ratings.csv}, which the judging reads, and {@code repeats.csv}.
   *
   * @param files saved by pages, or folders of them
   * @throws UserException if a file is not of this review, an answer is impossible, two files
   *     contradict each other, or nobody has answered anything
   */
  public static ReviewCollection write(ReviewFolder folder, List<Path> files) {
    ReviewKey key = folder.key();
    try {
      Map<String, Answers> answers = folder.stored(key);
      for (Path file : files) {
        for (Path each : saved(file)) {
          add(each, key, answers);
        }
      }
      if (answers.values().stream().allMatch(own -> own.all().isEmpty())) {
        throw new UserException(
            "--out %s: nobody has answered anything. Give --answers FILES that raters saved, or serve the review first. Nothing was written."
                .formatted(folder.path()));
      }
      List<SelfAgreement> agreement = new ArrayList<>();
      List<Progress> progress = new ArrayList<>();
      for (ReviewKey.Rater rater : key.raters()) {
        Answers own = answers.get(rater.code());
        for (Question question : key.questions()) {
          agreement.add(SelfAgreement.of(rater, question, own));
        }
        int unsure = (int) own.all().stream().filter(answer -> answer.value() == null).count();
        progress.add(new Progress(rater.code(), own.done(), rater.showings().size(), unsure));
      }
      int rows = ratings(folder, key, answers);
      repeats(folder, agreement);
      return new ReviewCollection(progress, agreement, rows);
    } catch (IOException e) {
      throw new UserException("--out " + folder.path() + ": " + e, e);
    }
  }

  private static List<Path> saved(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new UserException("--answers " + path + ": there is no such file or folder.");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> found = Files.list(path)) {
      List<Path> files =
          found
              .filter(file -> file.getFileName().toString().endsWith(".json"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new UserException("--answers " + path + " is a folder without .json files.");
      }
      return files;
    }
  }

  private static void add(Path file, ReviewKey key, Map<String, Answers> answers)
      throws IOException {
    String where = "--answers " + file;
    if (Files.size(file) > MOST_BYTES) {
      throw new UserException(where + " is too large to be a file of ratings.");
    }
    SavedRatings saved;
    try {
      saved = ReviewJson.read(Files.readAllBytes(file), SavedRatings.class);
    } catch (JacksonException e) {
      throw new UserException(
          where + " is no file that a review page saved: " + e.getOriginalMessage(), e);
    }
    if (!SavedRatings.FORMAT.equals(saved.format())) {
      throw new UserException(
          "%s has the format '%s', expected '%s'."
              .formatted(where, saved.format(), SavedRatings.FORMAT));
    }
    if (!key.review().equals(saved.review())) {
      throw new UserException(
          "%s has ratings of review %s; the key in this folder is that of %s."
              .formatted(where, saved.review(), key.review()));
    }
    Answers own = answers.get(saved.rater());
    if (own == null) {
      throw new UserException(
          "%s is from '%s'; the raters of this review are %s."
              .formatted(where, saved.rater(), String.join(", ", answers.keySet())));
    }
    for (Answer answer : saved.answers()) {
      try {
        own.check(answer);
      } catch (UserException e) {
        throw new UserException(
            "%s, from %s: %s. Was the file changed? Nothing was written."
                .formatted(where, saved.rater(), e.getMessage()),
            e);
      }
      if (own.contradicts(answer)) {
        throw new UserException(
            "%s, from %s: item %s, question '%s' has another value than elsewhere, given at the same time. One of the files was changed; leave it out. Nothing was written."
                .formatted(where, saved.rater(), answer.item(), answer.question()));
      }
      own.take(answer);
    }
  }

  private static int ratings(ReviewFolder folder, ReviewKey key, Map<String, Answers> answers)
      throws IOException {
    int rows = 0;
    StringWriter text = new StringWriter();
    try (CSVPrinter csv = table(text, "record", "target", "method", "rater", "question", "value")) {
      for (ReviewKey.Rater rater : key.raters()) {
        for (ReviewKey.Showing showing : rater.showings()) {
          for (Question question : key.questions()) {
            Answer answer = answers.get(rater.code()).of(showing.code(), question.id());
            if (!showing.repeat() && answer != null && answer.value() != null) {
              csv.printRecord(
                  showing.record(),
                  showing.target(),
                  showing.method(),
                  rater.code(),
                  question.id(),
                  answer.value());
              rows++;
            }
          }
        }
      }
    }
    folder.write(ReviewFolder.RATINGS, text.toString());
    return rows;
  }

  private static void repeats(ReviewFolder folder, List<SelfAgreement> agreement)
      throws IOException {
    StringWriter text = new StringWriter();
    try (CSVPrinter csv =
        table(text, "record", "target", "method", "rater", "question", "first", "second")) {
      for (SelfAgreement one : agreement) {
        for (SelfAgreement.Pair pair : one.pairs()) {
          csv.printRecord(
              pair.shown().record(),
              pair.shown().target(),
              pair.shown().method(),
              one.rater(),
              one.question(),
              pair.first(),
              pair.second());
        }
      }
    }
    folder.write(ReviewFolder.REPEATS, text.toString());
  }

  private static CSVPrinter table(StringWriter text, String... columns) throws IOException {
    return new CSVPrinter(text, CSVFormat.RFC4180.builder().setHeader(columns).get());
  }
}
