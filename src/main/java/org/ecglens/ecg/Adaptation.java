package org.ecglens.ecg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings a recording to the form that a network was trained on, by allowed steps alone and in the
 * order leads, unit, resample, crop or pad. What fits is left as it is, bit by bit.
 *
 * @param leads names in order, or null for any
 * @param leadCount number of leads
 * @param unit of the signal, or null for any
 * @param sampleRateHz null for any
 * @param samples in each lead, after resampling
 * @param allowed steps that may be taken
 */
public record Adaptation(
    List<String> leads,
    int leadCount,
    String unit,
    Double sampleRateHz,
    int samples,
    Set<Step> allowed) {
  private static final double RATE_TOLERANCE = 1e-6;

  /** Something that an adaptation may do, in the order in which it is done. */
  public enum Step {
    /** Chooses leads by name, brings them in order, and derives limb leads from I and II. */
    LEADS,
    /** Converts between V, mV and uV. */
    UNIT,
    /** Changes the sampling rate by {@link Resampling}. */
    RESAMPLE,
    /** Keeps the middle of a median beat, else the beginning. */
    CROP,
    /** Adds zeros on both sides of a median beat, else at the end. */
    PAD;

    /** The word in model cards and options. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The step of a word, if it is one. */
    public static Optional<Step> of(String code) {
      return Arrays.stream(values()).filter(step -> step.code().equals(code)).findFirst();
    }

    /** All words. */
    public static List<String> codes() {
      return Arrays.stream(values()).map(Step::code).toList();
    }
  }

  /**
   * What came of a recording.
   *
   * @param signal {@code [lead * samples + sample]}
   * @param steps that were taken, in words; none if the recording fitted
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Adapted(float[] signal, List<String> steps) {}

  /**
   * Says why a recording cannot be brought to the form: field, found, expected, what would help.
   */
  public static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    private Refusal(String field, Object found, Object expected, String remedy) {
      this(field, differs(field, found, expected) + remedy);
    }

    private Refusal(String field, String message) {
      super(message);
      this.field = field;
    }

    /** The field of the recording that differs, the first of several. */
    public String field() {
      return field;
    }
  }

  /** Copies the collections; names must be as many as the leads. */
  public Adaptation {
    if (leads != null && leads.size() != leadCount) {
      throw new IllegalArgumentException(leadCount + " leads named " + leads);
    }
    leads = leads == null ? null : List.copyOf(leads);
    allowed = Set.copyOf(allowed);
  }

  /**
   * The recording's signal in the wanted form.
   *
   * @throws Refusal if that needs a step that is not allowed, or none can do it
   */
  public Adapted adapted(Recording recording) throws Refusal {
    List<String> steps = new ArrayList<>();
    // All that differs, so that a user need not mend one after the other.
    List<Difference> differences = new ArrayList<>();
    double[] signal = doubles(recording.signal());
    signal = withLeads(signal, recording, steps, differences);
    convert(signal, recording, steps, differences);
    signal = resampled(signal, recording, steps, differences);
    signal = withLength(signal, recording, steps, differences);
    if (!differences.isEmpty()) {
      throw refusal(differences);
    }
    return new Adapted(steps.isEmpty() ? recording.signal() : floats(signal), List.copyOf(steps));
  }

  private double[] withLeads(
      double[] signal, Recording recording, List<String> steps, List<Difference> differences)
      throws Refusal {
    List<String> found = recording.leads().stream().map(Lead::name).toList();
    if (leads == null) {
      if (found.size() != leadCount) {
        throw new Refusal(
            "leads",
            found.size(),
            leadCount,
            "; name them in the card's \"input.leads\" so that they can be chosen");
      }
      return signal;
    }
    List<String> wanted = leads.stream().map(Lead::name).toList();
    if (same(wanted, found)) {
      return signal;
    }
    int samples = recording.samples();
    double[] result = new double[wanted.size() * samples];
    List<String> derived = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.get(i);
      int position = position(name, found, recording);
      if (position >= 0) {
        System.arraycopy(signal, position * samples, result, i * samples, samples);
        continue;
      }
      int first = position("I", found, recording);
      int second = position("II", found, recording);
      if (!Lead.isDerived(name) || first < 0 || second < 0) {
        throw new Refusal(
            "leads",
            recording.leads(),
            leads,
            "; lead " + name + " is not there and does not follow from I and II");
      }
      for (int s = 0; s < samples; s++) {
        result[i * samples + s] =
            Lead.derived(name, signal[first * samples + s], signal[second * samples + s]);
      }
      derived.add(name);
    }
    require(Step.LEADS, "leads", recording.leads(), leads, differences);
    if (!derived.isEmpty()) {
      steps.add("leads derived: " + String.join(", ", derived));
    }
    List<String> taken = wanted.stream().filter(name -> !derived.contains(name)).toList();
    List<String> inOrder = found.stream().filter(name -> position(name, taken) >= 0).toList();
    if (inOrder.size() < found.size()) {
      steps.add("leads left out: " + withoutAll(found, taken));
    }
    if (!same(taken, inOrder)) {
      steps.add("leads reordered");
    }
    return result;
  }

  private static String withoutAll(List<String> names, List<String> removed) {
    return names.stream()
        .filter(name -> position(name, removed) < 0)
        .collect(Collectors.joining(", "));
  }

  private int position(String name, List<String> found, Recording recording) throws Refusal {
    int position = position(name, found);
    if (position >= 0 && position(name, found.subList(position + 1, found.size())) >= 0) {
      throw new Refusal("leads", recording.leads(), leads, "; lead " + name + " is there twice");
    }
    return position;
  }

  private static int position(String name, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean same(List<String> names, List<String> others) {
    boolean same = names.size() == others.size();
    for (int i = 0; same && i < names.size(); i++) {
      same = names.get(i).equalsIgnoreCase(others.get(i));
    }
    return same;
  }

  private void convert(
      double[] signal, Recording recording, List<String> steps, List<Difference> differences)
      throws Refusal {
    String found = recording.unit();
    if (unit == null || unit.equals(found)) {
      return;
    }
    Optional<Voltage> from = found == null ? Optional.empty() : Voltage.of(found);
    Optional<Voltage> to = Voltage.of(unit);
    if (from.isEmpty() || to.isEmpty()) {
      throw new Refusal(
          "unit", found == null ? "none" : found, unit, "; only V, mV and uV can be converted");
    }
    if (from.equals(to)) {
      return;
    }
    require(Step.UNIT, "unit", found, unit, differences);
    for (int i = 0; i < signal.length; i++) {
      signal[i] *= from.get().microvolts() / to.get().microvolts();
    }
    steps.add("converted %s -> %s".formatted(from.get().symbol(), to.get().symbol()));
  }

  private double[] resampled(
      double[] signal, Recording recording, List<String> steps, List<Difference> differences)
      throws Refusal {
    double found = recording.sampleRateHz();
    if (sampleRateHz == null || Math.abs(found - sampleRateHz) <= RATE_TOLERANCE * sampleRateHz) {
      return signal;
    }
    if (Double.isNaN(found)) {
      throw new Refusal("sample_rate_hz", "none", sampleRateHz, "");
    }
    require(Step.RESAMPLE, "sample_rate_hz", found, sampleRateHz, differences);
    Resampling resampling;
    try {
      resampling = Resampling.between(found, sampleRateHz);
    } catch (IllegalArgumentException e) {
      throw new Refusal("sample_rate_hz", found, sampleRateHz, "; " + e.getMessage());
    }
    steps.add("resampled %s Hz -> %s Hz".formatted(plain(found), plain(sampleRateHz)));
    return resampling.resampled(signal, leadCount);
  }

  private double[] withLength(
      double[] signal, Recording recording, List<String> steps, List<Difference> differences)
      throws Refusal {
    int found = signal.length / leadCount;
    if (found == samples) {
      return signal;
    }
    Step step = found > samples ? Step.CROP : Step.PAD;
    String after = found == recording.samples() ? "" : " after resampling";
    require(step, "samples", found + after, samples, differences);
    boolean centred = "median".equals(recording.kind());
    int from = centred && step == Step.CROP ? (found - samples) / 2 : 0;
    int to = centred && step == Step.PAD ? (samples - found) / 2 : 0;
    double[] result = new double[leadCount * samples];
    for (int lead = 0; lead < leadCount; lead++) {
      System.arraycopy(
          signal, lead * found + from, result, lead * samples + to, Math.min(found, samples));
    }
    steps.add(
        step == Step.CROP
            ? "cropped to the %s %d samples".formatted(centred ? "middle" : "first", samples)
            : "padded with zeros %s to %d samples"
                .formatted(centred ? "on both sides" : "at the end", samples));
    return result;
  }

  private void require(
      Step step, String field, Object found, Object expected, List<Difference> differences) {
    if (!allowed.contains(step)) {
      differences.add(new Difference(step, field, differs(field, found, expected)));
    }
  }

  private Refusal refusal(List<Difference> differences) {
    EnumSet<Step> needed = EnumSet.copyOf(differences.stream().map(Difference::step).toList());
    needed.addAll(allowed);
    List<String> codes = needed.stream().map(Step::code).toList();
    return new Refusal(
        differences.get(0).field(),
        "%s; give --adapt %s, or \"adapt\": [%s] at the top level of the card"
            .formatted(
                differences.stream().map(Difference::text).collect(Collectors.joining("; ")),
                String.join(",", codes),
                codes.stream().map(code -> '"' + code + '"').collect(Collectors.joining(", "))));
  }

  private static String differs(String field, Object found, Object expected) {
    return field + ": found " + found + ", expected " + expected;
  }

  /** What a step that is not allowed would mend. */
  private record Difference(Step step, String field, String text) {}

  /** Whole rates without decimals. */
  private static String plain(double rate) {
    return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }

  private static float[] floats(double[] values) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (float) values[i];
    }
    return result;
  }
}
