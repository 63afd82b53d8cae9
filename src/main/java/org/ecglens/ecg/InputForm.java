package org.ecglens.ecg;

import java.io.Serializable;
import java.util.List;

/**
 * The form in which a network takes a record.
 *
 * @param leads number of leads
 * @param samples in each lead
 * @param names of the leads in order, or null for any
 * @param sampleRateHz null for any
 * @param unit null for any
 */
public record InputForm(
    int leads, int samples, List<String> names, Double sampleRateHz, String unit)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Copies the names.
   *
   * @throws IllegalArgumentException if there are names but not one for each lead
   */
  public InputForm {
    names = names == null ? null : List.copyOf(names);
    if (names != null && names.size() != leads) {
      throw new IllegalArgumentException(names + " names " + names.size() + " leads, not " + leads);
    }
  }
}
