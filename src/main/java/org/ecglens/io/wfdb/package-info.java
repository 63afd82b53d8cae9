/** Records of the Waveform Database (PhysioNet): a text header and binary signal files. */
package org.ecglens.io.wfdb;
