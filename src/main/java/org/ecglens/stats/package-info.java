/** Statistics over records, thin over Apache Commons Math. */
package org.ecglens.stats;
