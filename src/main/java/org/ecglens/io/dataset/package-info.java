/**
 * Published collections with tables about their records: what the tables say is joined to the files
 * by path. Reading a recording itself is for the package of its format.
 */
package org.ecglens.io.dataset;
