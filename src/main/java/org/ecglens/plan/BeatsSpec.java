package org.ecglens.plan;

import java.io.Serializable;
import java.util.Objects;
import org.ecglens.error.UserException;

/**
 * Which form of a recording becomes the record, and what is measured in it.
 *
 * @param form strips or median beats
 * @param sampleRateHz samples a second of median beats made here, from 50 to 10000
 * @param samples samples of median beats made here, from 1 to 100000
 * @param measure whether labels that the source lacks are measured
 */
public record BeatsSpec(
    @Asked(option = "--beats") Form form,
    @Asked(option = "--beat-rate") double sampleRateHz,
    @Asked(option = "--beat-samples") int samples,
    @Asked(option = "--measure") boolean measure)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MOST_SAMPLES = 100_000;

  /** What a record is. */
  public enum Form {
    /** What the source has. */
    AS_RECORDED,
    /**
     * One representative beat: the beat of the source if it has one, otherwise computed from the
     * strip.
     */
    MEDIAN
  }

  /**
   * Checks the values.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public BeatsSpec {
    Objects.requireNonNull(form, "form");
    if (samples < 1 || samples > MOST_SAMPLES) {
      throw new UserException(
          "--beat-samples is " + samples + "; it must be from 1 to " + MOST_SAMPLES + ".");
    }
    if (!(sampleRateHz >= 50 && sampleRateHz <= 10_000)) {
      throw new UserException(
          "--beat-rate is " + sampleRateHz + "; it must be from 50 to 10000 Hz.");
    }
  }

  /** Whether median beats are wanted. */
  public boolean isMedian() {
    return form == Form.MEDIAN;
  }

  /** The defaults, to change. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private Form form = Form.AS_RECORDED;
    private double sampleRateHz = 500;
    private int samples = 600;
    private boolean measure = true;

    private Builder() {}

    private Builder(BeatsSpec spec) {
      form = spec.form;
      sampleRateHz = spec.sampleRateHz;
      samples = spec.samples;
      measure = spec.measure;
    }

    /** See {@link BeatsSpec#form}. */
    public Builder form(Form value) {
      form = value;
      return this;
    }

    /** See {@link BeatsSpec#sampleRateHz}. */
    public Builder sampleRateHz(double value) {
      sampleRateHz = value;
      return this;
    }

    /** See {@link BeatsSpec#samples}. */
    public Builder samples(int value) {
      samples = value;
      return this;
    }

    /** See {@link BeatsSpec#measure}. */
    public Builder measure(boolean value) {
      measure = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public BeatsSpec build() {
      return new BeatsSpec(form, sampleRateHz, samples, measure);
    }
  }
}
