/**
 * From evidence to a verdict: which method to use for a target, which not to, and why. Knows
 * neither tables nor files.
 */
package org.ecglens.verdict;
