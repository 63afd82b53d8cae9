package org.ecglens.io.muse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ecglens.io.xml.Base64Text;

/**
 * The measurement matrix of the 12SL program, as MUSE exports it: Base64 of little-endian 16-bit
 * words, first 18 of the whole ECG, then four bytes for each measure of a lead: lead, measure,
 * value. 32767 or −32768 says that there is no value.
 */
final class MeasurementMatrix {
  /** Words of the whole ECG. Limits are samples of the median beat. */
  enum Global {
    P_ONSET(1),
    P_OFFSET(2),
    QRS_ONSET(3),
    QRS_OFFSET(4),
    T_ONSET(5),
    T_OFFSET(6),
    QRS_COUNT(7),
    QRS_DURATION(8),
    QT(9),
    QTC(10),
    PR(11),
    RATE(12),
    MEAN_RR(13);

    private final int word;

    Global(int word) {
      this.word = word;
    }
  }

  /** Measures of a lead, amplitudes in µV. */
  enum Measure {
    P_AMPLITUDE(1),
    P_PRIME_AMPLITUDE(5),
    Q_AMPLITUDE(9),
    R_AMPLITUDE(13),
    S_AMPLITUDE(17),
    R_PRIME_AMPLITUDE(21),
    ST_J(29),
    ST_MIDDLE(30),
    ST_END(31),
    T_AMPLITUDE(39),
    T_PRIME_AMPLITUDE(43);

    private final int number;

    Measure(int number) {
      this.number = number;
    }
  }

  /** Leads in the order of the matrix. */
  static final List<String> LEADS =
      List.of("I", "II", "V1", "V2", "V3", "V4", "V5", "V6", "III", "aVR", "aVL", "aVF");

  private static final int MISSING = Short.MAX_VALUE;
  private static final int HEADER_WORDS = 18;

  private final short[] header = new short[HEADER_WORDS];
  private final Map<Integer, Integer> values = new HashMap<>();

  private MeasurementMatrix() {}

  /**
   * Decodes a matrix.
   *
   * @throws IllegalArgumentException if the text is not Base64 or too short
   */
  static MeasurementMatrix decode(String base64) {
    ByteBuffer bytes = ByteBuffer.wrap(Base64Text.bytes(base64)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.remaining() < HEADER_WORDS * Short.BYTES) {
      throw new IllegalArgumentException("a matrix of " + bytes.remaining() + " bytes");
    }
    MeasurementMatrix matrix = new MeasurementMatrix();
    for (int i = 0; i < HEADER_WORDS; i++) {
      matrix.header[i] = bytes.getShort();
    }
    while (bytes.remaining() >= 2 * Short.BYTES) {
      int lead = Byte.toUnsignedInt(bytes.get());
      int measure = Byte.toUnsignedInt(bytes.get());
      matrix.values.put(key(lead, measure), (int) bytes.getShort());
    }
    return matrix;
  }

  /** A measure of the whole ECG. */
  OptionalInt global(Global measure) {
    return present(header[measure.word]);
  }

  /** A measure of a lead. */
  OptionalInt value(String lead, Measure measure) {
    return present(values.getOrDefault(key(LEADS.indexOf(lead), measure.number), MISSING));
  }

  private static int key(int lead, int measure) {
    return lead << Byte.SIZE | measure;
  }

  private static OptionalInt present(int value) {
    return value == MISSING || value == Short.MIN_VALUE
        ? OptionalInt.empty()
        : OptionalInt.of(value);
  }
}
