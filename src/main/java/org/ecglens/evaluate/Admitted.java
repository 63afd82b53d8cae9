package org.ecglens.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecglens.ecg.Defect;
import org.ecglens.model.InputRecord;
import org.ecglens.plan.Admission;
import org.ecglens.run.ShardOutput;

/** The records of a shard that are put before networks; the others go to the quarantine, once. */
final class Admitted {
  private static final String STAGE = "input";

  private Admitted() {}

  /** In their order. */
  static List<InputRecord> of(Admission admission, List<InputRecord> records, ShardOutput output)
      throws IOException {
    List<InputRecord> admitted = new ArrayList<>();
    for (InputRecord record : records) {
      String first = admission.duplicates().get(record.recordId());
      Optional<Defect> defect = implausible(admission, record);
      if (first != null) {
        output.quarantine(
            record.recordId(),
            null,
            STAGE,
            "duplicate",
            "the same leads, rate, unit and samples as record '%s', which is kept; --duplicates keep counts both"
                .formatted(first));
      } else if (defect.isPresent()) {
        output.quarantine(
            record.recordId(), null, STAGE, defect.get().reason().code(), defect.get().detail());
      } else {
        admitted.add(record);
      }
    }
    return admitted;
  }

  /**
   * What is wrong with a record's amplitudes; what lacks leads or signal does not fit any network.
   */
  static Optional<Defect> implausible(Admission admission, InputRecord record) {
    return record.leads() == null || record.signal() == null
        ? Optional.empty()
        : admission.amplitudes().exceeded(record.leads(), record.unit(), record.signal());
  }
}
