package org.ecglens.ingest;

import java.io.Serializable;

/**
 * Which form of a recording becomes the record, and what is measured in it.
 *
 * @param median whether median beats are wanted: the source's own, else made from the strip
 * @param sampleRateHz of median beats made here
 * @param samples of median beats made here
 * @param measure whether labels that the source lacks are measured
 */
public record BeatChoice(boolean median, double sampleRateHz, int samples, boolean measure)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
