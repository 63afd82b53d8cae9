/** Recordings as columns of text. */
package org.ecglens.io.csv;
