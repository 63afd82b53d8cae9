/**
 * One class a group of options, read into a part of a spec. Defaults and checks of values live in
 * {@code plan}; what only one command has stands in its class in {@code job}.
 */
package org.ecglens.job.option;
