/**
 * The blinded review: heatmaps that experts rate without knowing which method made them. What their
 * answers say about methods lives in {@code ratings}, drawing in {@code report.paper}.
 *
 * <p>{@link org.ecglens.review.ReviewKey} says what stands behind each picture and never leaves the
 * organiser; a rater gets one page that knows codes alone.
 */
package org.ecglens.review;
