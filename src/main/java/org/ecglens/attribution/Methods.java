package org.ecglens.attribution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.ecglens.error.UserException;
import org.ecglens.extension.UserClass;

/**
 * The methods by name, and those of users by class. Options are written {@code
 * method.option=value}, for example {@code integrated-gradients.steps=50}; one map of options
 * serves all methods of a run, and each takes its own.
 */
public final class Methods {
  private static final Map<String, MethodDefinition> DEFINITIONS = new LinkedHashMap<>();

  static {
    for (MethodDefinition definition :
        List.of(
            Saliency.DEFINITION,
            InputXGradient.DEFINITION,
            Deconvolution.DEFINITION,
            GuidedBackprop.DEFINITION,
            IntegratedGradients.DEFINITION,
            Idgi.DEFINITION,
            GradientShap.DEFINITION,
            SmoothGrad.DEFINITION,
            SmoothGradSquared.DEFINITION,
            VarGrad.DEFINITION,
            DeepLift.DEFINITION,
            ExpectedGradients.DEFINITION,
            DeepLiftShap.DEFINITION,
            Lrp.DEFINITION,
            GradCam.DEFINITION,
            GuidedGradCam.DEFINITION,
            GradCamPlusPlus.DEFINITION,
            LayerCam.DEFINITION,
            LeadGradCam.DEFINITION,
            ScoreCam.DEFINITION,
            Occlusion.DEFINITION,
            FeatureAblation.DEFINITION,
            Rise.DEFINITION,
            Lime.DEFINITION,
            KernelShap.DEFINITION,
            RandomControl.DEFINITION,
            Amplitude.DEFINITION,
            Slope.DEFINITION)) {
      DEFINITIONS.put(definition.name(), definition);
    }
  }

  /** What {@code all} stands for: the methods that explain, and the random order. */
  private static final List<String> ALL =
      named(method -> !method.isControl() || method.name().equals(Controls.RANDOM));

  /** What {@code paper} stands for: the methods of Storås et al., and the random order. */
  private static final List<String> PAPER =
      List.of(
          Saliency.DEFINITION.name(),
          InputXGradient.DEFINITION.name(),
          Deconvolution.DEFINITION.name(),
          GuidedBackprop.DEFINITION.name(),
          IntegratedGradients.DEFINITION.name(),
          GradientShap.DEFINITION.name(),
          SmoothGrad.DEFINITION.name(),
          DeepLift.DEFINITION.name(),
          GradCam.DEFINITION.name(),
          GuidedGradCam.DEFINITION.name(),
          Controls.RANDOM);

  /** Methods by the word that stands for them in a list. */
  private static final Map<String, List<String>> GROUPS = groups();

  private Methods() {}

  /** All names, controls among them, in the order of tables. */
  public static List<String> names() {
    return List.copyOf(DEFINITIONS.keySet());
  }

  /** What {@code all} stands for: every method that explains, and the control {@code random}. */
  public static List<String> explaining() {
    return ALL;
  }

  /** What {@code paper} stands for: the methods of Storås et al., and the control random. */
  public static List<String> paper() {
    return PAPER;
  }

  /** The words that stand for several methods: all, paper, and those of {@link MethodGroup}. */
  public static List<String> groupNames() {
    return List.copyOf(GROUPS.keySet());
  }

  private static Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put("all", ALL);
    groups.put("paper", PAPER);
    for (MethodGroup group : MethodGroup.values()) {
      if (group != MethodGroup.CONTROL) {
        groups.put(group.toString(), named(method -> method.group() == group));
      }
    }
    return groups;
  }

  private static List<String> named(Predicate<MethodDefinition> which) {
    return DEFINITIONS.values().stream().filter(which).map(MethodDefinition::name).toList();
  }

  /** What there is to know of all methods, in the order of tables. */
  public static List<MethodDefinition> definitions() {
    return List.copyOf(DEFINITIONS.values());
  }

  /**
   * Makes a method.
   *
   * @param options {@code method.option} to value; those of other methods are checked too
   * @throws UserException if the method or an option does not exist, or a value is out of range
   */
  public static AttributionMethod create(String name, Preset preset, Map<String, String> options) {
    Map<String, Map<String, String>> byMethod = byMethod(preset, options);
    Map<String, String> own = byMethod.getOrDefault(name, Map.of());
    return UserClass.is(name)
        ? OwnMethod.of(name, own)
        : definition(name).create(definition(name).settings(preset, own));
  }

  /** Makes the methods of {@link #explaining}; see {@link #create}. */
  public static List<AttributionMethod> all(Preset preset, Map<String, String> options) {
    return of(ALL, preset, options);
  }

  /**
   * Makes several methods; see {@link #create}.
   *
   * @param names of methods and of groups ({@link #groupNames}); a repeated method counts once
   */
  public static List<AttributionMethod> of(
      Collection<String> names, Preset preset, Map<String, String> options) {
    Set<String> distinct = new LinkedHashSet<>();
    for (String name : names) {
      distinct.addAll(GROUPS.getOrDefault(name, List.of(name)));
    }
    List<AttributionMethod> methods = new ArrayList<>();
    for (String name : distinct) {
      methods.add(create(name, preset, options));
    }
    return List.copyOf(methods);
  }

  /**
   * The values of a method's options that hold, as they would be written on the command line, by
   * the option's name without the method's.
   */
  public static Map<String, String> settings(
      String name, Preset preset, Map<String, String> options) {
    Map<String, String> own = byMethod(preset, options).getOrDefault(name, Map.of());
    return UserClass.is(name) ? new TreeMap<>(own) : definition(name).settings(preset, own).texts();
  }

  /** Options by method and by their names without it; those of all methods are checked. */
  private static Map<String, Map<String, String>> byMethod(
      Preset preset, Map<String, String> options) {
    Map<String, Map<String, String>> byMethod = new LinkedHashMap<>();
    options.forEach(
        (key, value) -> {
          // Names of classes have dots.
          int dot = key.lastIndexOf('.');
          if (dot < 0) {
            throw new UserException(
                "option '"
                    + key
                    + "': write METHOD.OPTION=VALUE, as integrated-gradients.steps=50");
          }
          byMethod
              .computeIfAbsent(key.substring(0, dot), any -> new LinkedHashMap<>())
              .put(key.substring(dot + 1), value);
        });
    byMethod.forEach(
        (method, set) -> {
          if (UserClass.is(method)) {
            OwnMethod.of(method, set);
          } else {
            definition(method).settings(preset, set);
          }
        });
    return byMethod;
  }

  private static MethodDefinition definition(String name) {
    MethodDefinition definition = DEFINITIONS.get(name);
    if (definition == null) {
      throw new UserException(
          "unknown method '"
              + name
              + "'"
              + Nearest.suggestion(name, names())
              + ": choose from "
              + String.join(", ", groupNames())
              + ", "
              + String.join(", ", names())
              + ", or a class of your own with its package");
    }
    return definition;
  }
}
