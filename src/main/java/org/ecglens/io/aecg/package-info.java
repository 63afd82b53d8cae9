/** Annotated ECGs of HL7 version 3 ({@code AnnotatedECG}, PORT_MT020001). */
package org.ecglens.io.aecg;
