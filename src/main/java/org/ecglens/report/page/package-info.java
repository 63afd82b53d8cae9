/**
 * The report of a run as one self-contained web page: its data and its files. Styles and scripts
 * are resources of the same package; the choice of records lives in {@code finished}, pages for
 * raters in {@code review}.
 */
package org.ecglens.report.page;
