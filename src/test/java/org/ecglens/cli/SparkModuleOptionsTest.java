package org.ecglens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class SparkModuleOptionsTest {
  @Test
  void theBuildPassesEveryOptionThatSparkNeedsOnThisJdk() {
    List<String> passed = List.of(System.getProperty("ecglens.spark.module.options").split(" +"));
    assertThat(passed).containsAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
  }
}
