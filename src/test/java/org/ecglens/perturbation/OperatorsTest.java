package org.ecglens.perturbation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.ecglens.error.UserException;
import org.ecglens.random.Draws;
import org.junit.jupiter.api.Test;

class OperatorsTest {
  /** Two leads of six samples. */
  private static final float[] VALUES = {0, 10, 50, 30, 20, 60, 5, 5, 5, 8, 5, 5};

  private static final Signal SIGNAL = new Signal(VALUES, 2, 6);

  private static final PerturbationNoise NOISE = new PerturbationNoise(Draws.of(1, "operators"), 0);

  /** Perturbs points one a step. */
  private static float[] perturbed(Operator operator, Signal signal, int... points) {
    float[] state = signal.values().clone();
    Operator.Perturber perturber = operator.on(signal);
    for (int step = 0; step < points.length; step++) {
      perturber.perturb(points, step, step + 1, state, NOISE);
    }
    return state;
  }

  private static Operator operator(String name) {
    return PerturbationOperators.create(name, Map.of());
  }

  @Test
  void aLineReplacesAGapAndGrowsWithIt() {
    Operator line = operator("linear-interpolation");
    assertThat(perturbed(line, SIGNAL, 2)).startsWith(0, 10, 20, 30, 20, 60);
    // From 10 at sample 1 to 60 at sample 5, whatever the order.
    float[] grown = perturbed(line, SIGNAL, 2, 4, 3);
    assertThat(grown).startsWith(0, 10, 22.5f, 35, 47.5f, 60);
    assertThat(perturbed(line, SIGNAL, 3, 2, 4)).containsExactly(grown);
  }

  @Test
  void aGapEndsWithItsLead() {
    Operator line = operator("linear-interpolation");
    assertThat(perturbed(line, SIGNAL, 5, 4))
        .containsExactly(0, 10, 50, 30, 30, 30, 5, 5, 5, 8, 5, 5);
    assertThat(perturbed(line, SIGNAL, 0, 6))
        .containsExactly(10, 10, 50, 30, 20, 60, 5, 5, 5, 8, 5, 5);
    float mean = 170 / 6f;
    assertThat(perturbed(line, SIGNAL, 0, 1, 2, 3, 4, 5))
        .startsWith(mean, mean, mean, mean, mean, mean)
        .endsWith(5, 5, 5, 8, 5, 5);
  }

  @Test
  void severalPointsInAStepAreAsOneAfterTheOther() {
    Operator line = operator("noisy-linear-interpolation");
    int[] points = {2, 9, 3};
    float[] atOnce = VALUES.clone();
    line.on(SIGNAL).perturb(points, 0, 3, atOnce, NOISE);
    assertThat(perturbed(line, SIGNAL, points)).containsExactly(atOnce);
  }

  @Test
  void noiseOnTheLineHasItsScale() {
    int samples = 20_000;
    float[] ramp = new float[samples];
    for (int i = 0; i < samples; i++) {
      ramp[i] = i % 2 == 0 ? 0 : 1000;
    }
    Signal signal = new Signal(ramp, 1, samples);
    int[] points = IntStream.range(1, samples - 1).toArray();
    float[] state = ramp.clone();
    PerturbationOperators.create("noisy-linear-interpolation", Map.of("scale", "0.05"))
        .on(signal)
        .perturb(points, 0, points.length, state, NOISE);
    double squares = 0;
    for (int point : points) {
      double off = state[point] - 1000.0 * point / (samples - 1);
      squares += off * off;
    }
    // Standard error of a standard deviation: 50 / sqrt(2 n) = 0.25.
    assertThat(Math.sqrt(squares / points.length)).isCloseTo(50, within(1.5));
  }

  @Test
  void windowMeansAreOfTheUnperturbedRecord() {
    Operator mean = PerturbationOperators.create("window-mean", Map.of("width", "3"));
    assertThat(perturbed(mean, SIGNAL, 2, 1, 5, 9))
        .containsExactly(0, 20, 30, 30, 20, 40, 5, 5, 5, 6, 5, 5);
  }

