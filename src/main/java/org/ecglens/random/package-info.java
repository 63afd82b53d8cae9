/**
 * Random numbers that depend on nothing but the seed and what they are for, so that a retry,
 * another partitioning or another batch size gives the same numbers. What is drawn with them,
 * noise, orders, samples or weights, belongs to the package that draws it.
 *
 * <pre>{@code
 * static int[] threeOf(List<String> recordIds) {
 *   Draws draws = Draws.of(42, "sample");
 *   int[] order = draws.permutation(recordIds.size(), 0);
 *   return Arrays.copyOf(order, 3);
 * }
 * }</pre>
 */
package org.ecglens.random;
