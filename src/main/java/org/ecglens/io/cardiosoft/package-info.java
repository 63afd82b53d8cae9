/**
 * Files of GE CardioSoft, CASE and MAC electrocardiographs as XML ({@code CardiologyXML}). XML
 * itself is read in {@code io.xml}; GE's other XML, that of MUSE, in {@code io.muse}.
 */
package org.ecglens.io.cardiosoft;
