/**
 * Recordings as columns of text. The tables of a collection, which are text too, are read in {@code
 * io.dataset}, and files of ratings in {@code ratings}.
 */
package org.ecglens.io.csv;
