/**
 * Files of Philips electrocardiographs as XML ({@code restingecgdata}, the Sierra ECG format):
 * their packed signals, representative beats and measurements. XML itself is read in {@code
 * io.xml}.
 */
package org.ecglens.io.philips;
