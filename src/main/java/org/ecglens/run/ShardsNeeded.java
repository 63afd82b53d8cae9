package org.ecglens.run;

/** Which shards of a run are to be computed. */
public enum ShardsNeeded {
  /** None: all that is made of them is there already. */
  NONE,
  /** Those that are not finished. */
  UNFINISHED,
  /** All of them, finished or not: what they wrote is gone. */
  ALL
}
