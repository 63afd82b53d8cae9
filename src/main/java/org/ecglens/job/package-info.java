/**
 * One class a command: it declares its options, makes a spec of them, calls {@link
 * org.ecglens.Ecglens} and prints the result. Groups of options live in {@code job.option}, what a
 * command does in the package of its subject; nothing but {@code cli} depends on jobs.
 */
package org.ecglens.job;
