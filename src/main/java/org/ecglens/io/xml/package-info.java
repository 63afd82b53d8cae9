/**
 * XML as clinical systems write it, read without trusting it: no external entities, bounded depth
 * and size. What the elements of a format mean lives in the package of the format.
 */
package org.ecglens.io.xml;
