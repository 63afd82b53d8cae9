/**
 * Records as datasets of HDF5 files; how leads and samples lie in a dataset is decided here.
 *
 * <p>jHDF understands the format; what it is given, how often and how much, is bounded here, and it
 * sees the bytes of one file and nothing of a file system: links, external storage and virtual
 * datasets lead nowhere.
 */
package org.ecglens.io.hdf5;