  @Test
  void uniformValuesFillTheRangeOfTheLead() {
    int samples = 20_000;
    float[] values = new float[2 * samples];
    values[0] = -300;
    values[1] = 500;
    Signal signal = new Signal(values, 2, samples);
    int[] points = IntStream.range(0, 2 * samples).toArray();
    float[] state = values.clone();
    operator("uniform").on(signal).perturb(points, 0, points.length, state, NOISE);
    double[] first = new double[samples];
    Arrays.setAll(first, i -> state[i]);
    assertThat(Arrays.stream(first).min().orElseThrow()).isBetween(-300.0, -299.0);
    assertThat(Arrays.stream(first).max().orElseThrow()).isBetween(499.0, 500.0);
    // Mean 100, standard error 800 / sqrt(12 n) = 1.6.
    assertThat(Arrays.stream(first).average().orElseThrow()).isCloseTo(100, within(8.0));
    assertThat(Arrays.copyOfRange(state, samples, 2 * samples)).containsOnly(0);
  }

  /** A user's own. */
  public record Negated(float factor) implements Operator {
    private static final long serialVersionUID = 1L;

    /** With a factor. */
    public Negated(Map<String, String> options) {
      this(factor(options.get("factor")));
    }

    private static float factor(String text) {
      if (text == null) {
        throw new UserException("factor is missing.");
      }
      return -Float.parseFloat(text);
    }

    @Override
    public String name() {
      return "negated";
    }

    @Override
    public boolean deterministic() {
      return true;
    }

    @Override
    public Perturber on(Signal signal) {
      return (points, from, to, state, noise) -> {
        for (int i = from; i < to; i++) {
          state[points[i]] = factor * signal.values()[points[i]];
        }
      };
    }
  }

  /** No operator's constructor. */
  public static final class Bare implements Operator {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "bare";
    }

    @Override
    public boolean deterministic() {
      return true;
    }

    @Override
    public Perturber on(Signal signal) {
      throw new AssertionError("never built");
    }
  }

  /** Has no text of its own. */
  public static final class Nameless implements Operator {
    private static final long serialVersionUID = 1L;

    /** Of any options. */
    public Nameless(Map<String, String> options) {
      assertThat(options).isEmpty();
    }

    @Override
    public String name() {
      return "nameless";
    }

    @Override
    public boolean deterministic() {
      return true;
    }

    @Override
    public Perturber on(Signal signal) {
      throw new AssertionError("never used");
    }
  }

  @Test
  void aClassOfTheUsersIsAnOperator() {
    Operator own = PerturbationOperators.create(Negated.class.getName(), Map.of("factor", "2"));
    assertThat(perturbed(own, SIGNAL, 1)).startsWith(0, -20, 50);
    assertThatThrownBy(() -> operator(Negated.class.getName()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("factor is missing");
    assertThatThrownBy(
            () -> PerturbationOperators.create(Bare.class.getName(), Map.of("factor", "2")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no constructor that takes a Map of options; leave out factor");
    assertThatThrownBy(() -> operator(Nameless.class.getName()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("make it a record");
    assertThatThrownBy(() -> operator("java.lang.String"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("does not implement");
    assertThatThrownBy(() -> operator("org.example.Missing"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--jars");
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> operator("linear-interpolatoin"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("linear-interpolation");
    assertThatThrownBy(() -> PerturbationOperators.create("uniform", Map.of("scale", "1")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no options");
    for (String width : new String[] {"4", "1", "2.5", "wide"}) {
      assertThatThrownBy(() -> PerturbationOperators.create("window-mean", Map.of("width", width)))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("width");
    }
    assertThatThrownBy(
            () -> PerturbationOperators.create("noisy-linear-interpolation", Map.of("scale", "0")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("positive");
  }
}
