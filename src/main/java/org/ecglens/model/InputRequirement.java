package org.ecglens.model;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ecglens.ecg.Adaptation;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Recording;
import org.ecglens.ecg.Waves;

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

  private static final String MEDIAN = "median";

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
        checkAdapted(adapted.signal());
      }
      return adapted;
    } catch (Adaptation.Refusal e) {
      throw new Misfit(e.field(), e.getMessage());
    }
  }

  /** Names of the leads of a record's signal as the network takes it. */
  public List<String> leadNames(InputRecord record) {
    return names == null ? record.leads() : names;
  }

  /** Sampling rate of a record's signal as the network takes it, Hz; NaN where nobody says it. */
  public double sampleRateHz(InputRecord record) {
    return sampleRateHz == null ? record.sampleRateHz() : sampleRateHz;
  }

  /**
   * Limits of the waves of a median beat, where they hold for the signal as the network takes it:
   * its time axis is that of the record.
   */
  public Optional<Waves> waves(InputRecord record) {
    boolean same =
        record.samples() == samples
            && (sampleRateHz == null || sampleRateHz == record.sampleRateHz());
    return same && MEDIAN.equals(record.kind()) ? Optional.of(record.waves()) : Optional.empty();
  }

  private Adaptation adaptation() {
    Set<Adaptation.Step> allowed =
        adapt.stream()
            .map(Adaptation.Step::of)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    return new Adaptation(names, leads, unit, sampleRateHz, samples, allowed);
  }

  private void checkSignal(InputRecord record) throws Misfit {
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
    Set<Integer> used = used(record.leads());
    for (int lead : used) {
      checkFinite(record, lead);
    }
    checkVaries(record, used);
  }

  /** Places of the leads that the network's input is made of: what others hold does not matter. */
  private Set<Integer> used(List<String> found) {
    List<String> there = found.stream().map(InputRequirement::key).toList();
    Set<String> needed = new HashSet<>(there);
    if (names != null) {
      needed = names.stream().map(InputRequirement::key).collect(Collectors.toSet());
      if (!there.containsAll(needed)) {
        needed.addAll(List.of(key("I"), key("II")));
      }
    }
    Set<Integer> used = new TreeSet<>();
    for (int lead = 0; lead < there.size(); lead++) {
      if (needed.contains(there.get(lead))) {
        used.add(lead);
      }
    }
    return used;
  }

  private static String key(String lead) {
    return Lead.name(lead).toLowerCase(Locale.ROOT);
  }

  private static void checkFinite(InputRecord record, int lead) throws Misfit {
    for (int sample = 0; sample < record.samples(); sample++) {
      float value = record.signal()[lead * record.samples() + sample];
      if (!Float.isFinite(value)) {
        throw new Misfit(
            "not-finite",
            "signal: lead " + record.leads().get(lead) + ", sample " + sample + " is " + value);
      }
    }
  }

  private static void checkVaries(InputRecord record, Set<Integer> used) throws Misfit {
    float[] signal = record.signal();
    int samples = record.samples();
    for (int lead : used) {
      for (int sample = 0; sample < samples; sample++) {
        if (signal[lead * samples + sample] != signal[used.iterator().next() * samples]) {
          return;
        }
      }
    }
    if (!used.isEmpty()) {
      throw new Misfit(
          "constant", "signal: every value is " + signal[used.iterator().next() * samples]);
    }
  }

  private static void checkAdapted(float[] signal) throws Misfit {
    boolean constant = true;
    for (int i = 0; i < signal.length; i++) {
      if (!Float.isFinite(signal[i])) {
        throw new Misfit("not-finite", "signal: adapted value " + i + " is " + signal[i]);
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
