package org.ecglens.io.array;

import java.util.List;

/** Names that files give to what they say of an array, in {@link LabelNames#plain} spelling. */
public final class FactNames {
  /** The sample rate. */
  public static final List<String> RATE =
      List.of(
          "samplerate",
          "sampleratehz",
          "samplingrate",
          "samplingratehz",
          "samplefrequency",
          "samplefrequencyhz",
          "samplingfrequency",
          "samplingfrequencyhz",
          "samplefreq",
          "samplingfreq",
          "sampfreq",
          "sfreq",
          "fs",
          "fshz",
          "frequency",
          "frequencyhz");

  /** The unit. */
  public static final List<String> UNIT = List.of("unit", "units", "signalunit", "amplitudeunit");

  /** The leads in order. */
  public static final List<String> LEADS =
      List.of("leads", "leadnames", "leadorder", "channels", "channelnames", "signames");

  /** How stored integers become physical values; what the number means differs between programs. */
  public static final List<String> SCALE =
      List.of(
          "scale",
          "scalefactor",
          "scaling",
          "gain",
          "adcgain",
          "adugain",
          "conversionfactor",
          "resolution",
          "lsb",
          "lsbvalue",
          "uvperbit",
          "uvperlsb");

  /** What is taken from stored integers, or added to them. */
  public static final List<String> OFFSET = List.of("addoffset", "adczero", "adcoffset");

  /** Rates further apart are different ones. */
  public static final double SAME_RATE = 0.01;

  private FactNames() {}
}
