package org.ecglens.io.wfdb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ecglens.ecg.Waves;

/**
 * Waves of whole beats from marks on single leads, as the Lobachevsky University database has them
 * (Kalyakulina et al. 2020): {@code ( p )}, {@code ( N )} and {@code ( t )}, where either bracket
 * may be absent. A limit or peak of a beat is the median over the leads that mark it.
 */
public final class BeatWaves {
  /** Peaks of one QRS complex in different leads lie closer than this, those of two do not. */
  private static final double BEAT_GAP_SECONDS = 0.1;

  private BeatWaves() {}

  /** A wave in one lead; onset and offset may be null. */
  private record Wave(Integer onset, Integer peak, Integer offset) {}

  /** A beat in one lead; P and T may be null. */
  private record LeadBeat(Wave p, Wave qrs, Wave t) {}

  /**
   * The beats of a record in order: those whose QRS complex at least half of the leads mark.
   *
   * @param leads annotations of each lead
   * @param rateHz of the record
   * @return waves in samples; a P or T wave that fewer than half of the leads of the beat mark is
   *     absent
   */
  public static List<Waves> of(List<List<Annotation>> leads, double rateHz) {
    List<LeadBeat> all =
        leads.stream()
            .flatMap(lead -> beats(waves(lead)))
            .sorted(Comparator.comparing(beat -> beat.qrs().peak()))
            .toList();
    List<Waves> found = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= all.size(); i++) {
      if (i == all.size()
          || all.get(i).qrs().peak() - all.get(i - 1).qrs().peak() > BEAT_GAP_SECONDS * rateHz) {
        List<LeadBeat> beat = all.subList(start, i);
        if (2 * beat.size() >= leads.size()) {
          found.add(together(beat));
        }
        start = i;
      }
    }
    return List.copyOf(found);
  }

  /**
   * The first beat of which all nine points are known; if there is none, the first that lacks only
   * the P wave.
   */
  static Optional<Waves> firstComplete(List<Waves> beats) {
    return Stream.concat(
            beats.stream().filter(beat -> known(beat.pOnset(), beat.pPeak(), beat.pOffset())),
            beats.stream())
        .filter(beat -> known(beat.qrsOnset(), beat.qrsPeak(), beat.qrsOffset()))
        .filter(beat -> known(beat.tOnset(), beat.tPeak(), beat.tOffset()))
        .findFirst();
  }

  private static boolean known(Integer onset, Integer peak, Integer offset) {
    return onset != null && peak != null && offset != null;
  }

  /** A wave and the type of its peak. */
  private record Mark(int type, Wave wave) {}

  private static List<Mark> waves(List<Annotation> lead) {
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < lead.size(); i++) {
      int type = lead.get(i).type();
      if (type == Annotation.NORMAL || type == Annotation.P_PEAK || type == Annotation.T_PEAK) {
        marks.add(
            new Mark(
                type,
                new Wave(
                    bracket(lead, i - 1, Annotation.ONSET),
                    (int) lead.get(i).sample(),
                    bracket(lead, i + 1, Annotation.OFFSET))));
      }
    }
    return marks;
  }

  private static Integer bracket(List<Annotation> lead, int index, int type) {
    boolean there = index >= 0 && index < lead.size() && lead.get(index).type() == type;
    return there ? (Integer) (int) lead.get(index).sample() : null;
  }

  /** A P wave belongs to the QRS complex after it, a T wave to the one before it. */
  private static Stream<LeadBeat> beats(List<Mark> marks) {
    List<LeadBeat> beats = new ArrayList<>();
    Wave p = null;
    for (Mark mark : marks) {
      int last = beats.size() - 1;
      if (mark.type() == Annotation.P_PEAK) {
        p = mark.wave();
      } else if (mark.type() == Annotation.NORMAL) {
        beats.add(new LeadBeat(p, mark.wave(), null));
        p = null;
      } else if (last >= 0 && beats.get(last).t() == null) {
        beats.set(last, new LeadBeat(beats.get(last).p(), beats.get(last).qrs(), mark.wave()));
      }
    }
    return beats.stream();
  }

  private static Waves together(List<LeadBeat> beat) {
    List<Wave> p = marked(beat, LeadBeat::p);
    List<Wave> qrs = marked(beat, LeadBeat::qrs);
    List<Wave> t = marked(beat, LeadBeat::t);
    return new Waves(
        median(p, Wave::onset),
        median(p, Wave::peak),
        median(p, Wave::offset),
        median(qrs, Wave::onset),
        median(qrs, Wave::peak),
        median(qrs, Wave::offset),
        median(t, Wave::onset),
        median(t, Wave::peak),
        median(t, Wave::offset));
  }

  private static List<Wave> marked(List<LeadBeat> beat, Function<LeadBeat, Wave> which) {
    List<Wave> waves = beat.stream().map(which).filter(wave -> wave != null).toList();
    return 2 * waves.size() >= beat.size() ? waves : List.of();
  }

  /** The mean of the two in the middle is rounded up at a half. */
  private static Integer median(List<Wave> waves, Function<Wave, Integer> point) {
    List<Integer> values = waves.stream().map(point).filter(v -> v != null).sorted().toList();
    if (values.isEmpty()) {
      return null;
    }
    int low = values.get((values.size() - 1) / 2);
    int high = values.get(values.size() / 2);
    return low + (high - low + 1) / 2;
  }
}
