/** XML as clinical systems write it, read without trusting it. */
package org.ecglens.io.xml;
