/**
 * Ways to convolve, directly or in the frequency domain, with their gradients, and the cost model
 * that chooses among them. Other operations live in {@code net.kernel}, convolutions whose weights
 * are learnt in {@code net.training}.
 */
package org.ecglens.net.convolution;
