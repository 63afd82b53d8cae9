package org.ecglens.ecg;

import java.io.Serializable;

/**
 * Why a record cannot be used, for the quarantine table.
 *
 * @param reason kind of defect
 * @param detail where and what value, in words
 */
public record Defect(Reason reason, String detail) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Kinds of defects. */
  public enum Reason {
    /** The signal has no samples. */
    NO_SAMPLES("no-samples"),
    /** The number of leads is not the expected one. */
    LEAD_COUNT("lead-count"),
    /** Two leads have the same name. */
    DUPLICATE_LEAD("duplicate-lead"),
    /** A sample is NaN or infinite. */
    NOT_FINITE("not-finite"),
    /** Every lead is constant. */
    FLAT("flat"),
    /** A sample is larger than those of electrocardiograms. */
    IMPLAUSIBLE_AMPLITUDE("implausible-amplitude");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The word that stands in tables. */
    public String code() {
      return code;
    }
  }
}
