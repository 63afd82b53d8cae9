package org.ecglens.job.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ShardOptionsTest {
  @Command
  private static final class Shards {
    @Mixin private final ShardOptions options = new ShardOptions();

    static ShardOptions of(String... arguments) {
      Shards shards = new Shards();
      new CommandLine(shards).parseArgs(arguments);
      return shards.options;
    }
  }

  @Test
  void makersOfRecordsTakeLargerShardsWhileEveryCoreHasFour() {
    ShardOptions options = Shards.of();
    assertThat(options.shards(10, 2)).isEqualTo(1);
    assertThat(options.shards(600, 2)).isEqualTo(8); // of 75
    assertThat(options.shards(4000, 2)).isEqualTo(8);
    assertThat(options.shards(800_000, 2)).isEqualTo(782); // of 1024
    assertThat(options.shards(4000, 64)).isEqualTo(63); // of 64
  }

  @Test
  void aSizeThatIsGivenHoldsForAll() {
    ShardOptions options = Shards.of("--shard-size=10");
    assertThat(options.shards(4000)).isEqualTo(400);
    assertThat(options.shards(4000, 2)).isEqualTo(400);
    assertThat(Shards.of().shards(4000)).isEqualTo(63);
  }
}
