package org.ecglens.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.ecglens.error.ExitCode;
import org.ecglens.error.UserException;

/**
 * What a job file says of Spark, for the launcher, which needs it before Spark starts: master and
 * {@code conf}, each as {@code KEY=VALUE} ended by a zero byte. The one reader of job files is
 * {@link JobFile}.
 */
public final class JobSettings {
  private JobSettings() {}

  /**
   * Prints the settings of one file and ends the process, with 2 where the file is wrong.
   *
   * @param args the job file
   */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try {
      JobFile.read(Path.of(args[0]))
          .conf()
          .forEach((key, value) -> out.print(key + "=" + value + "\0"));
      out.flush();
    } catch (UserException | InvalidPathException e) {
      System.err.println("ecglens: " + e.getMessage());
      System.exit(ExitCode.USER_ERROR);
    } catch (RuntimeException | LinkageError e) {
      e.printStackTrace();
      System.exit(ExitCode.BUG);
    }
  }
}
