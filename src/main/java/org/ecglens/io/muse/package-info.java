/**
 * Files that GE MUSE exports as XML ({@code RestingECG}). XML itself is read in {@code io.xml};
 * what MUSE measured becomes labels of the record.
 */
package org.ecglens.io.muse;
