package org.ecglens.plan;

/** What networks run on. */
public enum Processor {
  /** The processor. */
  CPU,
  /** The graphics card that is assigned to a task. */
  GPU
}
