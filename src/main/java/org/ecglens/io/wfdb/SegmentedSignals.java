package org.ecglens.io.wfdb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.ecglens.ecg.Voltage;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Notice;
import org.ecglens.io.SignalFiles;

/**
 * A record of several segments. Where the first segment has no samples it is the layout: it lists
 * every signal, and the segments hold some of them, found by description, with gains of their own.
 * Else the first segment lists them, and the others hold the same ones in the same order. All
 * values are brought to gain and baseline of the layout or first segment, halves rounded up.
 */
final class SegmentedSignals {
  // A header is a megabyte at most; real records of weeks have some thousands of segments.
  private static final int MOST_SIGNAL_LINES = 1 << 18;
  private static final double SAME_RATE = 0.01;

  private final String path;
  private final SignalFiles files;
  private final WfdbHeader header;
  private final WfdbHeader first;
  private final boolean layout;
  private final List<Part> parts = new ArrayList<>();
  private final List<Notice> warnings = new ArrayList<>();
  private int frames;

  /** A segment that is there: where it starts, and for each of its signals which one it is. */
  private record Part(
      WfdbHeader.Segment segment,
      int start,
      WfdbHeader header,
      StoredSignals stored,
      List<Integer> place) {}

  /**
   * Reads the headers of all segments and checks that their files are there and long enough.
   *
   * @param path of the header, for messages
   * @throws UserException if a segment is missing, too short, segmented itself or does not fit
   */
  SegmentedSignals(String path, SignalFiles files, WfdbHeader header) throws IOException {
    this.path = path;
    this.files = files;
    this.header = header;
    WfdbHeader.Segment start = header.segments().get(0);
    if (start.isGap()) {
      throw new UserException(
          path
              + ": the first segment is a gap, so that nothing lists the signals; put a layout or"
              + " a segment before it.");
    }
    this.first = segmentHeader(start);
    this.layout = start.frames() == 0;
    this.frames = length();
    parts(start);
    if (parts.isEmpty()) {
      throw new UserException(path + ": no segment holds a sample.");
    }
  }

  /** The signals of the record. */
  List<WfdbSignal> signals() {
    return first.signals();
  }

  /** Frames of the record. */
  int frames() {
    return frames;
  }

  /** Comments of the header and of the layout or first segment. */
  List<String> comments() {
    List<String> comments = new ArrayList<>(header.comments());
    comments.addAll(first.comments());
    return comments;
  }

  /** Peculiarities; complete after {@link #read}. */
  List<Notice> warnings() {
    return List.copyOf(warnings);
  }

  /** All signals, invalid where no segment has them. */
  Samples read() throws IOException {
    int[][] values = new int[signals().size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = Samples.invalid(frames * signals().get(i).samplesPerFrame());
    }
    for (Part part : parts) {
      int length = (int) part.segment().frames();
      boolean whole = part.header().frames().orElse(length) == length;
      Samples samples = part.stored().read(length, length);
      if (whole) {
        warnings.addAll(part.stored().checksums(samples));
      }
      for (int i = 0; i < part.place().size(); i++) {
        if (part.place().get(i) >= 0) {
          WfdbSignal target = signals().get(part.place().get(i));
          copy(
              samples.signal(i),
              part.header().signals().get(i),
              values[part.place().get(i)],
              part.start() * target.samplesPerFrame(),
              target);
        }
      }
    }
    return new Samples(frames, values, new long[values.length]);
  }

  private int length() {
    long most = EcgReader.MOST_VALUES / WfdbSignal.frameSamples(signals());
    long sum = 0;
    for (WfdbHeader.Segment segment : header.segments()) {
      sum = Math.addExact(sum, Math.min(segment.frames(), EcgReader.MOST_VALUES));
    }
    if (sum > most) {
      throw new UserException(
          path
              + ": "
              + signals().size()
              + " signals of "
              + sum
              + " or more frames are too long for one record; cut it into pieces.");
    }
    if (sum == 0) {
      throw new UserException(path + ": no segment holds a sample.");
    }
    if (header.frames().isPresent() && header.frames().getAsLong() != sum) {
      warnings.add(
          Notice.Kind.HEADER.of(
              path
                  + ": number of samples "
                  + header.frames().getAsLong()
                  + " does not fit the segments, which have "
                  + sum
                  + "."));
    }
    return (int) sum;
  }

