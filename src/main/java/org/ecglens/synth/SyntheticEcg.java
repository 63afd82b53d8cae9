package org.ecglens.synth;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.random.Draws;

/**
 * Twelve-lead ECGs at 500 Hz in µV whose wave limits and measurements are exact: P, Q, R, S, ST and
 * T are dipoles that the leads see through {@link LeadField}, plus {@link RecordingNoise}. Record n
 * of a seed is the same whatever else is generated.
 *
 * <p>Labels are measured on the noise-free signal, with the meaning of {@link Labels}; those of
 * {@link HeartClass} that are asked for are 1 or 0.
 */
public final class SyntheticEcg {
  /** The source of these records. */
  public static final String SOURCE = "synth";

  /** Sources of records that no patient had. */
  public static final Set<String> SOURCES = Set.of(SOURCE, GeneratedEcg.SOURCE);

  /** Samples of a median beat, 1.2 s. */
  public static final int MEDIAN_SAMPLES = 600;

  /** Samples of a rhythm strip, 10 s. */
  public static final int RHYTHM_SAMPLES = 5000;

  private static final int MEDIAN_QRS_ONSET = 230;
  private static final double SINUS_ARRHYTHMIA = 0.02;
  private static final double FIBRILLATION = 0.15;

  private final Ecg.Kind kind;
  private final RecordingNoise noise;
  private final Map<HeartClass, Double> shares;
  private final Draws classes;
  private final Draws beats;
  private final Draws rhythm;
  private final Draws disturbance;

  /** Records of a seed with the usual noise of their kind. */
  public SyntheticEcg(long seed, Ecg.Kind kind) {
    this(seed, kind, RecordingNoise.usual(kind));
  }

  /** Records of a seed with chosen noise; the noise does not change the beats. */
  public SyntheticEcg(long seed, Ecg.Kind kind, RecordingNoise noise) {
    this(seed, kind, noise, Map.of());
  }

  /**
   * Records of a seed in which classes are decided for each record, independently.
   *
   * @param shares of the records that have them, 0 to 1
   */
  public SyntheticEcg(
      long seed, Ecg.Kind kind, RecordingNoise noise, Map<HeartClass, Double> shares) {
    this.kind = kind;
    this.noise = noise;
    this.shares = Map.copyOf(shares);
    classes = Draws.of(seed, "synth", "class");
    beats = Draws.of(seed, "synth", "beat");
    rhythm = Draws.of(seed, "synth", "rhythm");
    disturbance = Draws.of(seed, "synth", "noise");
  }

  /** Record number n, from 0. */
  public Ecg record(long number) {
    Map<HeartClass, Boolean> has = classes(number);
    Beat beat = Beat.of(beats, number, has);
    int samples = kind == Ecg.Kind.MEDIAN ? MEDIAN_SAMPLES : RHYTHM_SAMPLES;
    double[] onsets =
        kind == Ecg.Kind.MEDIAN ? new double[] {MEDIAN_QRS_ONSET} : onsets(beat, number);
    Dipole[] dipoles = new Dipole[samples];
    Arrays.fill(dipoles, Dipole.ZERO);
    for (double onset : onsets) {
      add(beat, (int) onset, dipoles);
    }
    double[][] independent = new double[LeadField.LEADS.size()][samples];
    for (int lead = 0; lead < independent.length; lead++) {
      for (int sample = 0; sample < samples; sample++) {
        independent[lead][sample] = LeadField.potential(lead, dipoles[sample]);
      }
      noise.addTo(independent[lead], disturbance, number, lead);
    }
    return new Ecg(
        String.format(Locale.ROOT, "synth-%07d", number),
        null,
        SOURCE,
        kind,
        Lead.STANDARD,
        Beat.RATE_HZ,
        "uV",
        TwelveLeads.of(independent),
        labels(beat, onsets, has),
        waves(beat, firstComplete(beat, onsets)));
  }

  private Map<HeartClass, Boolean> classes(long number) {
    Map<HeartClass, Boolean> has = new EnumMap<>(HeartClass.class);
    shares.forEach((one, share) -> has.put(one, classes.uniform(number, one.draw()) < share));
    return has;
  }

