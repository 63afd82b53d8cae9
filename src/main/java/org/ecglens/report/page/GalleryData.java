package org.ecglens.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ecglens.report.paper.ColourMap;
import org.ecglens.report.paper.ExplainedEcg;

/**
 * The heatmaps of a page.
 *
 * @param note why there are none, or fewer than were chosen; null where all are there
 * @param colours by the name of the map, from its least value to 1 in equal steps; the middle one
 *     of {@code diverging} and the first of {@code sequential} stand for zero
 * @param cases by target
 */
public record GalleryData(String note, Map<String, List<String>> colours, List<GalleryCase> cases) {
  /** Bytes of JSON: a page must open on a phone. */
  private static final long MOST_BYTES = 12_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the list. */
  public GalleryData {
    cases = List.copyOf(cases);
  }

  /** No heatmaps. */
  public static GalleryData none(String reason) {
    return new GalleryData(reason, Map.of(), List.of());
  }

  /**
   * Of chosen cases as many as a page can hold: the first of each target before the second of any.
   *
   * @param chosen by target, those of one target in the order of choice
   * @param explained the same cases
   */
  public static GalleryData of(List<ChosenCase> chosen, List<ExplainedEcg> explained) {
    return of(chosen, explained, MOST_BYTES);
  }

  static GalleryData of(List<ChosenCase> chosen, List<ExplainedEcg> explained, long mostBytes) {
    if (chosen.isEmpty()) {
      return none("No record has the scores that records are chosen by.");
    }
    Map<String, Integer> ofTarget = new HashMap<>();
    // By turn, then by place in the list.
    TreeMap<Integer, Integer> order = new TreeMap<>();
    for (int i = 0; i < chosen.size(); i++) {
      int turn = ofTarget.merge(chosen.get(i).shown().target(), 1, Integer::sum);
      order.put(turn * chosen.size() + i, i);
    }
    TreeMap<Integer, GalleryCase> held = new TreeMap<>();
    long bytes = 0;
    for (int i : order.values()) {
      GalleryCase one = GalleryCase.of(chosen.get(i), explained.get(i));
      long size = size(one);
      if (bytes + size <= mostBytes) {
        bytes += size;
        held.put(i, one);
      }
    }
    String note =
        held.size() == chosen.size()
            ? null
            : "%d of the %d chosen records are shown: more would make the page too large. A smaller --gallery chooses fewer."
                .formatted(held.size(), chosen.size());
    return new GalleryData(
        note,
        Map.of(
            "diverging", ColourMap.DIVERGING.colours(),
            "sequential", ColourMap.SEQUENTIAL.colours()),
        List.copyOf(held.values()));
  }

  private static long size(GalleryCase one) {
    try {
      return JSON.writeValueAsBytes(one).length;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
