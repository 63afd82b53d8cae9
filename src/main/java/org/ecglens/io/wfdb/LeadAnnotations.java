package org.ecglens.io.wfdb;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.io.Notice;
import org.ecglens.io.SignalFiles;

/** Annotation files of single leads beside a header: {@code NAME.i}, {@code NAME.ii} and so on. */
final class LeadAnnotations {
  private LeadAnnotations() {}

  /**
   * Annotations of each lead that has a file; none if there is none for lead I.
   *
   * @param record name of the header without its ending
   * @throws UserException if a file is damaged
   */
  static List<List<Annotation>> read(SignalFiles files, String record) throws IOException {
    List<List<Annotation>> leads = new ArrayList<>();
    for (String lead : Lead.STANDARD) {
      String name = record + "." + lead.toLowerCase(Locale.ROOT);
      // Most records have none: one question per record has to do.
      if (leads.isEmpty() && !lead.equals(Lead.STANDARD.get(0))) {
        return leads;
      }
      try {
        leads.add(WfdbAnnotations.read(files, name));
      } catch (FileNotFoundException | NoSuchFileException e) {
        // This lead has no annotations.
      }
    }
    return leads;
  }

  /**
   * Waves of the first complete beat, none where there are no annotations.
   *
   * @param warnings to add to: damaged annotations do not stand in the way of the signals
   */
  static Waves first(
      SignalFiles files, String record, double rateHz, int samples, List<Notice> warnings)
      throws IOException {
    try {
      List<Waves> beats =
          BeatWaves.of(read(files, record), rateHz).stream()
              .filter(beat -> beat.tOffset() != null && beat.tOffset() < samples)
              .toList();
      return BeatWaves.firstComplete(beats).orElse(Waves.NONE);
    } catch (UserException e) {
      warnings.add(Notice.Kind.UNREADABLE_PART.of(e.getMessage()));
      return Waves.NONE;
    }
  }
}
