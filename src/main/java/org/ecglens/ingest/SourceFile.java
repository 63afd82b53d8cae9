package org.ecglens.ingest;

import java.io.Serializable;
import org.ecglens.io.Assumptions;
import org.ecglens.io.FilePart;

/**
 * A file, or a part of one, that records are read from.
 *
 * @param path with scheme
 * @param input folder or file that the user named, with scheme; nothing outside it is read
 * @param recordId path below the input, without extension; where a file has several records, theirs
 *     begin with it
 * @param facts of the collection's tables, about the file as a record
 * @param conventions of the collection about files that do not say their rate, unit or leads
 * @param part of the file
 * @param weight about how many records it may hold
 */
record SourceFile(
    String path,
    String input,
    String recordId,
    RecordFacts facts,
    Assumptions conventions,
    FilePart part,
    int weight)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
