package org.ecglens.check;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ecglens.metric.Moments;
import org.ecglens.metric.map.RankedMap;
import org.ecglens.metric.map.Similarity;

/**
 * How alike the maps of different methods are (Arends et al., Eur Heart J Digit Health 2026,
 * ztag038; Krishna et al. 2022). Methods that agree need not be right.
 */
final class AgreementCheck implements MapCheck {
  private final States states = new States(SumKind.AGREEMENT);

  @Override
  public void look(RankedMaps maps, CheckOutput output) {
    List<Map.Entry<String, RankedMap>> methods = List.copyOf(maps.maps().entrySet());
    for (int one = 0; one < methods.size(); one++) {
      for (int other = one + 1; other < methods.size(); other++) {
        states.add(
            maps.batch().model(),
            maps.output().name(),
            methods.get(one).getKey(),
            methods.get(other).getKey(),
            similarities(methods.get(one).getValue(), methods.get(other).getValue()));
      }
    }
  }

  /** All measures of {@link Similarity}, in its order. */
  static Moments similarities(RankedMap one, RankedMap other) {
    return Moments.of(
        Arrays.stream(Similarity.values())
            .map(similarity -> similarity.between(one, other))
            .toList());
  }

  @Override
  public void finish(CheckOutput output) throws IOException {
    states.writeTo(output);
  }
}
