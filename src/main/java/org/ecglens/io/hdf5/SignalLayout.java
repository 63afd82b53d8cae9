package org.ecglens.io.hdf5;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ecglens.ecg.Lead;
import org.ecglens.error.UserException;

/**
 * Which side of a dataset are the leads, and what they are.
 *
 * @param leads names in the order of the file
 * @param samples of each
 * @param leadMajor whether it is {@code [lead][sample]} and not {@code [sample][lead]}
 */
record SignalLayout(List<String> leads, int samples, boolean leadMajor) {
  /** Copies the leads. */
  SignalLayout {
    leads = List.copyOf(leads);
  }

  /**
   * The layout of a dataset.
   *
   * @param path for messages
   * @param dimensions of the dataset: two, or three of which the first is 1
   * @param named leads that are known by name
   * @throws UserException if the sizes do not tell leads from samples
   */
  static SignalLayout of(String path, int[] dimensions, Optional<List<String>> named) {
    String size = DatasetNames.size(dimensions);
    if (dimensions.length == 3 && dimensions[0] != 1) {
      throw new UserException(
          path
              + ": the dataset "
              + size
              + " holds several records; store each row in a file of its own, as a dataset of two"
              + " dimensions, and give the folder.");
    }
    if (dimensions.length != 2 && dimensions.length != 3) {
      throw new UserException(
          path
              + ": the dataset has "
              + dimensions.length
              + " dimensions; a record has two, leads and samples.");
    }
    int rows = dimensions[dimensions.length - 2];
    int columns = dimensions[dimensions.length - 1];
    if (rows < 1 || columns < 1) {
      throw new UserException(path + ": the dataset " + size + " has no samples.");
    }
    boolean byRow = fits(rows, named);
    if (byRow == fits(columns, named)) {
      String wanted = named.map(leads -> String.valueOf(leads.size())).orElse("8 or 12");
      throw new UserException(
          path
              + ": of the dataset "
              + size
              + (byRow ? " both sides" : " no side")
              + " could be the "
              + wanted
              + " leads; "
              + (byRow ? "store more samples." : "name its leads in order with --assume-leads."));
    }
    int count = byRow ? rows : columns;
    List<String> leads =
        named.orElse(count == Lead.STANDARD.size() ? Lead.STANDARD : Lead.INDEPENDENT);
    if (new HashSet<>(leads).size() < count) {
      throw new UserException(path + ": a lead is named twice for the dataset " + size + ".");
    }
    return new SignalLayout(leads, byRow ? columns : rows, byRow);
  }

  private static boolean fits(int length, Optional<List<String>> named) {
    return named
        .map(leads -> length == leads.size())
        .orElse(length == Lead.INDEPENDENT.size() || length == Lead.STANDARD.size());
  }

  /**
   * Samples by lead.
   *
   * @param values of the dataset, the last dimension fastest
   */
  Map<String, float[]> samplesByLead(float[] values) {
    Map<String, float[]> byName = new LinkedHashMap<>();
    for (int lead = 0; lead < leads.size(); lead++) {
      float[] signal = new float[samples];
      for (int i = 0; i < samples; i++) {
        signal[i] = values[leadMajor ? lead * samples + i : i * leads.size() + lead];
      }
      byName.put(leads.get(lead), signal);
    }
    return byName;
  }
}
