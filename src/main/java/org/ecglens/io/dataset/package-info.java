/**
 * Published collections with tables about their records: what the tables say is joined to the files
 * by path.
 */
package org.ecglens.io.dataset;
