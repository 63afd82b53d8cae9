/**
 * Records of the Waveform Database (PhysioNet): a text header, binary signal files and annotations.
 * Tables of a collection of such records are read in {@code io.dataset}.
 *
 * <p>{@link org.ecglens.io.wfdb.WfdbReader} gives the digital values that the C library of WFDB
 * gives. What it does otherwise, on purpose:
 *
 * <ul>
 *   <li>A signal file that is shorter than the header says, or that is missing, is refused; the
 *       library gives what there is.
 *   <li>A wrong checksum and a header that names another record are warnings; the library stops.
 *   <li>Signals of one file that do not follow each other in the header are refused; the library
 *       reads the file from its start for each run of them.
 *   <li>A record ends where its header says, also before the end of its files, and segments have
 *       the length that the header of the whole record gives.
 *   <li>Segments without a layout are brought to gain, baseline and voltage unit of the first one;
 *       the library takes theirs to be the same. With a layout, units of voltage are converted too,
 *       and a signal in a unit of another kind or with other samples a frame is left out.
 *   <li>A segment that is listed twice and a gap at the start are refused.
 *   <li>Of signals in different units the voltages are kept, in µV, else those in the commonest.
 *   <li>Header lines may have any length up to a file of 1 MiB, and EDF files are not read here.
 * </ul>
 *
 * <p>FLAC is decoded here (RFC 9639): the decoders in Java that can be had are under the LGPL and
 * no longer kept up.
 */
package org.ecglens.io.wfdb;
