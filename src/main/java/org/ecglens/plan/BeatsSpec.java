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
 * @param stripSeconds longer recordings become strips of this length, from 1 to 86400 s; 0 for
 *     whole recordings, of which those too large for a row are cut into parts of an hour
 * @param strips how many strips of a recording, the cleanest; 0 for all
 * @param fillGapsMs gaps of up to so many ms are filled with straight lines, 0 to 1000
 */
public record BeatsSpec(
    @Asked(option = "--beats") Form form,
    @Asked(option = "--beat-rate") double sampleRateHz,
    @Asked(option = "--beat-samples") int samples,
    @Asked(option = "--measure") boolean measure,
    @Asked(option = "--strip") double stripSeconds,
    @Asked(option = "--strips") int strips,
    @Asked(option = "--fill-gaps") double fillGapsMs)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MOST_SAMPLES = 100_000;
  private static final double LONGEST_STRIP_S = 86_400;
  private static final double LONGEST_GAP_MS = 1000;

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
    if (stripSeconds != 0 && !(stripSeconds >= 1 && stripSeconds <= LONGEST_STRIP_S)) {
      throw new UserException(
          "--strip is " + stripSeconds + "; it must be from 1 to 86400 s, or 0 for no strips.");
    }
    if (strips < 0) {
      throw new UserException("--strips is " + strips + "; it must be at least 1, or all.");
    }
    if (strips > 0 && stripSeconds == 0) {
      throw new UserException("--strips needs the length of a strip: --strip SECONDS.");
    }
    if (!(fillGapsMs >= 0 && fillGapsMs <= LONGEST_GAP_MS)) {
      throw new UserException("--fill-gaps is " + fillGapsMs + "; it must be from 0 to 1000 ms.");
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
    private double stripSeconds;
    private int strips;
    private double fillGapsMs;

    private Builder() {}

    private Builder(BeatsSpec spec) {
      form = spec.form;
      sampleRateHz = spec.sampleRateHz;
      samples = spec.samples;
      measure = spec.measure;
      stripSeconds = spec.stripSeconds;
      strips = spec.strips;
      fillGapsMs = spec.fillGapsMs;
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

    /** See {@link BeatsSpec#stripSeconds}. */
    public Builder stripSeconds(double value) {
      stripSeconds = value;
      return this;
    }

    /** See {@link BeatsSpec#strips}. */
    public Builder strips(int value) {
      strips = value;
      return this;
    }

    /** See {@link BeatsSpec#fillGapsMs}. */
    public Builder fillGapsMs(double value) {
      fillGapsMs = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public BeatsSpec build() {
      return new BeatsSpec(form, sampleRateHz, samples, measure, stripSeconds, strips, fillGapsMs);
    }
  }
}
