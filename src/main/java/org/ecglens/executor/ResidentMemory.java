package org.ecglens.executor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The largest memory that this process had resident since it was last asked to begin anew: heap and
 * native memory, of all tasks that ran meanwhile. Linux keeps it and begins anew when a 5 is
 * written to {@code clear_refs}; elsewhere, or where that is forbidden, there is none. Tasks that
 * run side by side share it, so one that begins shortens the time that another looks at.
 */
final class ResidentMemory {
  private static final String HIGH_WATER = "VmHWM:";
  private static final String RESET = "5";
  private static final long KIBIBYTE = 1024;

  private final Path process;
  private boolean measured;

  /** That of this process. */
  ResidentMemory() {
    this(Path.of("/proc/self"));
  }

  /** That of the process with this folder. */
  ResidentMemory(Path process) {
    this.process = process;
  }

  /** Begins anew. */
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
