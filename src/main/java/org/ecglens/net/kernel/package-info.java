/**
 * One kernel for each operation of {@code graph}: its forward pass and its backward pass under each
 * rule. The order of operations, micro-batches and memory are for {@code net}, convolutions for
 * {@code net.convolution}.
 */
package org.ecglens.net.kernel;
