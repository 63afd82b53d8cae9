/**
 * From a command line, a job file and Spark's configuration to one run of a job, and from its
 * outcome to an exit code. No command is known here by name but through {@code job}; nothing
 * depends on this package.
 */
package org.ecglens.cli;
