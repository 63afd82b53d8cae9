/**
 * Arrays in files of MATLAB of version 4 and of 5 to 7; those of 7.3 are HDF5. What becomes of an
 * array is decided in {@code io.array}. Cells, structures and objects are passed over.
 */
package org.ecglens.io.matlab;
