/**
 * What lives in the JVM of an executor, shared by its tasks: open networks, their devices, memory
 * and costs. What a task does with a network lives in {@code evaluate} and {@code train}, the
 * network itself in {@code net}.
 */
package org.ecglens.executor;
