package org.ecglens.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NpzTest {

  @Test
  void arraysOfBothVersionsAndWidthsAreRead() {
    Npz.Array narrow = Npz.parse(npy(1, "<f4", "(2, 3)", 1, 2, 3, 4, 5, 6.5), "narrow");
    assertThat(narrow.shape()).containsExactly(2, 3);
    assertThat(narrow.slice(1)).containsExactly(4, 5, 6.5);
    Npz.Array wide = Npz.parse(npy(2, "<f8", "(3,)", 0.1, 0.2, 0.3), "wide");
    assertThat(wide.shape()).containsExactly(3);
    assertThat(wide.values()).containsExactly(0.1, 0.2, 0.3);
  }

  @Test
  void otherTypesAreRefused() {
    assertThatThrownBy(() -> Npz.parse(npy(1, "<i4", "(1,)", 1), "integers"))
        .hasMessage("integers is not a float array in C order");
  }

  private static byte[] npy(int version, String type, String shape, double... values) {
    byte[] header =
        ("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }   \n")
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer buffer = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    buffer.put((byte) version).put((byte) 0);
    if (version == 1) {
      buffer.putShort((short) header.length);
    } else {
      buffer.putInt(header.length);
    }
    buffer.put(header);
    for (double value : values) {
      if (type.equals("<f8")) {
        buffer.putDouble(value);
      } else {
        buffer.putFloat((float) value);
      }
    }
    return buffer.array();
  }
}
