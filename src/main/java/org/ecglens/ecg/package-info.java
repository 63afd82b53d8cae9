/**
 * Electrocardiograms as immutable values, what makes one unusable, and how one is fitted to what a
 * network takes.
 */
package org.ecglens.ecg;
