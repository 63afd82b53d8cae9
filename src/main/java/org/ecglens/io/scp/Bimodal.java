package org.ecglens.io.scp;

import java.util.Arrays;
import java.util.List;

/**
 * Compression that keeps every sample inside protected zones and the mean of several outside. A
 * stretch of n samples between zones holds n / factor means and then the n % factor samples that
 * are left. Means are joined by straight lines; before the first and after the last the signal is
 * level.
 *
 * @param zones protected ones, by their start
 * @param factor samples that one mean stands for
 */
record Bimodal(List<QrsLocations.Zone> zones, int factor) {

  /** How many samples are stored of a lead. */
  int stored(ScpLead lead) {
    return walk(lead, null, null);
  }

  /**
   * All samples of a lead.
   *
   * @param stored those that are stored
   * @return NaN where there are too few
   */
  float[] restored(ScpLead lead, int[] stored) {
    float[] restored = new float[lead.samples()];
    Arrays.fill(restored, Float.NaN);
    int unused = walk(lead, stored, restored);
    return restored;
  }

  /** Goes through the stretches of a lead; returns how many stored samples they take. */
  private int walk(ScpLead lead, int[] stored, float[] restored) {
    long at = lead.start();
    long end = lead.end() + 1L;
    int used = 0;
    for (int i = 0; i <= zones.size(); i++) {
      long open = i < zones.size() ? zones.get(i).start() : end;
      int length = (int) (Math.max(at, Math.min(open, end)) - at);
      int means = length / factor;
      int from = (int) (at - lead.start());
      if (stored != null) {
        join(stored, used, means, restored, from);
        copy(stored, used + means, length % factor, restored, from + means * factor);
      }
      used += means + length % factor;
      at += length;
      if (i < zones.size()) {
        long close = Math.min(zones.get(i).end() + 1, end);
        int kept = (int) (Math.max(at, close) - at);
        if (stored != null) {
          copy(stored, used, kept, restored, (int) (at - lead.start()));
        }
        used += kept;
        at += kept;
      }
    }
    return used;
  }

  private void join(int[] stored, int first, int means, float[] restored, int from) {
    for (int i = 0; i < means * factor; i++) {
      double place = Math.max(0, Math.min(means - 1, (double) (i - factor / 2) / factor));
      int before = (int) place;
      int after = Math.min(means - 1, before + 1);
      if (first + after < stored.length) {
        double low = stored[first + before];
        restored[from + i] = (float) (low + (place - before) * (stored[first + after] - low));
      }
    }
  }

  private static void copy(int[] stored, int first, int count, float[] restored, int from) {
    for (int i = 0; i < count && first + i < stored.length; i++) {
      restored[from + i] = stored[first + i];
    }
  }
}
