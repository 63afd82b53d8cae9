package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.ecglens.contributing.ExampleOwnMethod;
import org.ecglens.error.UserException;
import org.ecglens.plan.MethodsSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Methods by the names of users' classes. */
class OwnMethodTest {
  private static final String EXAMPLE = ExampleOwnMethod.class.getName();

  private final FakeNetwork network = new FakeNetwork.Quadratic(2, 3, 1);
  private final float[] signal = Batches.signals(1, 6).get(0);

  private static AttributionMethod method(String name, Map<String, String> options) {
    return Methods.create(name, Preset.PAPER, options);
  }

  private float[] map(AttributionMethod method) {
    NetworkBatch batch = Batches.of(network, new int[] {0}, signal);
    return Explanation.of(batch, method).attributions()[0][0].values();
  }

  @Test
  void theNameOfAClassIsThatOfItsMethod() {
    AttributionMethod own = method(EXAMPLE, Map.of(EXAMPLE + ".power", "1"));
    assertThat(own.name()).isEqualTo(EXAMPLE);
    assertThat(map(own)).isEqualTo(map(new Saliency(false)));
    assertThat(map(method(EXAMPLE, Map.of()))).isNotEqualTo(map(own));
    assertThat(Methods.of(List.of("grad-cam", EXAMPLE), Preset.PAPER, Map.of()))
        .extracting(AttributionMethod::name)
        .containsExactly("grad-cam", EXAMPLE);
  }

  /** What a manifest holds of it makes it again. */
  @Test
  void aSpecHoldsItsNameAndOptions() {
    MethodsSpec spec =
        MethodsSpec.builder()
            .names(List.of(EXAMPLE, "saliency"))
            .settings(Map.of(EXAMPLE + ".power", "3", "smoothgrad.draws", "4"))
            .build();
    assertThat(spec.names()).containsExactly(EXAMPLE, "saliency");
    assertThat(spec.settings()).containsExactly(Map.entry(EXAMPLE + ".power", "3"));
    assertThat(spec.with().build()).isEqualTo(spec);
    assertThat(spec.with().settings(Map.of()).build()).isNotEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "org.example.Missing|there is no such class; give its jar with --jars.",
        "java.lang.String|the class does not implement org.ecglens.attribution.AttributionMethod.",
        "org.ecglens.attribution.OwnMethodTest$NoConstructor|with a public constructor that takes",
        "org.ecglens.attribution.OwnMethodTest$NotSerializable|executors get it by Java's serial",
      })
  void classesThatAreNoMethodsAreNamed(String name, String message) {
    assertThatThrownBy(() -> method(name, Map.of()))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Method " + name + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void mistakesInItsOptionsAreNamed() {
    assertThatThrownBy(() -> method(EXAMPLE, Map.of(EXAMPLE + ".power", "high")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Method " + EXAMPLE + ": java.lang.NumberFormatException: For input string: \"high\"");
    String plain = Plain.class.getName();
    assertThatThrownBy(() -> method(plain, Map.of(plain + ".power", "2")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no constructor that takes a Map of options; leave out power.");
  }

  @Test
  void whatItDoesWrongIsItsOwn() {
    AttributionMethod throwing = method(Plain.class.getName(), Map.of());
    assertThatThrownBy(() -> map(throwing))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("it fails on a batch that begins with record r0: java.lang.Arith");
    for (String said : new String[] {"0 of 1 records", "0 of 1 targets", "has 2 values, the rec"}) {
      String wrong = Wrong.class.getName();
      AttributionMethod method = method(wrong, Map.of(wrong + ".what", said));
      assertThatThrownBy(() -> map(method))
          .isInstanceOf(UserException.class)
          .hasMessageContaining(said)
          .hasMessageEndingWith("; mend the class, or leave it out of --methods.");
    }
    IllegalStateException engine = new EngineFailure();
    AttributionMethod passing = new OwnMethod("a.B", new Failing(engine));
    assertThatThrownBy(() -> map(passing)).isSameAs(engine);
  }

  /** As in a jar: only the thread's class loader knows it. */
  @Test
  void aClassThatWasCompiledElsewhereIsFound(@TempDir Path folder) throws IOException {
    Path source = folder.resolve("elsewhere/Constant.java");
    Files.createDirectories(source.getParent());
    Files.writeString(
        source,
        """
        package elsewhere;

        import java.util.Arrays;
        import org.ecglens.attribution.*;

        public class Constant implements AttributionMethod {
          public Attribution[][] attribute(ExplainableBatch batch) {
            Attribution[][] maps = new Attribution[batch.records()][batch.targets().length];
            for (int record = 0; record < maps.length; record++) {
              float[] map = new float[batch.signal(record).length];
              Arrays.fill(map, 7);
              Arrays.fill(maps[record], new Attribution(map, 0, null));
            }
            return maps;
          }
        }
        """);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertThat(result).isZero();
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      assertThatThrownBy(() -> method("elsewhere.Constant", Map.of()))
          .isInstanceOf(UserException.class);
      Thread.currentThread().setContextClassLoader(loader);
      assertThat(map(method("elsewhere.Constant", Map.of()))).containsOnly(7);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  /** Without options; throws. */
  public static final class Plain implements AttributionMethod {
    private static final long serialVersionUID = 1L;

    /** As {@code --methods} makes it. */
    public Plain() {}

    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      throw new ArithmeticException("/ by zero");
    }
  }

  /** Gives what is no explanation of the batch. */
  public record Wrong(String what) implements AttributionMethod {
    /** As {@code --methods} makes it. */
    public Wrong(Map<String, String> options) {
      this(options.get("what"));
    }

    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      return what.endsWith("records")
          ? null
          : what.endsWith("targets")
              ? new Attribution[1][0]
              : new Attribution[][] {{new Attribution(new float[2], 0, null)}};
    }
  }

  /** Cannot be made. */
  public record NoConstructor(int number) implements AttributionMethod {
    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      throw new UnsupportedOperationException();
    }
  }

  /** Cannot be sent. */
  public static final class NotSerializable implements AttributionMethod {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings({"serial", "UnusedVariable"})
    private final Object field = new Object();

    /** As {@code --methods} makes it. */
    public NotSerializable() {}

    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class EngineFailure extends IllegalStateException {
    private static final long serialVersionUID = 1L;
  }

  @SuppressWarnings("serial")
  private record Failing(RuntimeException failure) implements AttributionMethod {
    @Override
    public Attribution[][] attribute(ExplainableBatch batch) {
      throw failure;
    }
  }
}
