/** Files of Philips electrocardiographs as XML ({@code restingecgdata}). */
package org.ecglens.io.philips;
