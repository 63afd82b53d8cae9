package org.ecglens.io.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Waves;
import org.ecglens.io.Cut;
import org.ecglens.io.Notice;
import org.ecglens.io.Person;
import org.ecglens.io.Reading;
import org.ecglens.io.SignalFiles;
import org.ecglens.io.Strips;

/**
 * A record of one segment that becomes several records: its files are read piece by piece, so that
 * a day needs no more memory than a piece. Annotations of wave limits are not read.
 */
final class LongRecord {
  private final SignalFiles files;
  private final String name;
  private final WfdbHeader header;
  private final Frames mode;
  private final StoredSignals stored;
  private final ChosenSignals chosen;
  private final int perFrame;
  private final long frames;
  private final int length;

  private LongRecord(
      SignalFiles files,
      String name,
      WfdbHeader header,
      Frames mode,
      StoredSignals stored,
      ChosenSignals chosen,
      long frames,
      int length) {
    this.files = files;
    this.name = name;
    this.header = header;
    this.mode = mode;
    this.stored = stored;
    this.chosen = chosen;
    this.perFrame = mode.perFrame(header.signals());
    this.frames = frames;
    this.length = length;
  }

  /**
   * The record of a header, if it is to be cut and can be read piece by piece: several segments,
   * skewed signals and leads that occur twice need a look at the whole.
   */
  static Optional<LongRecord> of(
      SignalFiles files, String name, WfdbHeader header, Frames mode, Cut cut) throws IOException {
    List<WfdbSignal> signals = header.signals();
    if (header.isMultiSegment() || header.isLayout() || DigitalRecord.skew(signals) != 0) {
      return Optional.empty();
    }
    String path = files.path(name);
    StoredSignals stored = new StoredSignals(path, files, header);
    long frames =
        header.frames().isPresent() ? header.frames().getAsLong() : stored.frames().orElse(0);
    long stores = WfdbSignal.frameSamples(signals);
    long results = (long) signals.size() * mode.perFrame(signals);
    long length = cut.length(header.frameRateHz(), Math.max(stores, results), frames);
    if (frames == 0 || length >= frames || length > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    DigitalRecord.checkSize(path, signals, length, mode);
    ChosenSignals chosen = ChosenSignals.of(path, signals, (one, other) -> false);
    if (chosen.leads().stream().distinct().count() < chosen.kept().size()) {
      return Optional.empty();
    }
    return Optional.of(
        new LongRecord(files, name, header, mode, stored, chosen, frames, (int) length));
  }

  /**
   * Reads it.
   *
   * @return what is to be said of it
   */
  List<Notice> read(String recordId, Cut cut, Cut.Records records) throws IOException {
    String path = files.path(name);
    List<Notice> notices = new ArrayList<>(DigitalRecord.headerNotices(path, name, header));
    notices.addAll(stored.warnings());
    notices.addAll(chosen.notices());
    stored.check(frames);
    Person person = PersonComments.person(header.comments());
    double rate = header.frameRateHz() * perFrame;
    Strips strips = cut.strips(frames, length, records);
    long[] sums = new long[header.signals().size()];
    try (StoredSignals.Frontier frontier = stored.start()) {
      for (long from = 0; from < frames; from += length) {
        int count = (int) Math.min(length, frames - from);
        Samples samples = frontier.next(count, count);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += samples.sum(i);
        }
        Ecg ecg =
            new Ecg(
                Cut.id(recordId, from, header.frameRateHz()),
                null,
                WfdbReader.FORMAT,
                Ecg.Kind.RHYTHM,
                chosen.leads(),
                rate,
                chosen.unit(),
                chosen.physical(i -> signal(samples, i, count)),
                person.labels(),
                Waves.NONE);
        strips.accept(new Reading(List.of(ecg), person, List.of()));
      }
    }
    strips.finish();
    notices.addAll(stored.checksums(sums));
    notices.add(strips.notice(path, header.frameRateHz()));
    return notices;
  }

  private int[] signal(Samples samples, int signal, int count) {
    return mode.signal(header.signals().get(signal), samples.signal(signal), count, perFrame);
  }
}