  private void parts(WfdbHeader.Segment start) throws IOException {
    Set<String> names = new HashSet<>();
    int lines = 0;
    int begin = 0;
    for (WfdbHeader.Segment segment : header.segments()) {
      if (segment.frames() > 0 && !segment.isGap()) {
        if (!names.add(segment.name())) {
          throw wrong(segment, "is listed twice; mend the header.");
        }
        WfdbHeader own = segment.equals(start) ? first : segmentHeader(segment);
        lines += own.signals().size();
        if (lines > MOST_SIGNAL_LINES) {
          throw new UserException(
              path + ": the segments have too many signals; cut it into pieces.");
        }
        String ownPath = files.path(segment.name() + WfdbHeader.SUFFIX);
        StoredSignals stored = new StoredSignals(ownPath, files, own);
        stored.check(segment.frames());
        warnings.addAll(stored.warnings());
        if (own.frames().orElse(segment.frames()) != segment.frames()) {
          warnings.add(
              Notice.Kind.HEADER.of(
                  ownPath
                      + ": the segment has "
                      + own.frames().getAsLong()
                      + " frames, of which the header "
                      + path
                      + " uses "
                      + segment.frames()
                      + "."));
        }
        checkRate(segment, own);
        List<Integer> place = layout ? byDescription(own, ownPath) : byOrder(segment, own, ownPath);
        parts.add(new Part(segment, begin, own, stored, place));
      }
      begin += (int) segment.frames();
    }
  }

  /** Headers without a rate have that of the manual, which says nothing. */
  private void checkRate(WfdbHeader.Segment segment, WfdbHeader own) {
    double apart = Math.abs(own.frameRateHz() - header.frameRateHz());
    if (own.saysRate() && header.saysRate() && apart > SAME_RATE * header.frameRateHz()) {
      throw wrong(
          segment,
          "has %s Hz, the record %s Hz; mend the header that is wrong."
              .formatted(own.frameRateHz(), header.frameRateHz()));
    }
  }

  private WfdbHeader segmentHeader(WfdbHeader.Segment segment) throws IOException {
    String name = segment.name() + WfdbHeader.SUFFIX;
    WfdbHeader own;
    try {
      own = WfdbHeader.read(files, name);
    } catch (UserException e) {
      throw new UserException(
          path + ": segment " + HeaderFields.shown(segment.name()) + ": " + e.getMessage(), e);
    }
    if (own.isMultiSegment()) {
      throw wrong(segment, "has segments itself; list those in its place.");
    }
    return own;
  }

  private List<Integer> byDescription(WfdbHeader own, String ownPath) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < signals().size(); i++) {
      places.putIfAbsent(signals().get(i).description(), i);
    }
    List<Integer> place = new ArrayList<>();
    for (int i = 0; i < own.signals().size(); i++) {
      WfdbSignal signal = own.signals().get(i);
      place.add(fitting(signal, i, places.getOrDefault(signal.description(), -1), ownPath));
    }
    return place;
  }

  private List<Integer> byOrder(WfdbHeader.Segment segment, WfdbHeader own, String ownPath) {
    if (own.signals().size() > signals().size()) {
      throw wrong(
          segment,
          "has "
              + own.signals().size()
              + " signals, the first segment has "
              + signals().size()
              + "; a layout must list signals that differ.");
    }
    List<Integer> place = new ArrayList<>();
    for (int i = 0; i < own.signals().size(); i++) {
      place.add(fitting(own.signals().get(i), i, i, ownPath));
    }
    return place;
  }

  /** The place of a signal, or -1 with a warning if its samples cannot be those of that signal. */
  private int fitting(WfdbSignal own, int index, int place, String ownPath) {
    if (place < 0) {
      return place;
    }
    WfdbSignal target = signals().get(place);
    String problem = null;
    if (own.samplesPerFrame() != target.samplesPerFrame()) {
      problem = "samples a frame";
    } else if (factor(own, target).isEmpty()) {
      problem = "a unit";
    }
    if (problem == null) {
      return place;
    }
    warnings.add(
        Notice.Kind.LEFT_OUT.of(
            ownPath
                + ": signal "
                + index
                + " has "
                + problem
                + " that the record does not have there; it is left out."));
    return -1;
  }

  /** How many units of the target are in one of a signal, if they measure the same. */
  private static Optional<Double> factor(WfdbSignal own, WfdbSignal target) {
    OptionalDouble from = Voltage.inMicrovolts(own.unit());
    OptionalDouble to = Voltage.inMicrovolts(target.unit());
    if (from.isPresent() && to.isPresent()) {
      return Optional.of(from.getAsDouble() / to.getAsDouble());
    }
    return Objects.equals(own.unit(), target.unit()) ? Optional.of(1.0) : Optional.empty();
  }

  private static void copy(int[] values, WfdbSignal own, int[] into, int start, WfdbSignal target) {
    double scale = target.gain() / own.gain() * factor(own, target).orElseThrow();
    double offset = target.baseline() - scale * own.baseline() + 0.5;
    boolean same = scale == 1 && own.baseline() == target.baseline();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != Samples.INVALID) {
        // The lowest integer is taken: a value that far out stays valid.
        double scaled = Math.max(Math.floor(values[i] * scale + offset), -Integer.MAX_VALUE);
        into[start + i] = same ? values[i] : (int) scaled;
      }
    }
  }

  private UserException wrong(WfdbHeader.Segment segment, String problem) {
    return new UserException(
        path + ": segment " + HeaderFields.shown(segment.name()) + " " + problem);
  }
}
