package org.ecglens.check;

import java.io.IOException;
import org.ecglens.metric.Moments;
import org.ecglens.metric.Score;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.perturbation.RecordCurve;
import org.ecglens.perturbation.Wave;

/**
 * Takes what checks find out, one result at a time and in a fixed order. Nothing that is given is
 * null unless it says so.
 */
public interface CheckOutput {
  /**
   * What a map is worth by itself, without any perturbation curve.
   *
   * @param of prediction that the map explains
   * @param method that made the map
   * @param value finite, in the metric's unit and range, or the reason why there is none
   */
  void score(PredictionKey of, String method, MapMetric metric, ScoreValue value)
      throws IOException;

  /**
   * What perturbation in one order says about a method.
   *
   * @param of prediction that is explained and perturbed
   * @param operator name of the operator
   */
  void score(PredictionKey of, String operator, Score score) throws IOException;

  /**
   * What the network says while the record is perturbed.
   *
   * @param of prediction before the first step
   * @param curve of the same record and target
   */
  void curve(PredictionKey of, RecordCurve curve) throws IOException;

  /**
   * Number, mean and squared deviations over the records of a shard; each key comes once.
   *
   * @param sum merges with those of other shards
   */
  void sum(SumKey of, Moments sum) throws IOException;

  /**
   * What the network says without a wave.
   *
   * @param of prediction with the wave
   * @param prediction with the wave, finite, in the target's unit
   * @param blanked prediction without the wave, finite, in the target's unit
   * @param label of the record in the target's unit, or null
   */
  void blanked(PredictionKey of, Wave wave, double prediction, double blanked, Double label)
      throws IOException;

  /**
   * Notes a record, or a map of it, that cannot be used.
   *
   * @param stage of the work
   * @param reason one of few, by which records are counted
   * @param detail for a reader
   */
  void quarantine(String recordId, String stage, String reason, String detail) throws IOException;
}
