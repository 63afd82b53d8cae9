package org.ecglens.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PredictionSpec;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.plan.SynthSpec;
import org.ecglens.plan.TrainingSpec;
import org.junit.jupiter.api.Test;

/** What a manifest says of paths holds in every folder, and with every default file system. */
class InputPathsTest {
  private final Configuration conf = new Configuration();

  @Test
  void relativePathsAreThoseOfTheFolderHere() throws IOException {
    PredictionSpec spec =
        PredictionSpec.builder()
            .networks(NetworksSpec.of("networks/*.onnx", "hdfs://namenode/QT.onnx"))
            .records(RecordsSpec.of("records"))
            .build();
    PredictionSpec qualified = (PredictionSpec) InputPaths.qualified(spec, conf);
    assertThat(qualified.networks().paths())
        .containsExactly(
            Path.of("networks/*.onnx").toAbsolutePath().toString(), "hdfs://namenode/QT.onnx");
    assertThat(qualified.records().path()).isEqualTo("file:" + Path.of("records").toAbsolutePath());
    assertThat(InputPaths.qualified(qualified, conf)).isEqualTo(qualified);
  }

  @Test
  void filesOfIngestAndItsSecretAreQualified() throws IOException {
    IngestSpec spec =
        IngestSpec.builder().inputs(List.of("raw", "/data/ecg")).salt("../salt").build();
    IngestSpec qualified = (IngestSpec) InputPaths.qualified(spec, conf);
    assertThat(qualified.inputs())
        .containsExactly("file:" + Path.of("raw").toAbsolutePath(), "file:/data/ecg");
    assertThat(qualified.salt())
        .isEqualTo("file:" + Path.of("../salt").toAbsolutePath().normalize());
    assertThat(((IngestSpec) InputPaths.qualified(spec.with().salt(null).build(), conf)).salt())
        .isNull();
  }

  @Test
  void whatAProgramHandsOverHasNoPath() throws IOException {
    TrainingSpec training = TrainingSpec.builder().targets(List.of("QT")).build();
    assertThat(InputPaths.qualified(training, conf)).isEqualTo(training);
    SynthSpec synth = SynthSpec.builder().records(3).build();
    assertThat(InputPaths.qualified(synth, conf)).isEqualTo(synth);
  }
}
