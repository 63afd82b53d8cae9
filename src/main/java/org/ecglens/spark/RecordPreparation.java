package org.ecglens.spark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ecglens.ecg.Defect;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.SignalCheck;
import org.ecglens.table.RecordRow;

/** From what a source holds to the row of a record: choice of the beat, measurement, checks. */
final class RecordPreparation {
  private final BeatChoice choice;

  RecordPreparation(BeatChoice choice) {
    this.choice = choice;
  }

  /** Where a record came from, for the quarantine. */
  record Origin(String recordId, String path) {
    void quarantine(String stage, String reason, String detail, ShardOutput output)
        throws IOException {
      output.quarantine(recordId, path, stage, reason, detail);
    }
  }

  /**
   * Writes a row, to the records or to the quarantine.
   *
   * @param forms the strip, the source's median beat, or both
   */
  void write(List<Ecg> forms, Origin origin, ShardOutput output) throws IOException {
    for (Ecg form : forms) {
      Optional<Defect> defect = fatal(form);
      if (defect.isPresent()) {
        origin.quarantine("check", defect.get().reason().code(), defect.get().detail(), output);
        return;
      }
    }
    Ecg.Kind wanted = choice.median() ? Ecg.Kind.MEDIAN : Ecg.Kind.RHYTHM;
    Ecg ecg = forms.stream().filter(form -> form.kind() == wanted).findFirst().orElse(forms.get(0));
    output.write(new RecordRow(ecg));
  }

  /** Invalid samples and flat lines stay: what they are worth depends on the use. */
  private static Optional<Defect> fatal(Ecg ecg) {
    return SignalCheck.defects(ecg).stream()
        .filter(
            defect ->
                defect.reason() == Defect.Reason.NO_SAMPLES
                    || defect.reason() == Defect.Reason.DUPLICATE_LEAD)
        .findFirst();
  }
}
