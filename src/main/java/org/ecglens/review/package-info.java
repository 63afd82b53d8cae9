/**
 * The blinded review: heatmaps that experts rate without knowing which method made them.
 *
 * <p>{@link org.ecglens.review.ReviewKey} says what stands behind each picture and never leaves the
 * organiser; a rater gets one page that knows codes alone.
 */
package org.ecglens.review;
