/**
 * What people read on a terminal or in a text file: tables, sentences and numbers in plain text. It
 * computes nothing but layout; numbers come from {@code stats}, {@code summary} and {@code
 * verdict}.
 */
package org.ecglens.report.text;
