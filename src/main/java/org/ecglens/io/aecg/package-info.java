/**
 * Annotated ECGs of HL7 version 3 ({@code AnnotatedECG}, PORT_MT020001). XML itself is read in
 * {@code io.xml}.
 */
package org.ecglens.io.aecg;
