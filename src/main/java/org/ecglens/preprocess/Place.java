package org.ecglens.preprocess;

/** Which part of a signal. */
public enum Place {
  /** The first samples. */
  START,
  /** Those in the middle; of an odd number of others, one more is behind them. */
  MIDDLE,
  /** The last samples. */
  END;

  /** How many others are before it. */
  int before(int others) {
    return switch (this) {
      case START -> 0;
      case MIDDLE -> others / 2;
      case END -> others;
    };
  }
}
