package org.ecglens.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.ecg.Ecg;
import org.ecglens.error.UserException;
import org.ecglens.io.Notice;
import org.ecglens.io.Reading;
import org.ecglens.io.Recordings;

/** What a reader makes of a file, kept in memory. */
public final class CollectedRecordings implements Recordings {
  private final List<Reading> readings = new ArrayList<>();
  private final Map<String, String> refused = new TreeMap<>();
  private final List<Notice> notes = new ArrayList<>();

  @Override
  public void add(Reading reading) {
    readings.add(reading);
  }

  @Override
  public void note(Notice notice) {
    notes.add(notice);
  }

  @Override
  public void refuse(String recordId, UserException failure) {
    refused.put(recordId, failure.getMessage());
  }

  /** What is to be said of the file. */
  public List<Notice> notes() {
    return notes;
  }

  /** Recordings in the order in which they came. */
  public List<Reading> readings() {
    return readings;
  }

  /** The first form of each recording. */
  public List<Ecg> ecgs() {
    return readings.stream().map(reading -> reading.ecgs().get(0)).toList();
  }

  /** Ids of recordings. */
  public List<String> ids() {
    return ecgs().stream().map(Ecg::recordId).toList();
  }

  /** Messages by id. */
  public Map<String, String> refused() {
    return refused;
  }
}
