package org.ecglens.io.edf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ecglens.io.NoRecordingException;
import org.ecglens.io.Notice;
import org.ecglens.io.TechnicalName;

/**
 * Which signals of a file are read: those whose labels name a lead or an electrocardiogram; where
 * there is none, those whose labels say nothing; of these the voltages, and those of one rate.
 */
final class EcgChannels {
  private EcgChannels() {}

  /**
   * Chooses signals.
   *
   * @param path of the file, for messages
   * @param warnings takes what is left out or supposed
   * @return lead names to signals of one rate, in the order of the file, at least one
   * @throws NoRecordingException if no signal is an electrocardiogram
   */
  static Map<String, EdfSignal> of(String path, EdfHeader header, Consumer<Notice> warnings) {
    List<EdfSignal> all =
        header.signals().stream().filter(signal -> !signal.isAnnotations()).toList();
    boolean labelled = all.stream().anyMatch(EdfSignal::isEcg);
    List<EdfSignal> candidates =
        all.stream().filter(labelled ? EdfSignal::isEcg : EdfSignal::isNameless).toList();
    List<EdfSignal> sound =
        candidates.stream()
            .filter(signal -> signal.microvolts().isPresent() || signal.isWithoutUnit())
            .filter(signal -> Double.isFinite(signal.gain() + signal.offset()))
            .filter(signal -> Double.isFinite(header.rateHz(signal)))
            .toList();
    int samples =
        mostCommon(sound)
            .orElseThrow(
                () ->
                    new NoRecordingException(
                        path
                            + ": none of its "
                            + all.size()
                            + " signals is an electrocardiogram by label (ECG, EKG or a lead),"
                            + " unit, range and rate; label the leads, or leave the file out with"
                            + " --include."));
    Map<String, EdfSignal> channels = new LinkedHashMap<>();
    Map<String, List<EdfSignal>> left = new LinkedHashMap<>();
    for (EdfSignal signal : all) {
      String why;
      if (!candidates.contains(signal)) {
        why = "their labels are not those of an electrocardiogram";
      } else if (!sound.contains(signal)) {
        why = "their unit is no voltage, or their range or rate is not valid";
      } else if (signal.samples() != samples) {
        why = "their rate is not that of the others";
      } else if (channels.putIfAbsent(name(signal, channels), signal) != null) {
        why = "a signal before them is the same lead";
      } else {
        continue;
      }
      left.computeIfAbsent(why, none -> new ArrayList<>()).add(signal);
    }
    left.forEach(
        (why, signals) ->
            warnings.accept(
                Notice.Kind.LEFT_OUT.of(
                    "%s: %d of %d signals are left out, because %s: %s."
                        .formatted(path, signals.size(), all.size(), why, list(signals)))));
    if (!labelled) {
      warnings.accept(
          Notice.Kind.ASSUMED_LEADS.of(
              path
                  + ": no label of a signal says what it is; the "
                  + channels.size()
                  + " without a name are taken for an electrocardiogram."));
    }
    return channels;
  }

  private static String list(List<EdfSignal> signals) {
    return signals.stream()
        .map(signal -> signal.number() + " (" + TechnicalName.shown(signal.label()) + ")")
        .collect(Collectors.joining(", "));
  }

  /** The samples a record that most signals have, the highest of those. */
  private static Optional<Integer> mostCommon(List<EdfSignal> signals) {
    return signals.stream()
        .collect(Collectors.groupingBy(EdfSignal::samples, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  /** A lead, else the label if it is technical, as it may hold any text, else a number. */
  private static String name(EdfSignal signal, Map<String, EdfSignal> others) {
    return signal
        .lead()
        .orElseGet(
            () ->
                !signal.isNameless()
                        && TechnicalName.isOne(signal.label())
                        && !others.containsKey(signal.label())
                    ? signal.label()
                    : "channel " + signal.number());
  }
}
