package org.ecglens.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ecglens.ecg.AmplitudeLimit;
import org.ecglens.ecg.CodedSamples;
import org.ecglens.ecg.Defect;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.FilledGaps;
import org.ecglens.ecg.LabelLimits;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.PeakToPeak;
import org.ecglens.ecg.SignalCheck;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Notice;
import org.ecglens.io.Reading;
import org.ecglens.measure.MeasuredWindows;
import org.ecglens.measure.Measurement;
import org.ecglens.measure.MedianBeatShape;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.run.ShardOutput;
import org.ecglens.table.NoticeRow;
import org.ecglens.table.RecordRow;

/** From what a source holds to the row of a record: choice of the beat, measurement, checks. */
final class RecordPreparation {
  /** What counts of notices begin with in the manifest. */
  private static final String NOTICES = "notices/";

  /** The factor between a pulse that the source says and the measured one that is no chance. */
  private static final double OTHER_PULSE = 1.2;

  private final BeatsSpec choice;
  private final AmplitudeLimit amplitudes;
  private final Set<String> strict;

  /**
   * Prepares records.
   *
   * @param strict words of the kinds of notices that a record is not written with
   */
  RecordPreparation(BeatsSpec choice, AmplitudeLimit amplitudes, List<String> strict) {
    this.choice = choice;
    this.amplitudes = amplitudes;
    this.strict = Set.copyOf(strict);
  }

  /** A notice and the step that noticed it. */
  private record Staged(String stage, Notice notice) {}

  /** Where a record came from, for the quarantine. */
  record Origin(String recordId, String path) {
    void quarantine(String stage, String reason, String detail, ShardOutput output)
        throws IOException {
      output.quarantine(recordId, path, stage, reason, detail);
    }

    void notice(String stage, Notice notice, ShardOutput output) throws IOException {
      output.write(new NoticeRow(recordId, path, stage, notice.kind().word(), notice.detail()));
      output.count(NOTICES + notice.kind().word(), 1);
    }
  }

  /**
   * Writes a record of a file or a table; one that cannot be used does not stand in the way of the
   * others.
   *
   * @param path of its file; null where it is not read from a file of its own
   */
  void writeOne(Reading reading, String path, ShardOutput output) throws IOException {
    Origin origin = new Origin(reading.ecgs().get(0).recordId(), path);
    try {
      write(reading, origin, output);
    } catch (UserException | IllegalArgumentException e) {
      origin.quarantine("read", "unreadable", e.getMessage(), output);
    }
  }

