package org.ecglens.perturbation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.ecglens.error.Suggestion;

/**
 * What is ranked and perturbed as one: a point, or a window of consecutive samples. Windows tile
 * each lead from sample 0; the last is shorter where the width does not divide the lead.
 *
 * @param width of a window
 * @param leads whether a window lies in one lead or across all of them
 */
public record FeatureShape(WindowWidth width, Leads leads) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One sample of one lead, as in the reference work. */
  public static final FeatureShape POINT = new FeatureShape(1, Leads.ONE);

  /** How many leads a window covers. */
  public enum Leads {
    /** One. */
    ONE("one"),
    /** All of the record, at the same samples. */
    ALL("all");

    private final String label;

    Leads(String label) {
      this.label = label;
    }

    /** Name as on the command line. */
    public String label() {
      return label;
    }

    /**
     * The constant of that name.
     *
     * @throws org.ecglens.error.UserException if there is none
     */
    public static Leads of(String label) {
      for (Leads leads : values()) {
        if (leads.label.equals(label)) {
          return leads;
        }
      }
      List<String> known = Arrays.stream(values()).map(Leads::label).toList();
      throw Suggestion.unknown("leads of a window", label, known);
    }
  }

  /** A width in samples. */
  public FeatureShape(int width, Leads leads) {
    this(new WindowWidth(width, 0), leads);
  }
}
