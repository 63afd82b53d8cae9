package org.ecglens.io.wfdb;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a header says about one signal; physical = (digital − baseline) / gain.
 *
 * @param file name of the signal file, inside the folder of the header
 * @param format how samples are stored
 * @param samplesPerFrame samples of this signal in a frame, at least 1
 * @param skew frames by which its samples come late in the file
 * @param offset bytes before the samples in the file
 * @param gain digital units in a physical unit, finite and not zero
 * @param baseline digital value of physical zero
 * @param unit physical unit as it is written
 * @param initial value before the first difference, in the format of differences
 * @param checksum sum of the samples, to be compared modulo 65536
 * @param description the name of the lead as it is written
 */
record WfdbSignal(
    String file,
    SignalFormat format,
    int samplesPerFrame,
    int skew,
    long offset,
    double gain,
    double baseline,
    String unit,
    int initial,
    OptionalLong checksum,
    String description) {
  /** The same signal in another file. */
  WfdbSignal in(String other) {
    return new WfdbSignal(
        other,
        format,
        samplesPerFrame,
        skew,
        offset,
        gain,
        baseline,
        unit,
        initial,
        checksum,
        description);
  }

  /** Samples of a frame of several signals. */
  static long frameSamples(List<WfdbSignal> signals) {
    return signals.stream().mapToLong(WfdbSignal::samplesPerFrame).sum();
  }
}
