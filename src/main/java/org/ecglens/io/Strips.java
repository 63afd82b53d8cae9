package org.ecglens.io;

import java.io.IOException;
import java.util.Locale;

/** The pieces of one recording, of which all or the cleanest become records. */
public final class Strips implements Cut.Records {
  private final Cut cut;
  private final long samples;
  private final long length;
  private final long pieces;
  private final Cut.Records records;
  private long seen;
  private long written;
  private Reading best;
  private double leastNoise;

  Strips(Cut cut, long samples, long length, Cut.Records records) {
    this.cut = cut;
    this.samples = samples;
    this.length = length;
    // A rest that is shorter than a strip is no strip; of a recording in parts it is one.
    this.pieces = cut.seconds() > 0 ? samples / length : (samples + length - 1) / length;
    this.records = records;
  }

  @Override
  public void accept(Reading piece) throws IOException {
    if (seen >= pieces) {
      return;
    }
    if (cut.strips() == 0 || cut.strips() >= pieces) {
      records.accept(piece);
      written++;
    } else {
      if (stretch(seen) != stretch(seen - 1)) {
        finish();
      }
      double noise = Cleanness.noise(piece.ecgs().get(0));
      if (best == null || noise < leastNoise) {
        best = piece;
        leastNoise = noise;
      }
    }
    seen++;
  }

  private long stretch(long piece) {
    return piece < 0 ? -1 : piece * cut.strips() / pieces;
  }

  /** Hands on what is chosen; call it behind the last piece. */
  public void finish() throws IOException {
    if (best != null) {
      records.accept(best);
      written++;
      best = null;
    }
  }

  /** Says what became of the recording. */
  public Notice notice(String path, double sampleRateHz) {
    double left = samples - (double) Math.min(samples, written * length);
    return Notice.Kind.CUT.of(
        String.format(
            Locale.ROOT,
            "%s: the recording of %s became %d records of %s%s.",
            path,
            time(samples / sampleRateHz),
            written,
            time(length / sampleRateHz),
            left > 0 ? ", " + time(left / sampleRateHz) + " of it are left out" : ""));
  }

  private static String time(double seconds) {
    if (seconds < 600) {
      return String.format(Locale.ROOT, "%.3f", seconds).replaceFirst("\\.?0+$", "") + " s";
    }
    return String.format(
        Locale.ROOT, "%d:%02d h", (long) seconds / 3600, (long) seconds % 3600 / 60);
  }
}
