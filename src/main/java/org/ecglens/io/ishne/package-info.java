/**
 * Holter recordings in the format of the International Society for Holter and Noninvasive
 * Electrocardiology (Badilini 1998): a header of fixed size, text, and samples of 16 bits.
 */
package org.ecglens.io.ishne;
