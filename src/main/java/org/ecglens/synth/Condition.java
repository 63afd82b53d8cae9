package org.ecglens.synth;

/** What kind of heart a synthetic record comes from. */
public enum Condition {
  /** Sinus rhythm without disease. */
  NORMAL,
  /** No P waves, irregular intervals; fibrillation waves in rhythm strips. */
  ATRIAL_FIBRILLATION,
  /** Left bundle branch block: wide QRS, T opposite to it. */
  BUNDLE_BRANCH_BLOCK,
  /** ST level far from zero, T often inverted. */
  ISCHAEMIA
}
