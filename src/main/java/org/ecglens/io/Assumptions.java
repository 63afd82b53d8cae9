package org.ecglens.io;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * What readers suppose where files say nothing; null stands for each format's own default.
 *
 * @param sampleRateHz samples a second
 * @param unit of the signal
 * @param leads names in the order of the file
 * @param dataset path of the signal in HDF5 files, name of the array in others
 * @param highResolution whether WFDB signals with several samples a frame keep them all
 * @param axes what the dimensions of an array are, each of {@link #AXES} at most once, the
 *     outermost first; null where their lengths tell
 * @param padding what becomes of zeros around a recording that is a row of an array
 * @param rowIds what names recordings that are rows of an array
 * @param features whose measures of PTB-XL+ are labels
 */
public record Assumptions(
    Double sampleRateHz,
    String unit,
    List<String> leads,
    String dataset,
    boolean highResolution,
    List<String> axes,
    Padding padding,
    RowIds rowIds,
    Features features)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Names of dimensions. */
  public static final List<String> AXES = List.of("record", "lead", "sample");

  /** Each format's own defaults. */
  public static final Assumptions NONE = new Assumptions(null, null, null, null, false);

  /** Samples at both ends of a row that are 0, or missing, in all leads. */
  public enum Padding {
    /** They are no part of the recording. */
    REMOVE,
    /** They are samples like others. */
    KEEP
  }

  /** Names of rows. */
  public enum RowIds {
    /** The ids that the file has, else numbers. */
    FILE,
    /** The numbers of the rows, from 0. */
    NUMBER
  }

  /** Programs that measured the recordings of PTB-XL+. */
  public enum Features {
    /** 12SL of GE. */
    GE_12SL,
    /** ECGdeli of the Karlsruhe Institute of Technology. */
    ECGDELI,
    /** Uni-G of the University of Glasgow. */
    UNI_G
  }

  /** Copies the lists. */
  public Assumptions {
    leads = leads == null ? null : List.copyOf(leads);
    axes = axes == null ? null : List.copyOf(axes);
  }

  /** Arrays as they suggest themselves. */
  public Assumptions(
      Double sampleRateHz,
      String unit,
      List<String> leads,
      String dataset,
      boolean highResolution) {
    this(
        sampleRateHz,
        unit,
        leads,
        dataset,
        highResolution,
        null,
        Padding.REMOVE,
        RowIds.FILE,
        Features.GE_12SL);
  }

  /** The same in every virtual machine, unlike that of constants: runs compare it. */
  @Override
  public int hashCode() {
    return Objects.hash(
        sampleRateHz,
        unit,
        leads,
        dataset,
        highResolution,
        axes,
        padding.name(),
        rowIds.name(),
        features.name());
  }

  /** These, and where they say nothing, others. */
  public Assumptions or(Assumptions others) {
    return new Assumptions(
        sampleRateHz == null ? others.sampleRateHz : sampleRateHz,
        unit == null ? others.unit : unit,
        leads == null ? others.leads : leads,
        dataset == null ? others.dataset : dataset,
        highResolution,
        axes,
        padding,
        rowIds,
        features);
  }
}
