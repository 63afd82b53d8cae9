package org.ecglens.synth;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.Waves;
import org.ecglens.error.UserException;
import org.ecglens.graph.Graph;
import org.ecglens.graph.Shape;
import org.ecglens.net.Network;
import org.ecglens.random.Draws;

/**
 * Electrocardiograms that a generative network makes of noise, as Pulse2Pulse does (Thambawita et
 * al., DeepFake electrocardiograms, Sci Rep 2021;11:21896): uniform noise on [−1, 1) in, eight or
 * twelve leads at 500 Hz out, where ±1 stands for ±6000 µV. Record n of a seed is the same whatever
 * else is generated. Nothing is known about its waves, so it has no labels.
 */
public final class GeneratedEcg {
  /** Name of the source in records. */
  public static final String SOURCE = "pulse2pulse";

  /**
   * Records that go through the network together. Blocks are always filled up, so that the engine
   * computes each record in the same way however many are wanted.
   */
  public static final int BLOCK = 16;

  private static final double FULL_SCALE_UV = 6000;

  private final Network network;
  private final Draws noise;

  /**
   * Records of a seed.
   *
   * @param network of a graph that {@link #check} accepts
   */
  public GeneratedEcg(long seed, Network network) {
    this.network = network;
    noise = Draws.of(seed, "synth", "generator");
  }

  /**
   * Checks that a network makes electrocardiograms of noise.
   *
   * @param name of the model, for the message
   * @throws UserException if it is not {@code [channels, samples]} to {@code [8 or 12, samples]}
   */
  public static void check(String name, Graph graph) {
    Shape in = graph.inputShape();
    Shape out = graph.shape(graph.outputs().get(0));
    boolean fits =
        in.rank() == 3
            && graph.outputs().size() == 1
            && out.rank() == 3
            && out.rows() == 1
            && leads(out.dim(1)) != null
            && in.dim(2) == out.dim(2);
    if (!fits) {
      throw new UserException(
          name
              + " is not a generator: it makes "
              + graph.outputs().stream().map(value -> graph.shape(value).dims().toString()).toList()
              + " of "
              + in.dims()
              + " (without the batch axis). A generator makes one output of 8 leads (I, II, V1 to"
              + " V6) or 12 of noise of the same number of samples, for example [8, 5000] of [8,"
              + " 5000].");
    }
  }

  private static List<String> leads(int count) {
    return count == LeadField.LEADS.size()
        ? LeadField.LEADS
        : count == Lead.STANDARD.size() ? Lead.STANDARD : null;
  }

  /** Name of record number n, from 0. */
  public static String recordId(long number) {
    return String.format(Locale.ROOT, "%s-%07d", SOURCE, number);
  }

  /**
   * Makes records.
   *
   * @param numbers of the records, from 0
   * @param sink takes each in the order of the numbers; samples are µV, and not finite where the
   *     network's output is not
   */
  public void records(List<Long> numbers, Consumer<Ecg> sink) {
    int rows = (numbers.size() + BLOCK - 1) / BLOCK * BLOCK;
    network.predict(
        rows,
        (row, target, offset) ->
            noise(numbers.get(Math.min(row, numbers.size() - 1)), target, offset),
        (row, outputs) -> {
          if (row < numbers.size()) {
            sink.accept(ecg(numbers.get(row), outputs));
          }
        });
  }

  private void noise(long number, float[] target, int offset) {
    int size = network.inputSize();
    noise.uniforms(number, target, offset, size);
    for (int i = offset; i < offset + size; i++) {
      target[i] = 2 * target[i] - 1;
    }
  }

  private Ecg ecg(long number, float[] outputs) {
    int samples = network.inputShape().get(1);
    double[][] leads = new double[outputs.length / samples][samples];
    for (int i = 0; i < outputs.length; i++) {
      leads[i / samples][i % samples] = FULL_SCALE_UV * outputs[i];
    }
    return new Ecg(
        recordId(number),
        null,
        SOURCE,
        Ecg.Kind.RHYTHM,
        Lead.STANDARD,
        Beat.RATE_HZ,
        "uV",
        leads.length == LeadField.LEADS.size() ? TwelveLeads.of(leads) : flat(leads),
        Map.of(),
        Waves.NONE);
  }

  private static float[] flat(double[][] leads) {
    int samples = leads[0].length;
    float[] signal = new float[leads.length * samples];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = (float) leads[i / samples][i % samples];
    }
    return signal;
  }
}
