/**
 * The library as a program calls it: {@link org.ecglens.Ecglens} and what its methods return. How a
 * run is done lives in {@code run}, {@code evaluate}, {@code ingest} and {@code train}, what is
 * asked for in {@code plan}, and how a command line becomes a call in {@code job}.
 */
package org.ecglens;
