package org.ecglens.ecg;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Fits records to the form that a network takes, by allowed steps only: what does not fit and may
 * not be adapted is refused. Steps are applied in the order leads, unit, resample, crop or pad;
 * labels keep their units (ms, µV), wave limits follow the samples and become null where they are
 * cut off.
 */
public final class Adaptation implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Rates that differ by less are the same: a drift of one sample in 10⁶. */
  private static final double RATE_TOLERANCE = 1e-6;

  /** Where a record is cropped and padded. */
  public enum Anchor {
    /** The start stays. */
    START,
    /** The middle stays: as much is taken or added before as behind. */
    CENTRE
  }

  /** What padding consists of. */
  public enum Padding {
    /** Zeros. */
    ZERO,
    /** The first and the last value of each lead. */
    EDGE
  }

  /**
   * An adapted record.
   *
   * @param ecg in the form asked for
   * @param steps what was done, in words, empty if it fitted as it was
   */
  public record Adapted(Ecg ecg, List<String> steps) {
    /** Copies the steps. */
    public Adapted {
      steps = List.copyOf(steps);
    }
  }

  private final InputForm form;
  private final EnumSet<AdaptationStep> allowed;
  private final Anchor anchor;
  private final Padding padding;

  /**
   * An adaptation.
   *
   * @param form what the network takes
   * @param allowed steps that may be applied
   * @param anchor where to crop and pad; null for the start of rhythm strips and the centre of
   *     median beats
   * @param padding what to pad with
   */
  public Adaptation(InputForm form, Set<AdaptationStep> allowed, Anchor anchor, Padding padding) {
    this.form = form;
    this.allowed = EnumSet.noneOf(AdaptationStep.class);
    this.allowed.addAll(allowed);
    this.anchor = anchor;
    this.padding = padding;
  }

  /** With the default anchor and zeros. */
  public Adaptation(InputForm form, Set<AdaptationStep> allowed) {
    this(form, allowed, null, Padding.ZERO);
  }

  /**
   * Adapts one record.
   *
   * @throws AdaptationException if it does not fit and no allowed step makes it fit
   */
  public Adapted adapt(Ecg ecg) {
    List<String> steps = new ArrayList<>();
    Ecg leads = leads(ecg, steps);
    Ecg unit = unit(leads, steps);
    Ecg resampled = resampled(unit, steps);
    return new Adapted(length(resampled, steps), steps);
  }

  private Ecg leads(Ecg ecg, List<String> steps) {
    int found = ecg.leads().size();
    if (form.names() == null) {
      if (found != form.leads()) {
        // Without names there is no telling which leads are meant.
        throw refusal(ecg, "leads", found + " leads", form.leads() + " leads", null);
      }
      return ecg;
    }
    List<String> wanted = form.names().stream().map(Lead::name).toList();
    if (ecg.leads().stream().map(Lead::name).toList().equals(wanted)) {
      return ecg;
    }
    if (!allowed.contains(AdaptationStep.LEADS)) {
      throw refusal(ecg, "leads", ecg.leads().toString(), wanted.toString(), AdaptationStep.LEADS);
    }
    LeadSelection selection = new LeadSelection(ecg, wanted);
    steps.add("leads " + join(ecg.leads()) + " -> " + join(wanted));
    if (!selection.derived().isEmpty()) {
      steps.add("derived " + join(selection.derived()) + " from I and II");
    }
    return with(ecg, wanted, ecg.sampleRateHz(), ecg.unit(), selection.signal(), ecg.waves());
  }

  private Ecg unit(Ecg ecg, List<String> steps) {
    if (form.unit() == null || form.unit().equals(ecg.unit())) {
      return ecg;
    }
    Voltage from = Voltage.of(ecg.unit()).orElse(null);
    Voltage to = Voltage.of(form.unit()).orElse(null);
    if (from == null || to == null) {
      throw refusal(ecg, "unit", ecg.unit(), form.unit(), null);
    }
    float[] signal = ecg.signal();
    if (from != to) {
      if (!allowed.contains(AdaptationStep.UNIT)) {
        throw refusal(ecg, "unit", ecg.unit(), form.unit(), AdaptationStep.UNIT);
      }
      for (int i = 0; i < signal.length; i++) {
        signal[i] = (float) (signal[i] * from.microvolts() / to.microvolts());
      }
      steps.add("converted " + from.symbol() + " -> " + to.symbol());
    }
    return with(ecg, ecg.leads(), ecg.sampleRateHz(), form.unit(), signal, ecg.waves());
  }

  private Ecg resampled(Ecg ecg, List<String> steps) {
    Double wanted = form.sampleRateHz();
    if (wanted == null || Math.abs(ecg.sampleRateHz() - wanted) <= RATE_TOLERANCE * wanted) {
      return ecg;
    }
    String found = hertz(ecg.sampleRateHz());
    if (!allowed.contains(AdaptationStep.RESAMPLE)) {
      throw refusal(ecg, "sample_rate_hz", found, hertz(wanted), AdaptationStep.RESAMPLE);
    }
    Resampler resampler = Resampler.between(ecg.sampleRateHz(), wanted);
    if (resampler == null) {
      throw refusal(ecg, "sample_rate_hz", found, hertz(wanted) + " or a simple ratio to it", null);
    }
    int samples = resampler.length(ecg.samples());
    float[] source = ecg.signal();
    float[] signal = new float[ecg.leads().size() * samples];
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      resampler.apply(source, lead * ecg.samples(), ecg.samples(), signal, lead * samples);
    }
    steps.add("resampled " + found + " -> " + hertz(wanted));
    Waves waves = moved(ecg.waves(), resampler::position, samples);
    return with(ecg, ecg.leads(), wanted, ecg.unit(), signal, waves);
  }

  private Ecg length(Ecg ecg, List<String> steps) {
    int found = ecg.samples();
    int wanted = form.samples();
    if (found == wanted) {
      return ecg;
    }
    AdaptationStep step = found > wanted ? AdaptationStep.CROP : AdaptationStep.PAD;
    boolean hopeless = step == AdaptationStep.PAD && found == 0;
    if (hopeless || !allowed.contains(step)) {
      throw refusal(
          ecg, "samples", String.valueOf(found), String.valueOf(wanted), hopeless ? null : step);
    }
    Anchor effective = anchor;
    if (effective == null) {
      effective = ecg.kind() == Ecg.Kind.MEDIAN ? Anchor.CENTRE : Anchor.START;
    }
    // Sample s of the result is sample s + shift of the record; negative when padding before it.
    int shift = effective == Anchor.CENTRE ? (found - wanted) / 2 : 0;
    float[] signal = new float[ecg.leads().size() * wanted];
    for (int lead = 0; lead < ecg.leads().size(); lead++) {
      for (int sample = 0; sample < wanted; sample++) {
        int source = sample + shift;
        boolean outside = source < 0 || source >= found;
        signal[lead * wanted + sample] =
            outside && padding == Padding.ZERO
                ? 0
                : ecg.at(lead, Math.max(0, Math.min(found - 1, source)));
      }
    }
    steps.add(
        step == AdaptationStep.CROP
            ? "cropped " + found + " -> " + wanted + " samples from sample " + shift
            : "padded "
                + found
                + " -> "
                + wanted
                + " samples, "
                + -shift
                + " before and "
                + (wanted - found + shift)
                + " behind, with "
                + (padding == Padding.ZERO ? "zeros" : "edge values"));
    Waves waves = moved(ecg.waves(), sample -> sample - shift, wanted);
    return with(ecg, ecg.leads(), ecg.sampleRateHz(), ecg.unit(), signal, waves);
  }

  private static Waves moved(Waves waves, IntFunction<Integer> place, int samples) {
    IntFunction<Integer> inside =
        sample -> {
          int moved = place.apply(sample);
          return moved >= 0 && moved < samples ? moved : null;
        };
    return new Waves(
        moved(waves.pOnset(), inside),
        moved(waves.pPeak(), inside),
        moved(waves.pOffset(), inside),
        moved(waves.qrsOnset(), inside),
        moved(waves.qrsPeak(), inside),
        moved(waves.qrsOffset(), inside),
        moved(waves.tOnset(), inside),
        moved(waves.tPeak(), inside),
        moved(waves.tOffset(), inside));
  }

  private static Integer moved(Integer limit, IntFunction<Integer> place) {
    return limit == null ? null : place.apply(limit);
  }

  private static Ecg with(
      Ecg ecg, List<String> leads, double rate, String unit, float[] signal, Waves waves) {
    return new Ecg(
        ecg.recordId(),
        ecg.subject(),
        ecg.source(),
        ecg.kind(),
        leads,
        rate,
        unit,
        signal,
        ecg.labels(),
        waves);
  }

  private static AdaptationException refusal(
      Ecg ecg, String field, String found, String expected, AdaptationStep step) {
    return new AdaptationException(ecg.recordId(), field, found, expected, step);
  }

  private static String hertz(double rate) {
    return (rate == Math.rint(rate) ? String.valueOf((long) rate) : String.valueOf(rate)) + " Hz";
  }

  private static String join(List<String> names) {
    return String.join(" ", names);
  }
}
