package org.ecglens.plan;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.ecglens.attribution.AttributionMethod;
import org.ecglens.attribution.Controls;
import org.ecglens.attribution.MethodDefinition;
import org.ecglens.attribution.Methods;
import org.ecglens.attribution.Preset;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.MappedLayer;
import org.ecglens.model.ModelCard;
import org.ecglens.model.ModelFile;

/**
 * The attribution methods that explain records, and their constants. Two specs with the same
 * computation are equal: a constant that equals the preset's, or that belongs to a method that is
 * not named, is omitted.
 *
 * @param names methods without repetition, in the requested order; names of groups denote their
 *     methods ({@link Methods#groupNames})
 * @param grouped those of them that only a group named: where they do not apply to a network, they
 *     are left out, and methods that were named are refused
 * @param preset constants of the methods
 * @param settings by {@code method.key}, the constants that differ from the preset
 */
public record MethodsSpec(
    @Asked(option = "--methods") List<String> names,
    @Asked(option = "--methods") List<String> grouped,
    @Asked(option = "--preset") Preset preset,
    @Asked(option = "--option") Map<String, String> settings)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String PAPER = "paper";

  /** By {@code method.key}, the constants that name a layer. */
  private static final List<String> LAYERS =
      Methods.definitions().stream()
          .filter(MethodDefinition::mapsLayer)
          .map(method -> method.name() + ".layer")
          .toList();

  private static final String LAST = "last";

  /**
   * Brings names and constants to the form in which equal ones are equal.
   *
   * @throws UserException if a value is unknown or out of range
   */
  public MethodsSpec {
    Objects.requireNonNull(preset, "preset");
    List<AttributionMethod> methods = Methods.of(names, preset, settings);
    if (methods.isEmpty()) {
      throw new UserException(
          "--methods: name at least one method, or a group of them. Known: "
              + String.join(", ", Methods.groupNames())
              + ", "
              + String.join(", ", Methods.names())
              + ".");
    }
    List<String> asked = List.copyOf(names);
    List<String> already = List.copyOf(grouped);
    names = methods.stream().map(AttributionMethod::name).toList();
    grouped =
        names.stream().filter(name -> already.contains(name) || !asked.contains(name)).toList();
    settings = Ordered.copy(deciding(names, preset, settings));
  }

  /** The defaults, to change. */
  public static Builder builder() {
    return new Builder();
  }

  /** A copy to change. */
  public Builder with() {
    return new Builder(this);
  }

  /** Methods of these names with the constants of the paper. */
  public static MethodsSpec of(String... names) {
    return builder().names(List.of(names)).build();
  }

  /** The methods for a network with this card, whether they apply to it or not. */
  public List<AttributionMethod> methods(ModelCard card) {
    return Methods.of(names, preset, constants(card));
  }

  /** The methods that explain a network: all but those that are {@link #leftOut}. */
  public List<AttributionMethod> methods(ModelFile file, Graph graph) {
    Map<String, String> leftOut = leftOut(file, graph);
    return methods(file.card()).stream()
        .filter(method -> !leftOut.containsKey(method.name()))
        .toList();
  }

  /**
   * Methods that a group named and that do not apply to a network, and why, in their order.
   *
   * @throws UserException if no method is left that explains, with the first reason
   */
  public Map<String, String> leftOut(ModelFile file, Graph graph) {
    Map<String, String> reasons = new LinkedHashMap<>();
    boolean anyExplains = false;
    UserException first = null;
    for (AttributionMethod method : methods(file.card())) {
      try {
        if (grouped.contains(method.name())) {
          method.check(graph);
        }
        anyExplains |= !Controls.is(method.name());
      } catch (UserException e) {
        first = first == null ? e : first;
        reasons.put(method.name(), e.getMessage());
      }
    }
    if (first != null && !anyExplains) {
      throw new UserException(file.path() + ": " + first.getMessage(), first);
    }
    return reasons;
  }

  /** Every constant in force for a network with this card, by {@code method.key}, ascending. */
  public Map<String, String> settings(ModelCard card) {
    Map<String, String> all = new TreeMap<>();
    for (String name : names) {
      Methods.settings(name, preset, constants(card))
          .forEach((key, value) -> all.put(name + "." + key, value));
    }
    return all;
  }

  /**
   * Checks that the methods that were named can explain a network, that of a group one can, and
   * that the layers that they map exist in it.
   *
   * @throws UserException naming the layers that do, or what stands in the way
   */
  public void check(ModelFile file, Graph graph) {
    for (AttributionMethod method : methods(file, graph)) {
      try {
        method.check(graph);
      } catch (UserException e) {
        throw new UserException(file.path() + ": " + e.getMessage(), e);
      }
    }
    settings(file.card())
        .forEach(
            (name, layer) -> {
              if (LAYERS.contains(name)
                  && !layer.equals(LAST)
                  && MappedLayer.of(graph, layer) == null) {
                throw new UserException(
                    name
                        + "="
                        + layer
                        + ": "
                        + file.path()
                        + " has no such node with channels that runs over time. Known: "
                        + String.join(", ", MappedLayer.names(graph))
                        + ".");
              }
            });
  }

  private Map<String, String> constants(ModelCard card) {
    Map<String, String> constants = new HashMap<>(settings);
    if (card.gradCamLayer() != null) {
      LAYERS.forEach(layer -> constants.putIfAbsent(layer, card.gradCamLayer()));
    }
    return constants;
  }

  private static Map<String, String> deciding(
      List<String> names, Preset preset, Map<String, String> settings) {
    Map<String, String> kept = new TreeMap<>(settings);
    for (String key : new TreeMap<>(settings).keySet()) {
      int dot = key.lastIndexOf('.');
      String method = key.substring(0, dot);
      if (!names.contains(method)) {
        kept.remove(key);
        continue;
      }
      Map<String, String> set = Methods.settings(method, preset, kept);
      Map<String, String> without = new TreeMap<>(kept);
      without.remove(key);
      // A card may name another layer than the preset: that one is asked for is never left out.
      if (!LAYERS.contains(key) && set.equals(Methods.settings(method, preset, without))) {
        kept.remove(key);
      } else {
        kept.put(key, set.get(key.substring(dot + 1)));
      }
    }
    return kept;
  }

  /** Collects the components of the spec; each setter has the name of its component. */
  public static final class Builder {
    private List<String> names = List.of(PAPER);
    private List<String> grouped = List.of();
    private Preset preset = Preset.PAPER;
    private Map<String, String> settings = Map.of();

    private Builder() {}

    private Builder(MethodsSpec spec) {
      names = spec.names;
      grouped = spec.grouped;
      preset = spec.preset;
      settings = spec.settings;
    }

    /** See {@link MethodsSpec#names}. */
    public Builder names(List<String> value) {
      names = value;
      grouped = List.of();
      return this;
    }

    /** See {@link MethodsSpec#preset}. */
    public Builder preset(Preset value) {
      preset = value;
      return this;
    }

    /** See {@link MethodsSpec#settings}. */
    public Builder settings(Map<String, String> value) {
      settings = value;
      return this;
    }

    /**
     * Builds the spec.
     *
     * @throws UserException if a value is unknown or out of range
     */
    public MethodsSpec build() {
      return new MethodsSpec(names, grouped, preset, settings);
    }
  }
}
