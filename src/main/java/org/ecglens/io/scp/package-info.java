/**
 * Records of the Standard Communications Protocol for computer-assisted electrocardiography
 * (SCP-ECG, EN 1064; ISO 11073-91064): sections of bytes, found by pointers, with signals that are
 * packed in up to four steps. {@link org.ecglens.io.scp.ScpReader} undoes them in this order:
 * Huffman codes, differences, decimation outside the QRS complexes, subtraction of the reference
 * beat. The low-pass filter that the standard recommends after decimation is not applied.
 */
package org.ecglens.io.scp;
