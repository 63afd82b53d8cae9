/** The report of a run as one self-contained web page. */
package org.ecglens.report.page;
