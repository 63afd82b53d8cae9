package org.ecglens.net.training;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.ecglens.error.UserException;

/**
 * Everything that a training knows between two epochs. What is random in it depends on seed and
 * epoch alone, so a training that goes on from here ends where an undisturbed one does.
 *
 * @param plan describes the training; one of another plan cannot go on from here
 * @param epochs done
 * @param rate of the next epoch
 * @param network as it is now
 * @param moments of the optimiser
 * @param scaling of the targets
 * @param best the best epoch so far
 * @param history of the epochs done
 */
record Checkpoint(
    String plan,
    int epochs,
    Plateau rate,
    NetworkState network,
    Adam.Moments moments,
    Scaling scaling,
    Best best,
    List<EpochReport> history) {
  private static final int MAGIC = 0x45434754;
  private static final int VERSION = 1;
  private static final int CHUNK = 1 << 16;

  /**
   * The epoch with the lowest validation loss.
   *
   * @param epoch 0 before the first
   * @param network null where the weights of the last epoch are kept
   */
  record Best(int epoch, double loss, NetworkState network) {
    static final Best NONE = new Best(0, Double.POSITIVE_INFINITY, null);
  }

  Checkpoint {
    history = List.copyOf(history);
  }

  /** Writes it, followed by a checksum. */
  void write(OutputStream stream) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32());
    DataOutputStream out = new DataOutputStream(checked);
    out.writeInt(MAGIC);
    out.writeInt(VERSION);
    byte[] text = plan.getBytes(StandardCharsets.UTF_8);
    out.writeInt(text.length);
    out.write(text);
    out.writeInt(epochs);
    out.writeDouble(rate.rate());
    out.writeDouble(rate.best());
    out.writeInt(rate.bad());
    write(out, network);
    write(out, moments.first());
    write(out, moments.second());
    out.writeLong(moments.steps());
    for (int o = 0; o < scaling.factors().length; o++) {
      out.writeDouble(scaling.factors()[o]);
      out.writeDouble(scaling.offsets()[o]);
    }
    out.writeInt(best.epoch());
    out.writeDouble(best.loss());
    out.writeBoolean(best.network() != null);
    if (best.network() != null) {
      write(out, best.network());
    }
    for (EpochReport report : history) {
      out.writeDouble(report.trainingLoss());
      out.writeDouble(report.validationLoss());
      for (double error : report.validationErrors()) {
        out.writeDouble(error);
      }
      out.writeDouble(report.rate());
      out.writeDouble(report.seconds());
      out.writeDouble(report.examplesPerSecond());
    }
    long sum = checked.getChecksum().getValue();
    out.writeLong(sum);
    out.flush();
  }

  /**
   * Reads one of a plan.
   *
   * @throws Damage if it is damaged
   * @throws UserException if it is of another plan
   */
  static Checkpoint read(InputStream stream, String plan, Architecture architecture)
      throws IOException {
    CheckedInputStream checked =
        new CheckedInputStream(new BufferedInputStream(stream, CHUNK), new CRC32());
    DataInputStream in = new DataInputStream(checked);
    try {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw damaged("it is not a checkpoint of this version");
      }
      byte[] text = plan.getBytes(StandardCharsets.UTF_8);
      int length = in.readInt();
      if (length < 0 || length > CHUNK) {
        throw damaged("the name of its training has " + length + " bytes");
      }
      byte[] found = in.readNBytes(length);
      if (found.length < length) {
        throw damaged("it is cut off");
      }
      String other = new String(found, StandardCharsets.UTF_8);
      if (!java.util.Arrays.equals(text, found)) {
        throw new UserException(
            "the checkpoint belongs to another training, of "
                + other
                + "; this one is of "
                + plan
                + ". Train into another folder, or delete the checkpoint to begin anew.");
      }
      Checkpoint checkpoint = content(in, plan, architecture);
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw damaged("its checksum is wrong");
      }
      return checkpoint;
    } catch (EOFException e) {
      throw damaged("it is cut off");
    }
  }

  private static Checkpoint content(DataInputStream in, String plan, Architecture architecture)
      throws IOException {
    int parameters = Slots.parameters(architecture).size();
    int outputs = architecture.outputs();
    int epochs = in.readInt();
    Plateau rate = new Plateau(in.readDouble(), in.readDouble(), in.readInt());
    NetworkState network = network(in, architecture);
    Adam.Moments moments =
        new Adam.Moments(floats(in, parameters), floats(in, parameters), in.readLong());
    Scaling scaling = new Scaling(new double[outputs], new double[outputs]);
    for (int o = 0; o < outputs; o++) {
      scaling.factors()[o] = in.readDouble();
      scaling.offsets()[o] = in.readDouble();
    }
    int bestEpoch = in.readInt();
    double bestLoss = in.readDouble();
    Best best = new Best(bestEpoch, bestLoss, in.readBoolean() ? network(in, architecture) : null);
    List<EpochReport> history = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double training = in.readDouble();
      double validation = in.readDouble();
      List<Double> errors = new ArrayList<>();
      for (int o = 0; o < outputs; o++) {
        errors.add(in.readDouble());
      }
      history.add(
          new EpochReport(
              epoch,
              training,
              validation,
              errors,
              in.readDouble(),
              in.readDouble(),
              in.readDouble()));
    }
    return new Checkpoint(plan, epochs, rate, network, moments, scaling, best, history);
  }

  /** A checkpoint is not what was written. */
  static final class Damage extends UserException {
    private static final long serialVersionUID = 1L;

    private Damage(String message) {
      super(message);
    }
  }

  private static Damage damaged(String how) {
    return new Damage("the checkpoint cannot be used: " + how + "; delete it to begin anew.");
  }

  private static void write(DataOutputStream out, NetworkState state) throws IOException {
    write(out, state.parameters());
    write(out, state.statistics());
  }

  private static NetworkState network(DataInputStream in, Architecture architecture)
      throws IOException {
    return new NetworkState(
        floats(in, Slots.parameters(architecture).size()),
        floats(in, Slots.statistics(architecture).size()));
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    int chunk = CHUNK / Float.BYTES;
    for (int first = 0; first < values.length; first += chunk) {
      int count = Math.min(chunk, values.length - first);
      buffer.asFloatBuffer().put(values, first, count);
      out.write(buffer.array(), 0, count * Float.BYTES);
    }
  }

  private static float[] floats(DataInputStream in, int count) throws IOException {
    float[] values = new float[count];
    byte[] bytes = new byte[CHUNK];
    int chunk = CHUNK / Float.BYTES;
    for (int first = 0; first < count; first += chunk) {
      int some = Math.min(chunk, count - first);
      in.readFully(bytes, 0, some * Float.BYTES);
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, first, some);
    }
    return values;
  }
}
