package org.ecglens.net;

import ai.djl.engine.EngineException;
import java.util.Locale;

/** How the engine says that the memory of a device is full. */
public final class MemoryShortage {
  private MemoryShortage() {}

  /** Whether that is the reason. PyTorch says it in words alone, other ones for each device. */
  public static boolean caused(EngineException exception) {
    String message = String.valueOf(exception.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory") || message.contains("can't allocate memory");
  }
}
