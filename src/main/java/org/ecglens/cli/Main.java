package org.ecglens.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.SparkConf;
import org.ecglens.error.ExitCode;

/** Entry point of spark-submit and of {@code java -jar}. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args {@code COMMAND [options]} or {@code FILE.yaml [options that override the file]}
   */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err =
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    Stopping stopping = Stopping.listen(err);
    int code = new Terminal(out, err, interactive(), stopping).run(List.of(args));
    out.flush();
    err.flush();
    stopping.over(code);
    // A YARN driver that calls exit before its master has noted the end counts as failed.
    boolean cluster = "cluster".equals(new SparkConf().get("spark.submit.deployMode", "client"));
    if (code != ExitCode.DONE || !cluster) {
      System.exit(code);
    }
  }

  @SuppressWarnings("SystemConsoleNull") // ecglens runs on 17, where it means what it seems to
  private static boolean interactive() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }
}
