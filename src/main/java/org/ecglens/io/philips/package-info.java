/**
 * Files of Philips electrocardiographs as XML ({@code restingecgdata}), which are recognised and
 * refused: how their signals are packed is not published.
 */
package org.ecglens.io.philips;
