package org.ecglens.io;

import java.util.List;
import org.ecglens.ecg.Ecg;

/**
 * What a reader made of a record.
 *
 * @param ecg the record
 * @param person what the file says about the person, never to be written out
 * @param warnings peculiarities of the files that did not stand in the way, each a sentence that
 *     names the file
 */
public record Reading(Ecg ecg, Person person, List<String> warnings) {
  /** Copies the warnings. */
  public Reading {
    warnings = List.copyOf(warnings);
  }
}
