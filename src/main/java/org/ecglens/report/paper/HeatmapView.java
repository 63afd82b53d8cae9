package org.ecglens.report.paper;

import java.util.List;
import java.util.Locale;
import org.ecglens.ecg.Ecg;
import org.ecglens.ecg.Lead;
import org.ecglens.error.Suggestion;
import org.ecglens.error.UserException;

/**
 * What of a heatmap a picture shows: every lead with its own map, one lead with its own map, or the
 * mean of |attribution| over all leads on the trace of one.
 *
 * @param extent how much is shown
 * @param lead name of the one lead; null for V5, or where there is none for II, else the first
 */
public record HeatmapView(Extent extent, String lead) {
  /** How much of a map is shown. */
  public enum Extent {
    /** All leads. */
    ALL,
    /** One lead. */
    SINGLE,
    /** The mean of |attribution| over all leads. */
    AVERAGED
  }

  /** Every lead. */
  public static final HeatmapView ALL = new HeatmapView(Extent.ALL, null);

  /** The mean over leads. */
  public static final HeatmapView AVERAGED = new HeatmapView(Extent.AVERAGED, null);

  /** V5 alone, or the lead that stands for it. */
  public static final HeatmapView SINGLE = new HeatmapView(Extent.SINGLE, null);

  private static final List<String> PREFERRED = List.of("V5", "II");

  /** As users write it: {@code all}, {@code averaged} or the name of a lead. */
  public static HeatmapView of(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "all" -> ALL;
      case "averaged" -> AVERAGED;
      default -> new HeatmapView(Extent.SINGLE, written);
    };
  }

  /**
   * What is drawn.
   *
   * @param ecg the record, or one lead of it
   * @param heat −1 to 1 for each of its samples, lead-major; 1 is the same attribution in all views
   *     but that of the mean, which has a scale of its own
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Shown(Ecg ecg, float[] heat) {}

  /**
   * Picks what is shown.
   *
   * @throws UserException if the record has no such lead
   */
  public Shown of(Ecg ecg, float[] attribution) {
    if (extent == Extent.ALL) {
      return new Shown(ecg, HeatScale.of(attribution));
    }
    int place = place(ecg);
    return new Shown(
        single(ecg, place),
        extent == Extent.AVERAGED
            ? HeatScale.of(mean(ecg, attribution))
            : part(ecg, HeatScale.of(attribution), place));
  }

  /**
   * Place of the one lead.
   *
   * @throws UserException if the record has no such lead
   */
  public int place(Ecg ecg) {
    List<String> names = ecg.leads().stream().map(Lead::name).toList();
    if (lead == null) {
      return PREFERRED.stream().map(names::indexOf).filter(i -> i >= 0).findFirst().orElse(0);
    }
    int place = names.indexOf(Lead.name(lead));
    if (place < 0) {
      throw Suggestion.unknown("lead", lead, names);
    }
    return place;
  }

  private static float[] part(Ecg ecg, float[] values, int lead) {
    float[] part = new float[ecg.samples()];
    System.arraycopy(values, lead * ecg.samples(), part, 0, part.length);
    return part;
  }

  private static float[] mean(Ecg ecg, float[] attribution) {
    int leads = ecg.leads().size();
    float[] mean = new float[ecg.samples()];
    for (int sample = 0; sample < mean.length; sample++) {
      double sum = 0;
      for (int i = 0; i < leads; i++) {
        sum += Math.abs(attribution[i * mean.length + sample]);
      }
      mean[sample] = (float) (sum / leads);
    }
    return mean;
  }

  private static Ecg single(Ecg ecg, int lead) {
    return new Ecg(
        ecg.recordId(),
        ecg.subject(),
        ecg.source(),
        ecg.kind(),
        List.of(ecg.leads().get(lead)),
        ecg.sampleRateHz(),
        ecg.unit(),
        part(ecg, ecg.signal(), lead),
        ecg.labels(),
        ecg.waves());
  }
}
