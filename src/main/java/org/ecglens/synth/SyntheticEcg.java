package org.ecglens.synth;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;

/**
 * Twelve-lead electrocardiograms made from waves of known limits.
 *
 * <p>The heart is one moving dipole. P, three parts of QRS, an ST level and T each have a direction
 * and a smooth course that is exactly zero outside their limits ({@link Pulse}, {@link Plateau}),
 * so wave limits and measurements are the truth and not an estimate. The idea of a sum of bumps for
 * each wave is that of McSharry et al. ("A dynamical model for generating synthetic
 * electrocardiogram signals", IEEE Trans Biomed Eng 2003;50:289–94) and, with a dipole, of Sameni
 * et al. (EURASIP J Adv Signal Process 2007:043407); their Gaussian bumps never end, those here do.
 * {@link LeadField} turns the dipole into leads, {@link Physiology} draws the heart, {@link Noise}
 * disturbs the recording.
 *
 * <p>Signals are in µV at 500 Hz in the order of {@link Lead#STANDARD}: 12 × 600 for a median beat,
 * whose R peak lies between samples 200 and 250, and 12 × 5000 for a rhythm strip. An onset is the
 * last sample at rest, an offset the first; the end of QRS is the first sample at the ST level.
 * Labels are those of {@link Labels}: in ms and bpm, and in µV relative to QRS onset in V5, taken
 * from the signal without noise. In a rhythm strip they and the limits belong to the first complete
 * beat, and the rate is that of all QRS onsets in the strip.
 *
 * <p>A record depends on the seed and its number alone, whatever else is generated.
 */
public final class SyntheticEcg implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MEDIAN_SAMPLES = 600;
  private static final int RHYTHM_SAMPLES = 5000;
  private static final double MS_PER_SAMPLE = 1000.0 / Physiology.RATE_HZ;
  private static final double FIBRILLATION_VARIABILITY = 0.15;

  private final SyntheticSettings settings;

  /** A generator. */
  public SyntheticEcg(SyntheticSettings settings) {
    this.settings = settings;
  }

  /** A record with noise. */
  public Ecg record(long number) {
    return build(number, true);
  }

  /** The same record as it would be without noise and fibrillation waves. */
  public Ecg noiseless(long number) {
    return build(number, false);
  }

  /** The kind of heart of a record. */
  public Condition condition(long number) {
    return physiology(number).condition();
  }

  private Physiology physiology(long number) {
    return Physiology.draw(draws(number, "heart"), settings.abnormal());
  }

  private RecordDraws draws(long number, String purpose) {
    return new RecordDraws(settings.seed(), number, "synth", purpose);
  }

  private Ecg build(long number, boolean noisy) {
    Physiology heart = physiology(number);
    boolean median = settings.kind() == Ecg.Kind.MEDIAN;
    int samples = median ? MEDIAN_SAMPLES : RHYTHM_SAMPLES;
    RecordDraws timing = draws(number, "timing");
    List<Integer> onsets =
        median ? medianOnsets(heart, timing) : rhythmOnsets(heart, timing, samples);
    double[][] dipole = new double[3][samples];
    for (int onset : onsets) {
      heart.beat().addTo(dipole, onset);
    }
    boolean fibrillation = heart.condition() == Condition.ATRIAL_FIBRILLATION && !median;
    if (noisy && fibrillation && settings.noise() > 0) {
      Noise.fibrillation(dipole, draws(number, "fibrillation"), Physiology.RATE_HZ);
    }
    double[][] leads = leads(dipole);
    if (noisy && settings.noise() > 0) {
      Noise usual = median ? Noise.MEDIAN : Noise.RHYTHM;
      usual.times(settings.noise()).addTo(leads, draws(number, "noise"), Physiology.RATE_HZ);
    }
    int measured = median ? onsets.get(onsets.size() / 2) : firstComplete(heart, onsets);
    double rate = median ? 60 / heart.rrSeconds() : rate(onsets, samples);
    return new Ecg(
        id(number),
        null,
        "synth",
        settings.kind(),
        Lead.STANDARD,
        Physiology.RATE_HZ,
        "uV",
        LeadField.complete(leads),
        labels(heart.beat(), rate),
        heart.beat().waves(measured));
  }

  private String id(long number) {
    return String.format(
        Locale.ROOT,
        "synth-%s-%d-%08d",
        settings.kind().name().toLowerCase(Locale.ROOT),
        settings.seed(),
        number);
  }

  private List<Integer> medianOnsets(Physiology heart, RecordDraws timing) {
    int onset = (int) timing.uniform(205, 245) - heart.beat().qrsPeak();
    int interval = (int) Math.round(heart.rrSeconds() * Physiology.RATE_HZ);
    return settings.neighbours()
        ? List.of(onset - interval, onset, onset + interval)
        : List.of(onset);
  }

  private List<Integer> rhythmOnsets(Physiology heart, RecordDraws timing, int samples) {
    double mean = heart.rrSeconds() * Physiology.RATE_HZ;
    double spread =
        heart.condition() == Condition.ATRIAL_FIBRILLATION
            ? Math.max(FIBRILLATION_VARIABILITY, settings.variability())
            : settings.variability();
    // Beats never overlap, and the limits are symmetric, so that the mean interval stays.
    int shortest = heart.beat().end() - heart.beat().start() + 2;
    double most = Math.min(3 * spread * mean, mean - shortest);
    List<Integer> onsets = new ArrayList<>();
    double onset = -timing.uniform(0, mean);
    while (onset + heart.beat().start() < samples) {
      onsets.add((int) Math.round(onset));
      onset += mean + timing.normal(0, spread * mean, -most, most);
    }
    return onsets;
  }

  private static int firstComplete(Physiology heart, List<Integer> onsets) {
    return onsets.stream()
        .filter(onset -> onset + heart.beat().start() >= 0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("ten seconds hold a beat at 45 bpm"));
  }

  private static double rate(List<Integer> onsets, int samples) {
    List<Integer> inside = onsets.stream().filter(onset -> onset >= 0 && onset < samples).toList();
    int span = inside.get(inside.size() - 1) - inside.get(0);
    return 60.0 * Physiology.RATE_HZ * (inside.size() - 1) / span;
  }

  private static double[][] leads(double[][] dipole) {
    double[][] leads = new double[LeadField.INDEPENDENT.size()][dipole[0].length];
    for (int lead = 0; lead < leads.length; lead++) {
      for (int sample = 0; sample < leads[lead].length; sample++) {
        leads[lead][sample] =
            LeadField.project(lead, dipole[0][sample], dipole[1][sample], dipole[2][sample]);
      }
    }
    return leads;
  }

  private static Map<String, Double> labels(Beat beat, double rate) {
    Map<String, Double> labels = new HashMap<>();
    labels.put(Labels.RATE, rate);
    if (beat.p() != null) {
      labels.put(Labels.PR, -beat.p().onset() * MS_PER_SAMPLE);
    }
    labels.put(Labels.QRS, beat.s().offset() * MS_PER_SAMPLE);
    labels.put(Labels.QT, beat.t().offset() * MS_PER_SAMPLE);
    labels.put(Labels.J, beat.v5(beat.s().offset()));
    labels.put(Labels.T, beat.v5(beat.t().peak()));
    labels.put(Labels.R, beat.v5(beat.qrsPeak()));
    return labels;
  }
}
