/** Synthetic electrocardiograms whose wave limits and measurements are known exactly. */
package org.ecglens.synth;
