package org.ecglens.io.scp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Section 4: where the QRS complexes are. Samples are counted from 1.
 *
 * @param beatMs length of the reference beat, ms
 * @param fiducial sample of the reference beat by which it is placed
 * @param beats complexes with the zone in which the reference beat was subtracted
 * @param zones in which all samples are kept, in their order
 */
record QrsLocations(int beatMs, int fiducial, List<Beat> beats, List<Zone> zones) {
  private static final int BEAT = 14;
  private static final int ZONE = 8;

  /** Nothing known. */
  static final QrsLocations NONE = new QrsLocations(0, 0, List.of(), List.of());

  /**
   * One complex.
   *
   * @param type 0 for the reference beat's
   * @param zone of the subtraction
   * @param fiducial sample at which that of the reference beat lies
   */
  record Beat(int type, Zone zone, long fiducial) {}

  /** Samples from the first to the last. */
  record Zone(long start, long end) {}

  /** The section, {@link #NONE} if the record has none. */
  static QrsLocations of(ScpRecord record) {
    if (record.section(4).isEmpty()) {
      return NONE;
    }
    ByteBuffer section = record.section(4, "QRS locations", 6).position(ScpRecord.HEADER);
    int beatMs = Short.toUnsignedInt(section.getShort());
    int fiducial = Short.toUnsignedInt(section.getShort());
    int count = Short.toUnsignedInt(section.getShort());
    if (section.remaining() < count * BEAT) {
      throw record.damaged(4);
    }
    List<Beat> beats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int type = Short.toUnsignedInt(section.getShort());
      long start = Integer.toUnsignedLong(section.getInt());
      long middle = Integer.toUnsignedLong(section.getInt());
      beats.add(new Beat(type, new Zone(start, Integer.toUnsignedLong(section.getInt())), middle));
    }
    List<Zone> zones = new ArrayList<>();
    if (section.remaining() >= count * ZONE) {
      for (int i = 0; i < count; i++) {
        long start = Integer.toUnsignedLong(section.getInt());
        long end = Integer.toUnsignedLong(section.getInt());
        if (start > 0 && end >= start) {
          zones.add(new Zone(start, end));
        }
      }
    }
    zones.sort(Comparator.comparingLong(Zone::start));
    return new QrsLocations(beatMs, fiducial, List.copyOf(beats), List.copyOf(zones));
  }
}
