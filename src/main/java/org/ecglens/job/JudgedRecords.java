package org.ecglens.job;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.model.ModelFile;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.plan.Choice;

/**
 * In which form judge makes records: the one that the networks' cards ask for, known before any
 * recording is read.
 *
 * @param networks that the user named; none where ecglens ships them, which take median beats
 * @param out the user's terminal
 */
record JudgedRecords(List<ModelFile> networks, PrintWriter out) {
  private static final String RHYTHM = Choice.word(Ecg.Kind.RHYTHM);

  /**
   * What becomes of recordings.
   *
   * @param chosen by the user, or null for what the cards ask for, median beats by default
   * @throws UserException if a network of rhythms would get median beats
   */
  BeatsSpec.Form beats(String chosen) {
    if (chosen == null && areAllOfRhythms()) {
      out.println("--beats as-recorded, since the cards of all networks say the kind rhythm");
      return BeatsSpec.Form.AS_RECORDED;
    }
    BeatsSpec.Form form =
        chosen == null
            ? BeatsSpec.Form.MEDIAN
            : Choice.of("--beats", chosen, List.of(BeatsSpec.Form.values()));
    if (form == BeatsSpec.Form.MEDIAN) {
      checkTakeBeats("median beats are made of the recordings; give --beats as-recorded");
    }
    return form;
  }

  /**
   * The kind of synthetic records.
   *
   * @throws UserException if some networks, but not all, take rhythms
   */
  Ecg.Kind synthetic(int count) {
    boolean rhythms = areAllOfRhythms();
    out.println(
        "no --input or --records: %d synthetic %s are made"
            .formatted(count, rhythms ? "rhythms of 10 s" : "beats"));
    if (rhythms) {
      return Ecg.Kind.RHYTHM;
    }
    checkTakeBeats("synthetic median beats are made; name records with --input or --records");
    return Ecg.Kind.MEDIAN;
  }

  private boolean areAllOfRhythms() {
    return !networks.isEmpty() && networks.stream().allMatch(JudgedRecords::isOfRhythms);
  }

  private void checkTakeBeats(String remedy) {
    Optional<ModelFile> unfit = networks.stream().filter(JudgedRecords::isOfRhythms).findFirst();
    if (unfit.isEmpty()) {
      return;
    }
    String others =
        networks.stream()
            .filter(network -> !isOfRhythms(network))
            .map(ModelFile::name)
            .collect(Collectors.joining(", "));
    throw new UserException(
        unfit.get().cardPath().orElseThrow()
            + ": the kind is rhythm, but "
            + remedy
            + (others.isEmpty() ? "." : ", and judge " + others + " apart."));
  }

  private static boolean isOfRhythms(ModelFile network) {
    return RHYTHM.equals(network.card().input().kind());
  }
}
