package org.ecglens.examples;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.ecglens.Ecglens;
import org.ecglens.Evaluation;
import org.ecglens.plan.EvaluationSpec;
import org.ecglens.plan.MethodsSpec;
import org.ecglens.plan.NetworksSpec;
import org.ecglens.plan.PerturbationSpec;

/** Evaluates a DataFrame of records with an ONNX network: RECORDS NETWORK. */
public final class EvaluateDataFrame {
  public static void main(String[] args) throws Exception {
    SparkSession spark = SparkSession.builder().master("local[*]").getOrCreate();
    Dataset<Row> records = spark.read().parquet(args[0]);
    EvaluationSpec spec =
        EvaluationSpec.builder()
            .networks(NetworksSpec.of(args[1]))
            .methods(MethodsSpec.of("saliency", "input-x-gradient", "random"))
            .perturbation(PerturbationSpec.builder().iterations(25).build())
            .build();
    try (Evaluation evaluation = Ecglens.on(spark).evaluate(records, spec)) {
      evaluation.table("summary").where("metric = 'aopc'").show();
      evaluation.verdictText().forEach(System.out::println);
    }
  }
}
