/** From a rhythm strip to a median beat, limits of waves and the measures that networks predict. */
package org.ecglens.measure;
