package org.ecglens.job.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ecglens.net.training.Split;
import org.ecglens.plan.ArchitectureSpec;
import org.ecglens.plan.BeatsSpec;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.IngestSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.Processor;
import org.ecglens.plan.RecipeSpec;
import org.ecglens.plan.RecordsSpec;
import org.ecglens.plan.ShardsSpec;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The defaults that the help of an option states are those of the spec. */
class OptionDefaultsTest {
  private static <T> T parsed(T group, String... arguments) {
    CommandSpec command = CommandSpec.create();
    command.addMixin("group", CommandSpec.forAnnotatedObject(group));
    new CommandLine(command).parseArgs(arguments);
    return group;
  }

  @Test
  void ofEvaluations() {
    assertThat(parsed(new EvaluationOptions(), "--model=a.onnx", "--records=records").spec())
        .isEqualTo(
            EvaluationSpec.builder()
                .networks(NetworksSpec.of("a.onnx"))
                .records(RecordsSpec.of("records"))
                .build());
  }

  @Test
  void ofIngest() {
    assertThat(parsed(new SourceOptions(), "--input=a").spec().build())
        .isEqualTo(IngestSpec.builder().inputs(List.of("a")).build());
    assertThat(parsed(new BeatOptions()).spec()).isEqualTo(BeatsSpec.builder().build());
  }

  @Test
  void ofTraining() {
    RecipeOptions recipe = parsed(new RecipeOptions());
    assertThat(recipe.spec()).isEqualTo(RecipeSpec.builder().build());
    assertThat(recipe.split()).isEqualTo(Split.PAPER);
    assertThat(recipe.device()).isEqualTo(Processor.CPU);
    assertThat(parsed(new ArchitectureOptions()).spec())
        .isEqualTo(ArchitectureSpec.builder().build());
  }

  @Test
  void ofShards() {
    assertThat(parsed(new ShardOptions()).spec()).isEqualTo(ShardsSpec.builder().build());
  }
}
