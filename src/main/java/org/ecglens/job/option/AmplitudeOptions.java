package org.ecglens.job.option;

import picocli.CommandLine.Option;

/** Which amplitudes are taken for those of electrocardiograms. */
public final class AmplitudeOptions {
  @Option(
      names = "--largest-amplitude",
      defaultValue = "50",
      paramLabel = "MV",
      description =
          "records with a sample beyond this many mV go to the quarantine, with reason"
              + " implausible-amplitude: their unit or gain is wrong, or the value means that there"
              + " is none; 0 for no limit, nor for amplitudes from peak to peak; units that are no"
              + " voltage are not checked (default: ${DEFAULT-VALUE})")
  public double millivolts;
}
