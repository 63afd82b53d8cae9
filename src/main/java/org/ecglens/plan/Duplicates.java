package org.ecglens.plan;

/** What becomes of one recording under several record ids. */
public enum Duplicates {
  /** The first id in order stays; the others go to the quarantine. */
  DROP,
  /** Each counts as a record. */
  KEEP
}
