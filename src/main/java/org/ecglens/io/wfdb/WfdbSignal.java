package org.ecglens.io.wfdb;

import java.util.OptionalLong;

/**
 * What a header says about one signal; physical = (digital − baseline) / gain.
 *
 * @param file name of the signal file, inside the folder of the header
 * @param format storage format, for example 16
 * @param samplesPerFrame samples of this signal in a frame
 * @param skew in frames
 * @param offset bytes before the samples in the file
 * @param gain digital units in a physical unit, finite and not zero
 * @param baseline digital value of physical zero
 * @param unit physical unit as it is written
 * @param checksum sum of the samples, to be compared modulo 65536
 * @param description the name of the lead as it is written
 */
record WfdbSignal(
    String file,
    int format,
    long samplesPerFrame,
    long skew,
    long offset,
    double gain,
    double baseline,
    String unit,
    OptionalLong checksum,
    String description) {}
