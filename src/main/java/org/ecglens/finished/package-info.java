/**
 * Reading a finished run: its tables and verdict, the choice of records worth showing, and their
 * explanations, which are computed again where the run has not kept them. Drawing and pages live in
 * {@code report} and {@code review}; nothing here writes a run's tables.
 */
package org.ecglens.finished;
