package org.ecglens.io.wfdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.LeadName;
import org.ecglens.ecg.Voltage;
import org.ecglens.io.Notice;
import org.ecglens.io.TechnicalName;

/**
 * The signals of a record that become its leads: those in one unit, each once.
 *
 * @param signals of the record
 * @param kept numbers of those that become leads
 * @param unit that they have in the record
 * @param notices what is left out
 */
record ChosenSignals(
    List<WfdbSignal> signals, List<Integer> kept, String unit, List<Notice> notices) {
  private static final String VOLTAGE = Voltage.MICROVOLT.symbol();

  /**
   * Chooses.
   *
   * @param path of the header, for notices
   * @param same whether two signals hold the same samples
   */
  static ChosenSignals of(
      String path, List<WfdbSignal> signals, BiPredicate<Integer, Integer> same) {
    List<Notice> notices = new ArrayList<>();
    String unit = unit(signals);
    List<Integer> inUnit =
        IntStream.range(0, signals.size())
            .filter(i -> unit(signals.get(i)).equals(unit))
            .boxed()
            .toList();
    if (inUnit.size() < signals.size()) {
      notices.add(Notice.Kind.LEFT_OUT.of(leftOut(path, signals, unit)));
    }
    return new ChosenSignals(signals, once(path, signals, inUnit, same, notices), unit, notices);
  }

  /** Names of the leads. */
  List<String> leads() {
    return kept.stream().map(i -> lead(signals.get(i))).toList();
  }

  /**
   * Physical values, lead-major.
   *
   * @param digital samples by number of the signal, {@link Samples#INVALID} where there is none
   */
  float[] physical(IntFunction<int[]> digital) {
    int samples = digital.apply(kept.get(0)).length;
    float[] physical = new float[kept.size() * samples];
    for (int lead = 0; lead < kept.size(); lead++) {
      physical(
          signals.get(kept.get(lead)), digital.apply(kept.get(lead)), physical, lead * samples);
    }
    return physical;
  }

  private static void physical(WfdbSignal signal, int[] digital, float[] physical, int from) {
    double unit = Voltage.inMicrovolts(signal.unit()).orElse(1.0);
    double baseline = signal.baseline();
    double gain = signal.gain();
    for (int i = 0; i < digital.length; i++) {
      physical[from + i] =
          digital[i] == Samples.INVALID
              ? Float.NaN
              : (float) ((digital[i] - baseline) / gain * unit);
    }
  }

  static String lead(WfdbSignal signal) {
    return Lead.name(signal.description());
  }

  /**
   * The signals without those that occur a second time and are no leads, or hold the same samples.
   * Two different signals of one lead stay: nobody knows which is the lead.
   */
  private static List<Integer> once(
      String path,
      List<WfdbSignal> all,
      List<Integer> signals,
      BiPredicate<Integer, Integer> same,
      List<Notice> warnings) {
    Map<String, Integer> first = new HashMap<>();
    List<Integer> kept = new ArrayList<>();
    for (int signal : signals) {
      String lead = lead(all.get(signal));
      Integer other = first.putIfAbsent(lead, signal);
      boolean repeated = other != null && (!LeadName.of(lead).known() || same.test(other, signal));
      if (repeated) {
        warnings.add(
            Notice.Kind.LEFT_OUT.of(
                "%s: signal %d, %s, is left out: signal %d has the same name."
                    .formatted(path, signal, TechnicalName.shown(lead), other)));
      } else {
        kept.add(signal);
      }
    }
    return kept;
  }

  /** The unit that a signal would have in a record. */
  private static String unit(WfdbSignal signal) {
    return Voltage.kept(signal.unit());
  }

  private static String unit(List<WfdbSignal> signals) {
    Map<String, Long> counts =
        signals.stream()
            .map(ChosenSignals::unit)
            .collect(
                Collectors.groupingBy(
                    Function.identity(), LinkedHashMap::new, Collectors.counting()));
    if (counts.containsKey(VOLTAGE)) {
      return VOLTAGE;
    }
    long most = counts.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    Optional<String> first =
        counts.entrySet().stream()
            .filter(entry -> entry.getValue() == most)
            .map(Map.Entry::getKey)
            .findFirst();
    return first.orElseThrow();
  }

  private static String leftOut(String path, List<WfdbSignal> signals, String unit) {
    List<WfdbSignal> others =
        signals.stream().filter(signal -> !unit(signal).equals(unit)).toList();
    return path
        + ": "
        + others.size()
        + " of "
        + signals.size()
        + " signals are left out, because their unit ("
        + others.stream()
            .map(signal -> HeaderFields.shown(signal.unit()))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(", "))
        + ") is not that of the others ("
        + HeaderFields.shown(unit)
        + ").";
  }
}