  /**
   * Writes a row, to the records or to the quarantine.
   *
   * @param read the strip, the source's median beat, or both
   */
  private void write(Reading read, Origin origin, ShardOutput output) throws IOException {
    Reading reading = filled(read);
    for (Ecg form : reading.ecgs()) {
      Optional<Defect> defect = fatal(form);
      if (defect.isPresent()) {
        origin.quarantine("check", defect.get().reason().code(), defect.get().detail(), output);
        return;
      }
      Optional<Defect> exceeded = amplitudes.exceeded(form);
      if (exceeded.isPresent()) {
        Defect found = exceeded.get();
        origin.quarantine("ingest", found.reason().code(), found.detail(), output);
        return;
      }
    }
    List<String> implausible = new ArrayList<>();
    for (Ecg form : reading.ecgs()) {
      Optional<String> problem =
          amplitudes.equals(AmplitudeLimit.NONE) ? Optional.empty() : PeakToPeak.implausible(form);
      problem.ifPresent(implausible::add);
      if (problem.isPresent() && reading.assumed().contains(Reading.Assumed.UNIT)) {
        origin.quarantine(
            "ingest",
            Defect.Reason.IMPLAUSIBLE_AMPLITUDE.code(),
            problem.get()
                + "; the source does not say its unit, and uV was assumed: name it with"
                + " --assume-unit (mV, 0.1mV, …, or uV if that is right)",
            output);
        return;
      }
    }
    Optional<Ecg> strip = reading.ecg(Ecg.Kind.RHYTHM);
    Optional<Ecg> beat = reading.ecg(Ecg.Kind.MEDIAN);
    boolean make = choice.isMedian() && beat.isEmpty();
    Map<String, String> impossible = new TreeMap<>();
    Map<String, Double> said = new TreeMap<>();
    for (Ecg form : reading.ecgs()) {
      impossible.putAll(LabelLimits.impossible(form.labels()));
      said.putAll(form.labels());
    }
    said.keySet().removeAll(impossible.keySet());
    impossible.replaceAll((label, value) -> "the source says " + value);
    List<Staged> notices = notices(reading, implausible, impossible);
    if (make || choice.measure()) {
      strip
          .filter(MeasuredWindows::apply)
          .ifPresent(rhythm -> notices.add(new Staged("measure", partlyMeasured(rhythm))));
    }
    for (Staged one : notices) {
      if (refused(one.stage(), List.of(one.notice()), origin, output)) {
        return;
      }
    }
    for (Staged one : notices) {
      origin.notice(one.stage(), one.notice(), output);
    }
    if (!make && !choice.measure()) {
      Ecg form = choice.isMedian() ? beat.orElseThrow() : strip.or(() -> beat).orElseThrow();
      Map<String, Double> kept = new TreeMap<>(form.labels());
      kept.keySet().removeAll(impossible.keySet());
      output.write(RecordRow.of(form.withMeasurements(kept, form.waves()), impossible));
      return;
    }
    MedianBeatShape options = new MedianBeatShape(choice.sampleRateHz(), choice.samples());
    Measurement measured =
        strip
            .map(rhythm -> Measurement.of(rhythm, options))
            .orElseGet(() -> Measurement.ofBeat(beat.orElseThrow()));
    if (make && measured.median().isEmpty()) {
      origin.quarantine("median", "no-median-beat", measured.noMedian(), output);
      return;
    }
    Optional<Notice> contradiction =
        rateContradiction(said.get(Labels.RATE), measured.labels().get(Labels.RATE), strip);
    if (contradiction.isPresent()) {
      if (refused("measure", List.of(contradiction.get()), origin, output)) {
        return;
      }
      origin.notice("measure", contradiction.get(), output);
    }
    Ecg ecg = strip.filter(rhythm -> !choice.isMedian()).or(() -> beat).or(measured::median).get();
    // Measurements of the source take precedence.
    Map<String, Double> labels = new TreeMap<>();
    Map<String, String> unmeasured = new TreeMap<>(impossible);
    if (choice.measure()) {
      Map<String, String> wrong = LabelLimits.impossible(measured.labels());
      labels.putAll(measured.labels());
      labels.keySet().removeAll(wrong.keySet());
      measured
          .reasons()
          .forEach((label, reason) -> unmeasured.merge(label, reason, (a, b) -> a + "; " + b));
      wrong.forEach((label, reason) -> unmeasured.put(label, "what was measured, " + reason));
    }
    labels.putAll(said);
    unmeasured.keySet().removeAll(labels.keySet());
    output.write(
        RecordRow.of(ecg.withMeasurements(labels, waves(ecg, strip, measured)), unmeasured));
  }

  /**
   * Sends a record to the quarantine if one of some notices is of a kind that is an error.
   *
   * @return whether it did
   */
  boolean refused(String stage, List<Notice> notices, Origin origin, ShardOutput output)
      throws IOException {
    for (Notice notice : notices) {
      String kind = notice.kind().word();
      if (strict.contains(kind)) {
        origin.quarantine(stage, kind, notice.detail() + " (--strict " + kind + ")", output);
        return true;
      }
    }
    return false;
  }

  /** A pulse that is measured otherwise than the source says it: a wrong rate scales all times. */
  private static Optional<Notice> rateContradiction(
      Double said, Double measured, Optional<Ecg> strip) {
    if (said == null || measured == null || strip.isEmpty() || !(said > 0)) {
      return Optional.empty();
    }
    double ratio = measured / said;
    return Math.max(ratio, 1 / ratio) < OTHER_PULSE
        ? Optional.empty()
        : Optional.of(
            Notice.Kind.RATE_CONTRADICTION.of(
                "the source says a pulse of %.0f/min; at %s Hz the signal has one of %.0f/min: is the sample rate right?"
                    .formatted(said, (float) strip.get().sampleRateHz(), measured)));
  }

