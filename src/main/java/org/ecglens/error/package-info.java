/**
 * Mistakes of the user and the exit codes of a command: a {@link org.ecglens.error.UserException}
 * names what is wrong, where, and what to do. Which failure of Spark or of the storage is whose
 * mistake is decided in {@code cli}.
 */
package org.ecglens.error;
