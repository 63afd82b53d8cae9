package org.ecglens.review;

import java.util.ArrayList;
import java.util.List;
import org.ecglens.random.Draws;

/** In which order a rater sees the items, some of them twice. */
final class ReviewOrder {
  /** Items between the two showings of one, where there are enough. */
  private static final int DISTANCE = 10;

  private ReviewOrder() {}

  /**
   * A place in the order.
   *
   * @param item its number
   * @param repeat whether it has been shown before
   */
  record Place(int item, boolean repeat) {}

  /**
   * Draws an order: every item once, then repeated ones put in somewhere behind their first
   * showing, never next to it.
   *
   * @param items how many there are
   * @param repeats how many come twice, at most half of them
   * @param draws of this rater
   */
  static List<Place> of(int items, int repeats, Draws draws) {
    if (repeats > items / 2) {
      throw new IllegalArgumentException(repeats + " of " + items + " repeated");
    }
    List<Place> order = new ArrayList<>();
    for (int item : draws.permutation(items, 0)) {
      order.add(new Place(item, false));
    }
    int distance = Math.min(DISTANCE, items - repeats - 1);
    // Whoever comes too late cannot be followed by enough others.
    int[] chosen = draws.permutation(items - distance, 1);
    List<Place> first = List.copyOf(order);
    for (int i = 0; i < repeats; i++) {
      Place place = first.get(chosen[i]);
      // What is put in later only widens the distance.
      int earliest = order.indexOf(place) + 1 + distance;
      int at = earliest + draws.below(order.size() + 1 - earliest, 2, i);
      order.add(at, new Place(place.item(), true));
    }
    return order;
  }
}
