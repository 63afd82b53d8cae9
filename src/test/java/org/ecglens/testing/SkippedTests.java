package org.ecglens.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts and names the tests that did not run, with the reason, when the tests end: in the file
 * that {@code ecglens.skipped} names, and on standard output together with those of the other files
 * in its folder, so that integration tests, which come last, say it for the whole build.
 */
public final class SkippedTests implements TestExecutionListener {
  /** Of this JVM: the tests may come in several plans. */
  private static final List<String> SKIPPED = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    SKIPPED.add(name(test) + ": " + reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      SKIPPED.add(
          name(test) + ": " + result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    List<String> lines;
    synchronized (SKIPPED) {
      lines = SKIPPED.stream().sorted().toList();
    }
    String name = System.getProperty("ecglens.skipped");
    if (name != null) {
      lines = withOthers(Path.of(name), lines);
    }
    System.out.println(lines.size() + " tests were skipped" + (lines.isEmpty() ? "." : ":"));
    lines.forEach(line -> System.out.println("  " + line));
  }

  private static List<String> withOthers(Path file, List<String> lines) {
    try {
      Path folder = Files.createDirectories(file.getParent());
      Files.write(file, lines);
      List<String> all = new ArrayList<>();
      try (var files = Files.list(folder)) {
        for (Path each : files.sorted().toList()) {
          all.addAll(Files.readAllLines(each));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .map(
            source ->
                source instanceof MethodSource method
                    ? method.getClassName() + "." + method.getMethodName() + parameters(test)
                    : source instanceof ClassSource type
                        ? type.getClassName()
                        : test.getDisplayName())
        .orElseGet(test::getDisplayName);
  }

  /** Of a test that runs several times. */
  private static String parameters(TestIdentifier test) {
    return test.getDisplayName().startsWith("[") ? " " + test.getDisplayName() : "";
  }
}
