/**
 * From sources to the table {@code records}: listing a folder, recognising formats, importing
 * somebody else's table, synthetic and generated recordings. Reading one file lives in {@code io},
 * the synthetic signal in {@code synth}, measuring in {@code measure}.
 */
package org.ecglens.ingest;
