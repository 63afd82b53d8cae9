package org.ecglens.executor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The largest resident memory of this process since the last reset: heap and native memory, of all
 * tasks that ran meanwhile. Linux records it and resets it when a 5 is written to {@code
 * clear_refs}; on other systems, or where that is forbidden, there is no value. Concurrent tasks
 * share it, so a task that begins shortens the period that another measures.
 */
final class ResidentMemory {
  private static final String HIGH_WATER = "VmHWM:";
  private static final String RESET = "5";
  private static final long KIBIBYTE = 1024;

  private final Path process;
  private boolean measured;

  /** The memory of this process. */
  ResidentMemory() {
    this(Path.of("/proc/self"));
  }

  /** The memory of the process with this folder. */
  ResidentMemory(Path process) {
    this.process = process;
  }

  /** Resets the maximum. */
  void begin() {
    try {
      Files.writeString(
          process.resolve("clear_refs"),
          RESET,
          StandardCharsets.US_ASCII,
          StandardOpenOption.WRITE);
      measured = true;
    } catch (IOException e) {
      // What is there would be the peak since the process was started.
      measured = false;
    }
  }

  /** Bytes since {@link #begin}; null where they cannot be known. */
  Long peak() {
    if (!measured) {
      return null;
    }
    try {
      for (String line : Files.readAllLines(process.resolve("status"), StandardCharsets.UTF_8)) {
        if (line.startsWith(HIGH_WATER)) {
          String[] words = line.substring(HIGH_WATER.length()).strip().split(" ", 2);
          return Long.parseLong(words[0]) * KIBIBYTE;
        }
      }
      return null;
    } catch (IOException | NumberFormatException e) {
      return null;
    }
  }
}
