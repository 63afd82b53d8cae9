package org.ecglens.metric.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ecglens.ecg.Labels;
import org.ecglens.ecg.Lead;
import org.ecglens.ecg.WaveWindow;
import org.ecglens.ecg.Waves;
import org.junit.jupiter.api.Test;

class TargetRegionTest {
  private static final Waves WAVES = new Waves(100, 120, 150, 200, 220, 250, 300, 350, 400);

  private static Region region(String label) {
    return TargetRegion.of(label, Lead.STANDARD, 600, 500, WAVES).regions().get(0);
  }

  @Test
  void intervalsAreInAllLeads() {
    assertThat(region(Labels.PR)).isEqualTo(new Region(100, 200, Region.ALL_LEADS));
    assertThat(region(Labels.QRS)).isEqualTo(new Region(200, 250, Region.ALL_LEADS));
    assertThat(region(Labels.QT)).isEqualTo(new Region(200, 400, Region.ALL_LEADS));
  }

  @Test
  void amplitudesAreInV5() {
    assertThat(region(Labels.J)).isEqualTo(new Region(245, 255, 10));
    assertThat(region(Labels.R)).isEqualTo(new Region(200, 250, 10));
    assertThat(region(Labels.T)).isEqualTo(new Region(300, 400, 10));
    List<String> written = List.of("lead v5", "II");
    assertThat(TargetRegion.of(Labels.T, written, 600, 500, WAVES).regions().get(0).lead())
        .isZero();
    Waves slow = new Waves(20, 24, 30, 40, 44, 50, 60, 70, 80);
    assertThat(TargetRegion.of(Labels.J, Lead.STANDARD, 120, 100, slow).regions().get(0))
        .isEqualTo(new Region(49, 51, 10));
  }

  @Test
  void classesAreWherePhysiologySaysSo() {
    assertThat(region("AF")).isEqualTo(new Region(75, 200, Region.ALL_LEADS));
    assertThat(region("LQT")).isEqualTo(region(Labels.QT));
    assertThat(TargetRegion.of("RBBB", Lead.STANDARD, 600, 500, WAVES).regions())
        .containsExactly(
            new Region(200, 250, 6), new Region(200, 250, 11), new Region(200, 250, 0));
    assertThat(TargetRegion.of("STE", Lead.STANDARD, 600, 500, WAVES).regions())
        .containsExactly(new Region(250, 290, 7), new Region(250, 290, 8), new Region(250, 290, 9));
  }

  @Test
  void usersNameRegionsOfTheirOwn() {
    TargetRegion own =
        TargetRegion.ofWindows(
            List.of(WaveWindow.of("p_onset", "p_offset", "II"), WaveWindow.of("t_peak", "t_peak")),
            List.of("I", "II"),
            600,
            500,
            WAVES);
    boolean[] mask = own.mask(2, 600);
    for (int point = 0; point < mask.length; point++) {
      int sample = point % 600;
      boolean inP = point >= 600 && sample >= 100 && sample <= 150;
      assertThat(mask[point]).as("point %d", point).isEqualTo(inP || sample == 350);
    }
    assertThat(
            TargetRegion.ofWindows(
                    List.of(WaveWindow.of("qrs_onset-500", "qrs_onset")),
                    List.of("I"),
                    600,
                    500,
                    WAVES)
                .reason())
        .isEqualTo("samples -50 to 200 are no window of a record of 600");
    assertThat(TargetRegion.of("STE", Lead.STANDARD, 600, Double.NaN, WAVES).reason())
        .contains("sampling rate is not known");
  }

  @Test
  void targetsWithoutAWaveHaveNone() {
    assertThat(TargetRegion.of(Labels.RATE, Lead.STANDARD, 600, 500, WAVES))
        .isEqualTo(TargetRegion.none("no wave is known that rate is about"));
    assertThat(TargetRegion.of(null, Lead.STANDARD, 600, 500, WAVES).reason())
        .isEqualTo("what the target measures is not known");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(TargetRegion.of(Labels.J, List.of("I", "II"), 600, 500, WAVES).reason())
        .isEqualTo("the network's input has no lead V5");
    for (String label : List.of(Labels.PR, Labels.QRS, Labels.QT, Labels.J, Labels.R, Labels.T)) {
      assertThat(TargetRegion.of(label, Lead.STANDARD, 600, 500, Waves.NONE).reason())
          .isEqualTo("the record lacks a limit of the target's wave");
    }
    assertThat(TargetRegion.of(Labels.QT, Lead.STANDARD, 400, 500, WAVES).reason())
        .isEqualTo("samples 200 to 400 are no window of a record of 400");
  }

  @Test
  void aRegionIsAMask() {
    assertThat(new Region(1, 2, 1).mask(2, 4))
        .containsExactly(false, false, false, false, false, true, true, false);
    assertThat(new Region(0, 0, Region.ALL_LEADS).mask(2, 2))
        .containsExactly(true, false, true, false);
    assertThatThrownBy(() -> new Region(3, 2, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
