package org.ecglens.review;

import com.fasterxml.jackson.core.JacksonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.ecglens.error.UserException;

/**
 * The file that keeps one rater's answers: a line of JSON for each, added and never changed. It is
 * on the disk before {@link #add} returns; a line that a crash cut short is as if never sent.
 */
final class AnswerLog implements AutoCloseable {
  private final FileChannel file;
  private Answers answers;
  private long end;

  private AnswerLog(FileChannel file, Answers answers, long end) {
    this.file = file;
    this.answers = answers;
    this.end = end;
  }

  /**
   * Opens or makes the file, for this process alone.
   *
   * @throws UserException if another process has it open, or it holds something else
   */
  static AnswerLog open(Path path, ReviewKey key, ReviewKey.Rater rater) throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(path, file);
      // Not by its path: closing a second view of a file would give up the lock.
      byte[] bytes = bytes(file);
      long end = complete(bytes);
      Answers answers = read(path, bytes, key, rater);
      file.truncate(end);
      return new AnswerLog(file, answers, end);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Refuses a file that a server has open; reads nothing.
   *
   * @throws UserException if it is in use
   */
  static void checkFree(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      lock(path, file);
    }
  }

  private static void lock(Path path, FileChannel file) throws IOException {
    boolean locked;
    try {
      locked = file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      throw new UserException(
          path + " is in use: this review is being served already. Stop that server first.");
    }
  }

  private static byte[] bytes(FileChannel file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(file.size()));
    while (buffer.hasRemaining() && file.read(buffer, buffer.position()) >= 0) {}
    return buffer.array();
  }

  /**
   * The answers of a file, whether it is being added to or not; none if there is no file.
   *
   * @throws UserException if it holds something else
   */
  static Answers read(Path path, ReviewKey key, ReviewKey.Rater rater) throws IOException {
    byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
    return read(path, bytes, key, rater);
  }

  private static Answers read(Path path, byte[] bytes, ReviewKey key, ReviewKey.Rater rater)
      throws IOException {
    Answers answers = new Answers(key, rater);
    int number = 0;
    String text = new String(bytes, 0, complete(bytes), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      number++;
      try {
        Answer answer = ReviewJson.read(line.getBytes(StandardCharsets.UTF_8), Answer.class);
        answers.check(answer);
        answers.take(answer);
      } catch (JacksonException | UserException e) {
        throw new UserException(
            "%s, line %d is no answer of this review: %s. Was the file changed?"
                .formatted(path, number, e.getMessage()),
            e);
      }
    }
    return answers;
  }

  /** Bytes up to the end of the last complete line. */
  private static int complete(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /**
   * Keeps those answers that are later than what there is; repeated and older ones change nothing.
   *
   * @return the last words about what they are about
   * @throws UserException if one is no answer of this review; none is kept then
   * @throws IOException if it cannot be written; none is kept then
   */
  synchronized List<Answer> add(List<Answer> added) throws IOException {
    added.forEach(answers::check);
    // All or none: what could not be written must not be remembered.
    Answers next = answers.copy();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Answer answer : added) {
      if (next.take(answer)) {
        lines.writeBytes(ReviewJson.STRICT.writeValueAsBytes(answer));
        lines.write('\n');
      }
    }
    if (lines.size() > 0) {
      append(lines.toByteArray());
      answers = next;
    }
    return added.stream()
        .map(Answer::asked)
        .distinct()
        .map(asked -> answers.of(asked.item(), asked.question()))
        .toList();
  }

  private void append(byte[] lines) throws IOException {
    // What a write that failed may have left.
    file.truncate(end);
    try {
      ByteBuffer buffer = ByteBuffer.wrap(lines);
      for (long at = end; buffer.hasRemaining(); ) {
        at += file.write(buffer, at);
      }
      file.force(true);
    } catch (IOException e) {
      try {
        file.truncate(end);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    end += lines.length;
  }

  /** All last words. */
  synchronized List<Answer> all() {
    return answers.all();
  }

  /** Of how many pictures every question has an answer. */
  synchronized int done() {
    return answers.done();
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
