package org.ecglens.random;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Random numbers that depend on nothing but what they are for. The generator is Philox4x32-10
 * (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011): a keyed bijection of a
 * counter, so that any number can be had without those before it. The key comes from a seed and
 * names (network, record, method, …), the counter from the number of the draw and the position in
 * it; a retry, another partitioning, batch size or machine gives the same numbers.
 */
public final class Draws implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int MULTIPLIER_0 = 0xD2511F53;
  private static final int MULTIPLIER_1 = 0xCD9E8D57;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;

  private final int key0;
  private final int key1;

  private Draws(int key0, int key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /**
   * Numbers for one purpose.
   *
   * @param seed of the run
   * @param purpose names that together say what the numbers are for
   */
  public static Draws of(long seed, String... purpose) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
    for (String name : purpose) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      digest.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return new Draws(hash.getInt(), hash.getInt());
  }

  /** Uniform on [0, 1), 53 bits. */
  public double uniform(long draw, long position) {
    int[] block = philox(key0, key1, draw, position);
    return unit(block[0], block[1]);
  }

  /**
   * Uniform numbers on [0, 1) of a draw from position 0 on, 24 bits each, which float32 holds
   * exactly; four to a block of the generator. They are other numbers than {@link #uniform} gives.
   *
   * @param values filled from {@code offset} on
   */
  public void uniforms(long draw, float[] values, int offset, int count) {
    for (int i = 0; i < count; i += 4) {
      int[] block = philox(key0, key1, draw, i >> 2);
      for (int word = 0; word < Math.min(4, count - i); word++) {
        values[offset + i + word] = (block[word] >>> 8) * 0x1.0p-24f;
      }
    }
  }

  /** Uniform on {0, …, bound − 1}; the bias is below bound / 2⁵³. */
  public int below(int bound, long draw, long position) {
    return (int) (uniform(draw, position) * bound);
  }

  /** Standard normal. */
  public double gaussian(long draw, long position) {
    int[] block = philox(key0, key1, draw, position >> 1);
    double angle = angle(block);
    return radius(block) * ((position & 1) == 0 ? StrictMath.cos(angle) : StrictMath.sin(angle));
  }

  /** All standard normal numbers of a draw from position 0 on, at half the cost of one by one. */
  public void gaussians(long draw, double[] values) {
    for (int i = 0; i < values.length; i += 2) {
      int[] block = philox(key0, key1, draw, i >> 1);
      double radius = radius(block);
      double angle = angle(block);
      values[i] = radius * StrictMath.cos(angle);
      if (i + 1 < values.length) {
        values[i + 1] = radius * StrictMath.sin(angle);
      }
    }
  }

  /** A uniformly random order of 0, …, size − 1 (Fisher and Yates). */
  public int[] permutation(int size, long draw) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = below(i + 1, draw, i);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private static double radius(int[] block) {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - unit(block[0], block[1])));
  }

  private static double angle(int[] block) {
    return 2 * Math.PI * unit(block[2], block[3]);
  }

  private static double unit(int high, int low) {
    long bits = (((long) high << 32) | (low & 0xFFFFFFFFL)) >>> 11;
    return bits * 0x1.0p-53;
  }

  /** Philox4x32-10 of the counter (low words of position, then of draw). */
  static int[] philox(int key0, int key1, long draw, long position) {
    int x0 = (int) position;
    int x1 = (int) (position >>> 32);
    int x2 = (int) draw;
    int x3 = (int) (draw >>> 32);
    int k0 = key0;
    int k1 = key1;
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = (MULTIPLIER_0 & 0xFFFFFFFFL) * (x0 & 0xFFFFFFFFL);
      long product1 = (MULTIPLIER_1 & 0xFFFFFFFFL) * (x2 & 0xFFFFFFFFL);
      int y0 = (int) (product1 >>> 32) ^ x1 ^ k0;
      int y2 = (int) (product0 >>> 32) ^ x3 ^ k1;
      x1 = (int) product1;
      x3 = (int) product0;
      x0 = y0;
      x2 = y2;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    return new int[] {x0, x1, x2, x3};
  }
}
