package org.ecglens.io.wfdb;

/**
 * One signal line of a header.
 *
 * @param line number of the line in the header, from 1
 * @param file that holds the samples, relative to the header
 * @param format code of the sample format
 * @param samplesPerFrame usually 1
 * @param skew in frames
 * @param byteOffset where the samples begin in the file
 * @param gain digital units per physical unit
 * @param baseline digital value of physical zero
 * @param unit physical unit
 * @param checksum sum of the samples modulo 65536, or null where the header has none
 * @param description what was recorded, usually the name of the lead
 */
record WfdbSignal(
    int line,
    String file,
    int format,
    int samplesPerFrame,
    int skew,
    long byteOffset,
    double gain,
    int baseline,
    String unit,
    Integer checksum,
    String description) {}
