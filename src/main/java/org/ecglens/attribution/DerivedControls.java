package org.ecglens.attribution;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Controls that are made of the maps of methods, for one network. They cost no pass of it.
 *
 * @param asked of {@link Controls#DERIVED}
 * @param population maps of other records; null where there are none
 */
public record DerivedControls(List<String> asked, PopulationMaps population)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No controls. */
  public static final DerivedControls NONE = new DerivedControls(List.of(), null);

  private static final String TOO_FEW =
      "fewer than " + PopulationMaps.FEWEST + " other records are explained";

  /** Those asked for, in the order of tables. */
  public DerivedControls {
    asked = Controls.DERIVED.stream().filter(asked::contains).toList();
  }

  /** Without maps of other records yet. */
  public static DerivedControls of(List<String> asked) {
    return new DerivedControls(asked, null);
  }

  /** The same with maps of other records. */
  public DerivedControls with(PopulationMaps maps) {
    return new DerivedControls(asked, maps);
  }

  /** Names in tables: of each control, one for each method that is none itself. */
  public List<String> names(List<String> methods) {
    List<String> names = new ArrayList<>();
    for (String control : asked) {
      explaining(methods).forEach(method -> names.add(Controls.of(control, method)));
    }
    return names;
  }

  /** Those methods that are no controls themselves. */
  public static List<String> explaining(List<String> methods) {
    return methods.stream().filter(method -> !Controls.is(method)).toList();
  }

  /**
   * What a control needs to know of a record.
   *
   * @param id of the record
   * @param subject whose it is, or null
   * @param aligned whether it is a beat whose time axis all such records share
   * @param sampleRateHz as the network takes it; NaN where nobody says it
   */
  public record Beat(String id, String subject, boolean aligned, double sampleRateHz) {}

  /** The controls that a record has none of, and why. */
  public Map<String, String> missing(Beat beat) {
    Map<String, String> reasons = new LinkedHashMap<>();
    if (asked.contains(Controls.POPULATION)) {
      if (!beat.aligned()) {
        reasons.put(Controls.POPULATION, "the record is no aligned beat");
      } else if (population == null
          || population.others(beat.id(), beat.subject()) < PopulationMaps.FEWEST) {
        reasons.put(Controls.POPULATION, TOO_FEW);
      }
    }
    if (asked.contains(Controls.SMOOTHED) && !(beat.sampleRateHz() > 0)) {
      reasons.put(Controls.SMOOTHED, "the sampling rate is not known");
    }
    return reasons;
  }

  /**
   * The controls of some records, by name, in the order of tables.
   *
   * @param beats all of which have the same controls
   * @param explanations of the methods, in the order of the beats
   * @param samples in a lead
   */
  public Map<String, Explanation> of(
      List<Beat> beats, Map<String, Explanation> explanations, int samples) {
    Set<String> present = new LinkedHashSet<>(asked);
    beats.forEach(beat -> present.removeAll(missing(beat).keySet()));
    Map<String, Explanation> controls = new LinkedHashMap<>();
    for (String control : present) {
      for (String method : explaining(List.copyOf(explanations.keySet()))) {
        Attribution[][] own = explanations.get(method).attributions();
        Attribution[][] made = new Attribution[own.length][];
        for (int record = 0; record < own.length; record++) {
          made[record] = new Attribution[own[record].length];
          for (int target = 0; target < own[record].length; target++) {
            Attribution of = own[record][target];
            float[] map =
                control.equals(Controls.POPULATION)
                    ? mean(beats.get(record), method, target, of.values().length)
                    : Smoothing.of(of.values(), samples, beats.get(record).sampleRateHz());
            made[record][target] = new Attribution(map, of.prediction(), null);
          }
        }
        controls.put(Controls.of(control, method), new Explanation(made, Cost.NONE));
      }
    }
    return controls;
  }

  /**
   * The control {@link Controls#POPULATION} of one record and method.
   *
   * @param method a method that explains; others have none
   * @param points in the map
   * @return {@code [lead * samples + sample]}, not negative; empty where it was not asked for or
   *     the record has none
   */
  public Optional<float[]> population(Beat beat, String method, int target, int points) {
    boolean there =
        asked.contains(Controls.POPULATION)
            && !Controls.is(method)
            && !missing(beat).containsKey(Controls.POPULATION);
    return there ? Optional.of(mean(beat, method, target, points)) : Optional.empty();
  }

  private float[] mean(Beat beat, String method, int target, int points) {
    return population.mean(method, target, beat.id(), beat.subject(), points);
  }
}
