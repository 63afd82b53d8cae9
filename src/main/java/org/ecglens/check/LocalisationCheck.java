package org.ecglens.check;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.ecglens.ecg.Waves;
import org.ecglens.metric.Moments;
import org.ecglens.metric.ScoreValue;
import org.ecglens.metric.map.Localisation;
import org.ecglens.metric.map.MapMetric;
import org.ecglens.metric.map.RankedMap;
import org.ecglens.metric.map.TargetRegion;
import org.ecglens.model.Target;

/**
 * Which waves and leads a map points at, and whether they are those that the target is about. Waves
 * are known of median beats alone; a network may have found another way to its answer, so a map
 * that misses the wave can still tell the truth about the network.
 */
final class LocalisationCheck implements MapCheck {
  private static final String NO_WAVES =
      "the limits of the waves are not known in the network's input";

  private final States leads = new States(SumKind.LEADS);
  private final States waves = new States(SumKind.WAVES);

  @Override
  public void look(RankedMaps maps, CheckOutput output) throws IOException {
    ExplainedBatch batch = maps.batch();
    Waves limits = batch.waves(maps.record()).orElse(null);
    TargetRegion region =
        limits == null
            ? TargetRegion.none(NO_WAVES)
            : region(maps.output(), batch, maps.record(), limits);
    for (Map.Entry<String, RankedMap> entry : maps.maps().entrySet()) {
      String method = entry.getKey();
      float[] map = batch.map(method, maps.record(), maps.target());
      add(maps, leads, method, Localisation.leadShares(map, batch.leadNames(maps.record())));
      if (limits != null) {
        add(maps, waves, method, Localisation.waveShares(map, batch.samples(), limits));
      }
      against(maps, method, entry.getValue(), region, output);
    }
  }

  private static TargetRegion region(
      Target target, ExplainedBatch batch, int record, Waves limits) {
    List<String> leads = batch.leadNames(record);
    double rate = batch.sampleRateHz(record);
    return target.region() == null
        ? TargetRegion.of(target.label(), leads, batch.samples(), rate, limits)
        : TargetRegion.ofWindows(target.region(), leads, batch.samples(), rate, limits);
  }

  private static void add(
      RankedMaps maps, States states, String method, List<Localisation.Share> shares) {
    for (Localisation.Share share : shares) {
      states.add(
          maps.batch().model(),
          maps.output().name(),
          method,
          share.part(),
          Moments.of(List.of(share.share(), share.overArea())));
    }
  }

  private void against(
      RankedMaps maps, String method, RankedMap map, TargetRegion region, CheckOutput output)
      throws IOException {
    Map<MapMetric, ScoreValue> outcomes =
        region.regions().isEmpty()
            ? Localisation.none(region.reason())
            : Localisation.against(map, region.mask(maps.batch().leads(), maps.batch().samples()));
    for (Map.Entry<MapMetric, ScoreValue> entry : outcomes.entrySet()) {
      output.score(maps.key(), method, entry.getKey(), entry.getValue());
    }
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    leads.writeTo(output);
    waves.writeTo(output);
  }
}
