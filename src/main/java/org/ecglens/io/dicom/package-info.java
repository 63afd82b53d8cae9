/**
 * DICOM waveform objects: a reader of data elements (DICOM PS3.5 and PS3.10), as strict as the
 * bounds of a file ask for, and the waveform and annotation modules over it (PS3.3 C.10.9,
 * C.10.10). Nothing else of DICOM is read, neither pictures nor a network protocol.
 */
package org.ecglens.io.dicom;
