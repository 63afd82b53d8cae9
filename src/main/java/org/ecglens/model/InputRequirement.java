package org.ecglens.model;

import java.io.Serializable;
import java.util.List;

/**
 * What a record must be to be put before a network.
 *
 * @param leads number of leads
 * @param samples in each lead
 * @param names of the leads in order, or null for any
 * @param sampleRateHz null for any
 * @param unit null for any
 * @param kind null for any
 * @param adapt steps that may bring a record there
 */
public record InputRequirement(
    int leads,
    int samples,
    List<String> names,
    Double sampleRateHz,
    String unit,
    String kind,
    List<String> adapt)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final double RATE_TOLERANCE = 1e-6;

  /** What a card asks for, in a shape. */
  public static InputRequirement of(ModelCard card, int leads, int samples, List<String> adapt) {
    ModelCard.Input input = card.input();
    return new InputRequirement(
        leads, samples, input.leads(), input.sampleRateHz(), input.unit(), input.kind(), adapt);
  }

  /**
   * The signal as the network takes it, {@code [lead * samples + sample]}.
   *
   * @throws Misfit naming field, found and expected
   */
  public float[] fit(InputRecord record) throws Misfit {
    checkSignal(record);
    if (kind != null && record.kind() != null && !kind.equals(record.kind())) {
      throw new Misfit("kind", differs("kind", record.kind(), kind));
    }
    if (record.leads().size() != leads) {
      throw new Misfit("leads", differs("leads", record.leads().size(), leads));
    }
    if (names != null && !same(names, record.leads())) {
      throw new Misfit("leads", differs("leads", record.leads(), names));
    }
    if (sampleRateHz != null
        && Math.abs(record.sampleRateHz() - sampleRateHz) > RATE_TOLERANCE * sampleRateHz) {
      throw new Misfit(
          "sample_rate_hz", differs("sample_rate_hz", record.sampleRateHz(), sampleRateHz));
    }
    if (record.samples() != samples) {
      throw new Misfit("samples", differs("samples", record.samples(), samples));
    }
    if (unit != null && !unit.equals(record.unit())) {
      throw new Misfit("unit", differs("unit", record.unit(), unit));
    }
    return record.signal();
  }

  private static void checkSignal(InputRecord record) throws Misfit {
    float[] signal = record.signal();
    if (signal == null || signal.length == 0) {
      throw new Misfit("zero-length", "signal: has no values");
    }
    if (record.leads() == null || record.leads().isEmpty()) {
      throw new Misfit("leads", "leads: has no names");
    }
    long expected = (long) record.leads().size() * record.samples();
    if (signal.length != expected) {
      throw new Misfit(
          "signal-length",
          differs("signal", signal.length + " values", expected + " (leads × samples)"));
    }
    boolean constant = true;
    for (int i = 0; i < signal.length; i++) {
      if (!Float.isFinite(signal[i])) {
        throw new Misfit(
            "not-finite",
            "signal: lead "
                + record.leads().get(i / record.samples())
                + ", sample "
                + i % record.samples()
                + " is "
                + signal[i]);
      }
      constant &= signal[i] == signal[0];
    }
    if (constant) {
      throw new Misfit("constant", "signal: every value is " + signal[0]);
    }
  }

  private static boolean same(List<String> wanted, List<String> found) {
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).equalsIgnoreCase(found.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String differs(String field, Object found, Object expected) {
    return field + ": found " + found + ", expected " + expected;
  }
}
