package org.ecglens.report.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Colours of values from −1 to 1 on electrocardiographic paper, in equal steps. Zero is the paper;
 * the larger a value, the darker its colour, also for those who do not tell red from green. All
 * leave a black trace readable and none is the pink of the grid. Anchors are colours of ColorBrewer
 * (Harrower and Brewer, Cartogr J 2003;40:27–37).
 */
public enum ColourMap {
  /** For maps with signs: blue below zero, orange above. */
  DIVERGING(
      new String[] {"#d1e5f0", "#92c5de", "#4393c3", "#2166ac"},
      new String[] {"#fee0b6", "#fdb863", "#e08214", "#b35806"}),
  /** For maps without signs: light blue to purple. Negative values count as zero. */
  SEQUENTIAL(new String[0], new String[] {"#bfd3e6", "#9ebcda", "#8c96c6", "#8c6bb1", "#88419d"});

  /** Steps from zero to one. */
  public static final int LEVELS = 32;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> below;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> above;

  ColourMap(String[] below, String[] above) {
    this.below = steps(below);
    this.above = steps(above);
  }

  /** The colour of a value as {@code #rrggbb}; values beyond −1 and 1 have those of the ends. */
  public String colour(double value) {
    return colour(level(value));
  }

  /**
   * The step of a value: −32 to 32 for {@link #DIVERGING}, 0 to 32 for {@link #SEQUENTIAL}, 0 for
   * what is less than half a step from zero.
   */
  public int level(double value) {
    int least = below.isEmpty() ? 0 : -LEVELS;
    return (int) Math.max(least, Math.min(LEVELS, Math.round(value * LEVELS)));
  }

  /** The colour of a step. */
  String colour(int level) {
    return level == 0 ? EcgPaper.PAPER : level < 0 ? below.get(-level - 1) : above.get(level - 1);
  }

  /** The colours of all steps from the least. */
  public List<String> colours() {
    List<String> colours = new ArrayList<>();
    for (int level = -below.size(); level <= LEVELS; level++) {
      colours.add(colour(level));
    }
    return List.copyOf(colours);
  }

  /** From the paper through the anchors, which are equally far apart. */
  private static List<String> steps(String[] anchors) {
    List<String> colours = new ArrayList<>();
    for (int level = 1; level <= LEVELS && anchors.length > 0; level++) {
      double place = (double) level * anchors.length / LEVELS;
      int next = (int) Math.ceil(place);
      String from = next == 1 ? EcgPaper.PAPER : anchors[next - 2];
      colours.add(mixed(from, anchors[next - 1], place - (next - 1)));
    }
    return List.copyOf(colours);
  }

  private static String mixed(String from, String to, double share) {
    StringBuilder mixed = new StringBuilder("#");
    for (int i = 1; i < 7; i += 2) {
      int a = Integer.parseInt(from.substring(i, i + 2), 16);
      int b = Integer.parseInt(to.substring(i, i + 2), 16);
      mixed.append(String.format(Locale.ROOT, "%02x", Math.round(a + share * (b - a))));
    }
    return mixed.toString();
  }
}
