/**
 * Drawings as lists of marks, and their files in SVG, PNG and PDF. What is drawn lives in {@code
 * report.paper}.
 */
package org.ecglens.report.picture;
