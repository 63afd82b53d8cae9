package org.ecglens.io.dicom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.ecglens.error.UserException;
import org.ecglens.io.EcgReader;
import org.ecglens.io.Notice;

/**
 * Multiplex groups of one kind as one recording: those of one rate, each at the time that it says
 * (0018,1068), as a sheet of four times three leads is stored. A lead is NaN where its group does
 * not reach; times are rounded to samples. Of groups with the same lead the longest is read.
 *
 * @param main the group with most channels, first of those
 * @param leads names, group after group
 * @param signal µV, {@code [lead * samples + sample]}
 * @param start sample of the recording at which the main group begins
 */
@SuppressWarnings("ArrayRecordComponent")
record JoinedGroups(MultiplexGroup main, List<String> leads, float[] signal, int start) {
  private static final double MS_PER_S = 1000;

  /**
   * Joins what fits.
   *
   * @param groups of one kind, at least one
   * @param warnings takes what is left out
   * @throws UserException if the recording would be too long
   */
  static JoinedGroups of(String path, List<MultiplexGroup> groups, Consumer<Notice> warnings) {
    MultiplexGroup main =
        groups.stream()
            .max(
                Comparator.comparingInt(MultiplexGroup::channels)
                    .thenComparing(MultiplexGroup::number, Comparator.reverseOrder()))
            .orElseThrow();
    Set<MultiplexGroup> taken = fitting(main, groups);
    Map<MultiplexGroup, List<Integer>> channels = channels(path, taken, warnings);
    groups.stream()
        .filter(group -> !taken.contains(group))
        .forEach(
            group ->
                warnings.accept(
                    Notice.Kind.LEFT_OUT.of(
                        path
                            + ": multiplex group "
                            + group.number()
                            + " ("
                            + String.join(", ", group.leads())
                            + ") is left out: its rate or time does not fit that of group "
                            + main.number()
                            + ".")));
    int first = channels.keySet().stream().mapToInt(JoinedGroups::offset).min().orElseThrow();
    long samples =
        channels.keySet().stream()
            .mapToLong(group -> (long) offset(group) - first + group.samples())
            .max()
            .orElseThrow();
    long count = channels.values().stream().mapToInt(List::size).sum();
    if (count * samples > EcgReader.MOST_VALUES) {
      throw new UserException(
          path
              + ": the multiplex groups lie too far apart in time for one record; split the file.");
    }
    List<String> leads = new ArrayList<>();
    float[] signal = new float[(int) (count * samples)];
    Arrays.fill(signal, Float.NaN);
    channels.forEach(
        (group, some) -> {
          float[] own = group.signal(warnings);
          for (int channel : some) {
            System.arraycopy(
                own,
                channel * group.samples(),
                signal,
                (int) (leads.size() * samples) + offset(group) - first,
                group.samples());
            leads.add(name(group, channel, channels.size() > 1));
          }
        });
    return new JoinedGroups(main, List.copyOf(leads), signal, offset(main) - first);
  }

  private static Set<MultiplexGroup> fitting(MultiplexGroup main, List<MultiplexGroup> groups) {
    return groups.stream()
        .filter(
            group ->
                group == main
                    || (group.sampleRateHz() == main.sampleRateHz() && isTimed(group, main)))
        .collect(Collectors.toSet());
  }

  /** Both say when they begin, or neither does and they are equally long. */
  private static boolean isTimed(MultiplexGroup group, MultiplexGroup main) {
    OptionalDouble begin = group.offsetMs();
    OptionalDouble other = main.offsetMs();
    if (begin.isEmpty() || other.isEmpty()) {
      return begin.isEmpty() && other.isEmpty() && group.samples() == main.samples();
    }
    double apart = (begin.getAsDouble() - other.getAsDouble()) / MS_PER_S * main.sampleRateHz();
    return Math.abs(apart) < EcgReader.MOST_VALUES;
  }

  private static int offset(MultiplexGroup group) {
    return (int) Math.rint(group.offsetMs().orElse(0) / MS_PER_S * group.sampleRateHz());
  }

  /** Channels to read by group, in the order of the file. */
  private static Map<MultiplexGroup, List<Integer>> channels(
      String path, Set<MultiplexGroup> taken, Consumer<Notice> warnings) {
    List<MultiplexGroup> longest = new ArrayList<>(taken);
    longest.sort(
        Comparator.comparingInt(MultiplexGroup::samples)
            .reversed()
            .thenComparing(MultiplexGroup::number));
    Map<Integer, List<Integer>> byNumber = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (MultiplexGroup group : longest) {
      List<Integer> own = new ArrayList<>();
      for (int channel = 0; channel < group.channels(); channel++) {
        String lead = name(group, channel, taken.size() > 1);
        if (seen.add(lead)) {
          own.add(channel);
        } else {
          warnings.accept(
              Notice.Kind.LEFT_OUT.of(
                  path
                      + ": lead "
                      + lead
                      + " of multiplex group "
                      + group.number()
                      + " is left out: another group has it as long or longer."));
        }
      }
      byNumber.put(group.number(), own);
    }
    Map<MultiplexGroup, List<Integer>> channels = new LinkedHashMap<>();
    taken.stream()
        .sorted(Comparator.comparingInt(MultiplexGroup::number))
        .filter(group -> !byNumber.get(group.number()).isEmpty())
        .forEach(group -> channels.put(group, byNumber.get(group.number())));
    return channels;
  }

  private static String name(MultiplexGroup group, int channel, boolean several) {
    String lead = group.leads().get(channel);
    return several && lead.startsWith("channel ") ? "group " + group.number() + " " + lead : lead;
  }
}
