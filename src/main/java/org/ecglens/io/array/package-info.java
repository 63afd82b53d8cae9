/**
 * Recordings that lie in an array of numbers, one or many: which side of it is the leads, how a row
 * becomes a recording, and what a table beside the array says of the rows. How the numbers are
 * stored is a matter of the formats, HDF5, NumPy and MATLAB, each in its own package.
 */
package org.ecglens.io.array;
