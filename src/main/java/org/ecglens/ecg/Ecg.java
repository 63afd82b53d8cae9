package org.ecglens.ecg;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One electrocardiogram: an immutable value.
 *
 * <p>The signal is lead-major: {@code signal[lead * samples + sample]}.
 */
public final class Ecg implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Kind of a record. */
  public enum Kind {
    /** Continuous signal. */
    RHYTHM,
    /** One representative beat. */
    MEDIAN
  }

  private final String recordId;
  private final String subject;
  private final String source;
  private final Kind kind;
  private final List<String> leads;
  private final double sampleRateHz;
  private final int samples;
  private final String unit;
  private final float[] signal;
  private final Map<String, Double> labels;
  private final Waves waves;

  /**
   * Checks that the parts fit and copies them.
   *
   * @param recordId unique in its dataset
   * @param subject salted hash of the person, or null
   * @param source where it came from: a format or a generator
   * @param kind continuous signal or representative beat
   * @param leads names in the order of the signal
   * @param sampleRateHz positive
   * @param unit of the signal, {@code uV} wherever the source's unit is a voltage
   * @param signal {@code [lead * samples + sample]}; may hold NaN where the source says that a
   *     sample is invalid
   * @param labels measurements by name (see {@link Labels}); absent ones are not in the map
   * @param waves limits in samples
   * @throws IllegalArgumentException if the signal's length is not a multiple of the number of
   *     leads
   */
  public Ecg(
      String recordId,
      String subject,
      String source,
      Kind kind,
      List<String> leads,
      double sampleRateHz,
      String unit,
      float[] signal,
      Map<String, Double> labels,
      Waves waves) {
    this(
        recordId,
        subject,
        source,
        kind,
        leads,
        sampleRateHz,
        unit,
        new Shared(signal.clone()),
        labels,
        waves);
  }

  /** An array that nobody changes: records of the same signal share it. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Shared(float[] values) {}

  private Ecg(
      String recordId,
      String subject,
      String source,
      Kind kind,
      List<String> leads,
      double sampleRateHz,
      String unit,
      Shared shared,
      Map<String, Double> labels,
      Waves waves) {
    float[] signal = shared.values();
    if (leads.isEmpty() || signal.length % leads.size() != 0) {
      throw new IllegalArgumentException(
          recordId + ": " + signal.length + " values for " + leads.size() + " leads");
    }
    if (!(sampleRateHz > 0) || Double.isInfinite(sampleRateHz)) {
      throw new IllegalArgumentException(recordId + ": sample rate " + sampleRateHz + " Hz");
    }
    this.recordId = recordId;
    this.subject = subject;
    this.source = source;
    this.kind = kind;
    this.leads = List.copyOf(leads);
    this.sampleRateHz = sampleRateHz;
    this.samples = signal.length / leads.size();
    this.unit = unit;
    this.signal = signal;
    this.labels = Map.copyOf(labels);
    this.waves = waves;
  }

  /** Another record of the same leads, rate and unit; its signal is not copied. */
  private Ecg like(
      String id, String person, float[] values, Map<String, Double> numbers, Waves limits) {
    return new Ecg(
        id, person, source, kind, leads, sampleRateHz, unit, new Shared(values), numbers, limits);
  }

  /** The same record of a person. */
  public Ecg withSubject(String hash) {
    return like(recordId, hash, signal, labels, waves);
  }

  /** The same record with other measurements. */
  public Ecg withMeasurements(Map<String, Double> newLabels, Waves newWaves) {
    return like(recordId, subject, signal, newLabels, newWaves);
  }

  /** The same record with another signal of this length, which is not copied. */
  Ecg withSignal(float[] other) {
    if (other.length != signal.length) {
      throw new IllegalArgumentException(other.length + " values for " + signal.length);
    }
    return like(recordId, subject, other, labels, waves);
  }

  /**
   * A piece of the signal as a record of its own, with the same labels; limits of waves are not
   * kept, they may lie elsewhere.
   *
   * @param id of the piece
   * @param from first sample
   * @param to sample behind the last
   * @throws IndexOutOfBoundsException if the piece is not inside the signal
   */
  public Ecg part(String id, int from, int to) {
    Objects.checkFromToIndex(from, to, samples);
    int length = to - from;
    float[] piece = new float[leads.size() * length];
    for (int lead = 0; lead < leads.size(); lead++) {
      System.arraycopy(signal, lead * samples + from, piece, lead * length, length);
    }
    return like(id, subject, piece, labels, Waves.NONE);
  }

  /** Unique in its dataset. */
  public String recordId() {
    return recordId;
  }

  /** Salted hash of the person, or null. */
  public String subject() {
    return subject;
  }

  /** Format or generator. */
  public String source() {
    return source;
  }

  /** Continuous signal or representative beat. */
  public Kind kind() {
    return kind;
  }

  /** Lead names in the order of the signal. */
  public List<String> leads() {
    return leads;
  }

  /** Samples a second. */
  public double sampleRateHz() {
    return sampleRateHz;
  }

  /** Samples in each lead. */
  public int samples() {
    return samples;
  }

  /** Unit of the signal. */
  public String unit() {
    return unit;
  }

  /** A copy of the signal, lead-major. */
  public float[] signal() {
    return signal.clone();
  }

  /** The signal itself, for this package to look at. */
  float[] shared() {
    return signal;
  }

  /** One value. */
  public float at(int lead, int sample) {
    return signal[lead * samples + sample];
  }

  /** Measurements by name. */
  public Map<String, Double> labels() {
    return labels;
  }

  /** Wave limits in samples. */
  public Waves waves() {
    return waves;
  }
}
