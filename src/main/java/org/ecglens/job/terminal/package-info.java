/**
 * The text that jobs print at their end, as lines for the terminal. Texts about records and
 * verdicts that pages and files share belong in {@link org.ecglens.report.text}, what a job does in
 * the room of its subject.
 */
package org.ecglens.job.terminal;
