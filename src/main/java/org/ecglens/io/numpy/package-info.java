/**
 * Arrays of NumPy, one in a file ({@code .npy}) or several in an archive ({@code .npz}); what
 * becomes of an array is decided in {@code io.array}. Pickled objects are never read.
 */
package org.ecglens.io.numpy;
