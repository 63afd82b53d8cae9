package org.ecglens.model;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.ecglens.ecg.Adaptation;
import org.ecglens.ecg.Recording;

/**
 * What a record must be to be put before a network.
 *
 * @param leads number of leads
 * @param samples in each lead
 * @param names of the leads in order, or null for any
 * @param sampleRateHz null for any
 * @param unit null for any
 * @param kind null for any
 * @param adapt steps that may bring a record there, of {@link ModelCard#STEPS}
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

  /** What a card asks for, in a shape. */
  public static InputRequirement of(ModelCard card, int leads, int samples, List<String> adapt) {
    ModelCard.Input input = card.input();
    return new InputRequirement(
        leads, samples, input.leads(), input.sampleRateHz(), input.unit(), input.kind(), adapt);
  }

  /**
   * The signal as the network takes it, {@code [lead * samples + sample]}, with the steps that
   * brought it there. What is explained later is this signal, not the record as it was read.
   *
   * @throws Misfit naming field, found and expected
   */
  public Adaptation.Adapted fit(InputRecord record) throws Misfit {
    checkSignal(record);
    if (kind != null && record.kind() != null && !kind.equals(record.kind())) {
      throw new Misfit("kind", differs("kind", record.kind(), kind));
    }
    try {
      Adaptation.Adapted adapted =
          adaptation()
              .adapted(
                  new Recording(
                      record.kind() == null ? kind : record.kind(),
                      record.leads(),
                      record.sampleRateHz(),
                      record.unit(),
                      record.signal()));
      if (!adapted.steps().isEmpty()) {
        checkValues(adapted.signal(), index -> "adapted value " + index);
      }
      return adapted;
    } catch (Adaptation.Refusal e) {
      throw new Misfit(e.field(), e.getMessage());
    }
  }

  private Adaptation adaptation() {
    Set<Adaptation.Step> allowed =
        adapt.stream()
            .map(Adaptation.Step::of)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    return new Adaptation(names, leads, unit, sampleRateHz, samples, allowed);
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
    checkValues(
        signal,
        index ->
            "lead "
                + record.leads().get(index / record.samples())
                + ", sample "
                + index % record.samples());
  }

  private static void checkValues(float[] signal, IntFunction<String> place) throws Misfit {
    boolean constant = true;
    for (int i = 0; i < signal.length; i++) {
      if (!Float.isFinite(signal[i])) {
        throw new Misfit("not-finite", "signal: " + place.apply(i) + " is " + signal[i]);
      }
      constant &= signal[i] == signal[0];
    }
    if (constant) {
      throw new Misfit("constant", "signal: every value is " + signal[0]);
    }
  }

  private static String differs(String field, Object found, Object expected) {
    return field + ": found " + found + ", expected " + expected;
  }
}