  private static Notice partlyMeasured(Ecg strip) {
    return Notice.Kind.PARTLY_MEASURED.of(
        "the recording of %d s was measured in %d windows of %d s each."
            .formatted(
                Math.round(strip.samples() / strip.sampleRateHz()),
                MeasuredWindows.count(strip),
                (int) MeasuredWindows.WINDOW_S));
  }

  /** The reading with its short gaps filled, if that was asked for. */
  private Reading filled(Reading read) {
    if (choice.fillGapsMs() == 0) {
      return read;
    }
    List<Ecg> filled = new ArrayList<>();
    List<Notice> notices = new ArrayList<>(read.notices());
    for (Ecg form : read.ecgs()) {
      FilledGaps gaps = FilledGaps.of(form, choice.fillGapsMs());
      filled.add(gaps.ecg());
      if (gaps.count() > 0) {
        notices.add(
            Notice.Kind.FILLED_GAPS.of(
                "%d gaps of up to %s ms were filled with straight lines, %d samples of %d leads."
                    .formatted(gaps.count(), choice.fillGapsMs(), gaps.samples(), gaps.leads())));
      }
    }
    return new Reading(filled, read.person(), notices, read.assumed());
  }

  /** What the reader noticed, what had to be assumed, and what shows in signal and labels. */
  private static List<Staged> notices(
      Reading reading, List<String> implausible, Map<String, String> impossible) {
    List<Staged> notices = new ArrayList<>();
    reading.notices().forEach(notice -> notices.add(new Staged("read", notice)));
    Ecg any = reading.ecgs().get(0);
    if (reading.assumed().contains(Reading.Assumed.RATE)) {
      notices.add(
          new Staged(
              "read",
              Notice.Kind.ASSUMED_RATE.of(
                  "the source does not say its sample rate: %s Hz is assumed; --assume-rate names another."
                      .formatted(any.sampleRateHz()))));
    }
    if (reading.assumed().contains(Reading.Assumed.UNIT)) {
      notices.add(
          new Staged(
              "read",
              Notice.Kind.ASSUMED_UNIT.of(
                  "the source does not say its unit: uV is assumed; --assume-unit names another.")));
    }
    if (reading.assumed().contains(Reading.Assumed.LEADS)) {
      notices.add(
          new Staged(
              "read",
              Notice.Kind.ASSUMED_LEADS.of(
                  "the source does not name its leads: the usual ones are assumed, in the usual order; --assume-leads names others.")));
    }
    for (Ecg form : reading.ecgs()) {
      for (String what : CodedSamples.of(form)) {
        notices.add(new Staged("check", Notice.Kind.IMPLAUSIBLE_AMPLITUDE.of(what + ".")));
      }
      for (String lead : SignalCheck.invalidLeads(form)) {
        notices.add(
            new Staged(
                "check", Notice.Kind.INVALID_LEAD.of("lead " + lead + " has no valid sample.")));
      }
    }
    implausible.forEach(
        what -> notices.add(new Staged("check", Notice.Kind.IMPLAUSIBLE_AMPLITUDE.of(what + "."))));
    impossible.forEach(
        (label, why) ->
            notices.add(
                new Staged("check", Notice.Kind.IMPOSSIBLE_LABEL.of(label + ": " + why + "."))));
    return notices;
  }

  /** The measures of the source, otherwise the measures computed in exactly this form. */
  private static Waves waves(Ecg ecg, Optional<Ecg> strip, Measurement measured) {
    if (!ecg.waves().equals(Waves.NONE)) {
      return ecg.waves();
    }
    return ecg.kind() == Ecg.Kind.MEDIAN && strip.isPresent()
        ? Measurement.ofBeat(ecg).waves()
        : measured.waves();
  }

  /** Invalid samples and flat lines stay: what they are worth depends on the use. */
  private static Optional<Defect> fatal(Ecg ecg) {
    return SignalCheck.structure(ecg).stream().findFirst();
  }
}
