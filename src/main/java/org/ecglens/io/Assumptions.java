package org.ecglens.io;

import java.io.Serializable;
import java.util.List;

/**
 * What readers suppose where files say nothing; null stands for each format's own default.
 *
 * @param sampleRateHz samples a second
 * @param unit of the signal
 * @param leads names in the order of the file
 * @param dataset path of the signal in HDF5 files
 * @param highResolution whether WFDB signals with several samples a frame keep them all
 */
public record Assumptions(
    Double sampleRateHz, String unit, List<String> leads, String dataset, boolean highResolution)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Each format's own defaults. */
  public static final Assumptions NONE = new Assumptions(null, null, null, null, false);

  /** Copies the leads. */
  public Assumptions {
    leads = leads == null ? null : List.copyOf(leads);
  }
}
