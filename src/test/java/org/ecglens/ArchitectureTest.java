package org.ecglens;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.ecglens.job.Job;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.ecglens");

  /** Parts that are as useful without Spark as with it. */
  private static final String[] FREE_OF_SPARK = {
    "org.ecglens.ecg..",
    "org.ecglens.error..",
    "org.ecglens.extension..",
    "org.ecglens.io..",
    "org.ecglens.onnx..",
    "org.ecglens.graph..",
    "org.ecglens.net..",
    "org.ecglens.attribution..",
    "org.ecglens.perturbation..",
    "org.ecglens.metric..",
    "org.ecglens.model..",
    "org.ecglens.plan..",
    "org.ecglens.preprocess..",
    "org.ecglens.stats..",
    "org.ecglens.table..",
    "org.ecglens.verdict..",
    "org.ecglens.measure..",
    "org.ecglens.random..",
    "org.ecglens.report..",
    "org.ecglens.review..",
    "org.ecglens.synth.."
  };

  @Test
  void sparkStaysAtTheEdge() {
    noClasses()
        .that()
        .resideInAnyPackage(FREE_OF_SPARK)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark..", "org.apache.hadoop..", "org.apache.parquet..", "scala..")
        .allowEmptyShould(true)
        .check(MAIN);
  }

  /** Checks speak of results; what rows they become is for others to say. */
  @Test
  void checksKnowNeitherTablesNorSpark() {
    noClasses()
        .that()
        .resideInAPackage("org.ecglens.check..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.ecglens.table..",
            "org.apache.spark..",
            "org.apache.hadoop..",
            "org.apache.parquet..",
            "scala..")
        .check(MAIN);
  }

  @Test
  void theEngineStaysBehindItsInterface() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ecglens.net..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(MAIN);
  }

  @Test
  void protobufStaysWithTheModelReader() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ecglens.onnx..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.onnx..", "com.google.protobuf..")
        .check(MAIN);
  }

  @Test
  void optionsStayWithJobs() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.ecglens.job..", "org.ecglens.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(MAIN);
  }

  /** The facade stands on everything; within the library only jobs stand on it. */
  @Test
  void onlyJobsStandOnTheFacade() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.ecglens", "org.ecglens.job..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.ecglens")
        .check(MAIN);
  }

  @Test
  void nothingDependsOnJobs() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.ecglens.job..", "org.ecglens.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.ecglens.job..")
        .check(MAIN);
  }

  @Test
  void nothingDependsOnTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.ecglens.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.ecglens.cli..")
        .check(MAIN);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("org.ecglens.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Util|Manager|Helper).*").check(MAIN);
  }

  @Test
  void jobsAreFinal() {
    classes()
        .that()
        .implement(Job.class)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .andShould()
        .haveSimpleNameEndingWith("Job")
        .check(MAIN);
  }
}
