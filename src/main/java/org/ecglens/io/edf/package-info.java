/**
 * Files of the European Data Format and its kin: EDF (Kemp et al. 1992), EDF+ (Kemp and Olivan
 * 2003) and BDF, the same with samples of 24 bits. Of the annotations only the times of the data
 * records are read: their texts are written by people.
 */
package org.ecglens.io.edf;
