/**
 * What a command is asked for, as typed, immutable values with their defaults and checks, their
 * JSON, and what must be the same for a run to go on. A new option of a command is a component
 * here. How a text on the command line is read, what happens with the work and where its results go
 * do not belong here, nor does anything of Spark or of a tensor engine.
 */
package org.ecglens.plan;
