package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.ecglens.random.Draws;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewOrderTest {
  @ParameterizedTest
  @CsvSource({"1,0", "2,1", "3,1", "4,2", "5,2", "11,5", "12,6", "100,10", "120,60"})
  void everyItemComesOnceAndRepeatsLater(int items, int repeats) {
    Set<List<ReviewOrder.Place>> orders = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      List<ReviewOrder.Place> order = ReviewOrder.of(items, repeats, Draws.of(seed, "rater-1"));
      assertThat(order).hasSize(items + repeats).doesNotHaveDuplicates();
      assertThat(order.stream().filter(place -> !place.repeat()).map(ReviewOrder.Place::item))
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, items).boxed().toList());
      int apart = Math.min(10, items - repeats - 1);
      for (int at = 0; at < order.size(); at++) {
        ReviewOrder.Place place = order.get(at);
        if (place.repeat()) {
          int first = order.indexOf(new ReviewOrder.Place(place.item(), false));
          assertThat(at - first).isGreaterThan(Math.max(1, apart) - (apart == 0 ? 1 : 0));
        }
      }
      assertThat(ReviewOrder.of(items, repeats, Draws.of(seed, "rater-1"))).isEqualTo(order);
      orders.add(order);
    }
    if (items >= 11) {
      assertThat(orders).hasSize(50);
    }
  }
}