  private static void add(Beat beat, int onset, Dipole[] dipoles) {
    int from = Math.max(0, onset + beat.start());
    int to = Math.min(dipoles.length, onset + beat.t().offset());
    for (int sample = from; sample < to; sample++) {
      dipoles[sample] = dipoles[sample].plus(beat.dipole(sample - onset), 1);
    }
  }

  /** QRS onsets that touch the strip; distances vary little in sinus rhythm and much without P. */
  private double[] onsets(Beat beat, long number) {
    double spread = beat.p() == null ? FIBRILLATION : SINUS_ARRHYTHMIA;
    double rr = beat.rr() / 1000 * Beat.RATE_HZ;
    double shortest = beat.t().offset() - beat.start() + 2.0;
    double[] onsets = new double[(int) (2 * RHYTHM_SAMPLES / rr) + 4];
    double at = -rr * rhythm.uniform(number, 0);
    int count = 0;
    while (at < RHYTHM_SAMPLES + rr && count < onsets.length) {
      onsets[count++] = Math.rint(at);
      double step = rr * (1 + spread * (2 * rhythm.uniform(number, count) - 1));
      at += Math.max(step, shortest);
    }
    return Arrays.copyOf(onsets, count);
  }

  private static int firstComplete(Beat beat, double[] onsets) {
    for (double onset : onsets) {
      if (onset + beat.start() >= 0) {
        return (int) onset;
      }
    }
    throw new IllegalStateException("no complete beat in the strip");
  }

  private Map<String, Double> labels(Beat beat, double[] onsets, Map<HeartClass, Boolean> has) {
    double ms = 1000.0 / Beat.RATE_HZ;
    Map<String, Double> labels = new HashMap<>();
    double rr = beat.rr();
    if (kind == Ecg.Kind.RHYTHM) {
      // Only what can be seen: beats that begin in the strip.
      double[] seen =
          Arrays.stream(onsets).filter(onset -> onset >= 0 && onset < RHYTHM_SAMPLES).toArray();
      rr = (seen[seen.length - 1] - seen[0]) / (seen.length - 1) * ms;
    }
    labels.put(Labels.RATE, 60_000 / rr);
    if (beat.p() != null) {
      labels.put(Labels.PR, -beat.p().onset() * ms);
    }
    labels.put(Labels.QRS, beat.s().offset() * ms);
    labels.put(Labels.QT, beat.t().offset() * ms);
    labels.put(Labels.J, v5(beat, beat.s().offset()));
    labels.put(Labels.R, extreme(beat, beat.q().onset(), beat.s().offset(), 1));
    double sign = Math.signum(v5(beat, beat.t().peak()) - v5(beat, beat.s().offset()));
    labels.put(Labels.T, extreme(beat, beat.t().onset(), beat.t().offset(), sign));
    has.forEach((one, there) -> labels.put(one.name(), there ? 1.0 : 0.0));
    return labels;
  }

  private static double extreme(Beat beat, int from, int to, double sign) {
    double extreme = Double.NEGATIVE_INFINITY;
    for (int sample = from; sample <= to; sample++) {
      extreme = Math.max(extreme, sign * v5(beat, sample));
    }
    return sign * extreme;
  }

  private static double v5(Beat beat, int sample) {
    return LeadField.potential(LeadField.LEADS.indexOf("V5"), beat.dipole(sample));
  }

  private static Waves waves(Beat beat, int onset) {
    List<Integer> p =
        beat.p() == null
            ? Arrays.asList(null, null, null)
            : List.of(onset + beat.p().onset(), onset + beat.p().peak(), onset + beat.p().offset());
    return new Waves(
        p.get(0),
        p.get(1),
        p.get(2),
        onset + beat.q().onset(),
        onset + beat.r().peak(),
        onset + beat.s().offset(),
        onset + beat.t().onset(),
        onset + beat.t().peak(),
        onset + beat.t().offset());
  }
}
