package org.ecglens.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import org.ecglens.testing.GoldenRecords;
import org.ecglens.testing.Npz;
import org.ecglens.testing.SharedFolder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected attributions and the records belong together as the methods' definitions say. */
class GoldenFilesTest {

  @ParameterizedTest
  @ValueSource(strings = {"maxpool", "residual-small", "residual", "wang"})
  void expectedArraysAreProductsOfEachOther(String model) throws IOException {
    GoldenRecords records = GoldenRecords.read(SharedFolder.path("goldens/" + model + ".parquet"));
    try (Npz arrays = Npz.open(SharedFolder.path("goldens/" + model + ".npz"))) {
      for (int record = 0; record < records.recordIds().size(); record++) {
        float[] x = records.signals().get(record);
        IntToDoubleFunction input = i -> x[i];
        double[] cam = slice(arrays, "paper/grad-cam", record);
        double[] nearest = slice(arrays, "captum/grad-cam", record);
        check(arrays, record, "paper/input-x-gradient", "paper/saliency", input);
        check(arrays, record, "captum/deeplift", "paper/deeplift", input);
        check(arrays, record, "captum/integrated-gradients", "paper/integrated-gradients", input);
        check(arrays, record, "paper/guided-grad-cam", "paper/guided-backprop", i -> cam[i]);
        check(
            arrays,
            record,
            "captum/guided-grad-cam",
            "paper/guided-backprop",
            i -> Math.max(0, nearest[i]));
      }
    }
  }

  private static void check(
      Npz arrays, int record, String product, String factor, IntToDoubleFunction other) {
    double[] expected = slice(arrays, product, record);
    double[] values = slice(arrays, factor, record);
    assertThat(values).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(expected[i])
          .as("%s at %d", product, i)
          .isCloseTo(
              values[i] * other.applyAsDouble(i), within(1e-6 * Math.abs(expected[i]) + 1e-12));
    }
  }

  private static double[] slice(Npz arrays, String name, int record) {
    return arrays.array(name + "/0").slice(record);
  }
}
