package org.ecglens.report.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Colours as eyes see them: CIELAB under D65, and matrices of Machado et al. 2009. */
class ColourMapTest {
  /** Linear RGB as seen without red cones, severity 1. */
  private static final double[][] PROTANOPIA = {
    {0.152286, 1.052583, -0.204868},
    {0.114503, 0.786281, 0.099216},
    {-0.003882, -0.048116, 1.051998}
  };

  /** Without green cones. */
  private static final double[][] DEUTERANOPIA = {
    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
  };

  private static final double[][] USUAL = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

  private static double[] lab(String colour, double[][] eye) {
    double[] linear = new double[3];
    for (int i = 0; i < 3; i++) {
      double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
    double[] seen = product(eye, linear);
    double[] xyz =
        product(
            new double[][] {
              {0.4124564, 0.3575761, 0.1804375},
              {0.2126729, 0.7151522, 0.0721750},
              {0.0193339, 0.1191920, 0.9503041}
            },
            seen);
    double[] white = {0.95047, 1, 1.08883};
    double[] f = new double[3];
    for (int i = 0; i < 3; i++) {
      double t = Math.max(0, xyz[i] / white[i]);
      f[i] = t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
    return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
  }

  private static double[] product(double[][] matrix, double[] vector) {
    double[] product = new double[3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        product[i] += matrix[i][j] * vector[j];
      }
    }
    return product;
  }

  private static double distance(String a, String b, double[][] eye) {
    double[] first = lab(a, eye);
    double[] second = lab(b, eye);
    return Math.sqrt(
        Math.pow(first[0] - second[0], 2)
            + Math.pow(first[1] - second[1], 2)
            + Math.pow(first[2] - second[2], 2));
  }

  @ParameterizedTest
  @EnumSource(ColourMap.class)
  void everyStepAwayFromZeroIsDarkerForAllEyes(ColourMap map) {
    for (double[][] eye : List.of(USUAL, PROTANOPIA, DEUTERANOPIA)) {
      for (int sign : map == ColourMap.DIVERGING ? new int[] {1, -1} : new int[] {1}) {
        double before = lab(map.colour(0.0), eye)[0];
        for (int level = 1; level <= ColourMap.LEVELS; level++) {
          double lightness = lab(map.colour(sign * (double) level / ColourMap.LEVELS), eye)[0];
          assertThat(before - lightness).as("%s step %s", map, sign * level).isBetween(0.1, 4.0);
          before = lightness;
        }
        // A black trace on it: contrast 3 (WCAG 1.4.11), which is lightness 38 and more.
        assertThat(before).isBetween(38.0, 60.0);
      }
    }
  }

  @Test
  void signsAreToldApartByAllEyes() {
    for (double[][] eye : List.of(USUAL, PROTANOPIA, DEUTERANOPIA)) {
      for (double size : new double[] {0.25, 0.5, 1}) {
        assertThat(
                distance(ColourMap.DIVERGING.colour(size), ColourMap.DIVERGING.colour(-size), eye))
            .as("±%s", size)
            .isGreaterThan(25);
      }
    }
  }

  @Test
  void zeroIsPaperAndEndsAreCut() {
    for (ColourMap map : ColourMap.values()) {
      assertThat(map.colour(0.0)).isEqualTo(EcgPaper.PAPER);
      assertThat(map.colour(0.015)).as("less than half a step").isEqualTo(EcgPaper.PAPER);
      assertThat(map.colour(7.0)).isEqualTo(map.colour(1.0));
    }
    assertThat(ColourMap.DIVERGING.colour(-1.0)).isEqualTo("#2166ac");
    assertThat(ColourMap.DIVERGING.colour(1.0)).isEqualTo("#b35806");
    // A quarter is the first of four anchors, an eighth half-way to it from #fffaf8.
    assertThat(ColourMap.DIVERGING.colour(0.25)).isEqualTo("#fee0b6");
    assertThat(ColourMap.DIVERGING.colour(0.125)).isEqualTo("#ffedd7");
    assertThat(ColourMap.SEQUENTIAL.colour(1.0)).isEqualTo("#88419d");
    assertThat(ColourMap.SEQUENTIAL.colour(-1.0)).isEqualTo(EcgPaper.PAPER);
    assertThat(ColourMap.DIVERGING.colours()).hasSize(65).doesNotHaveDuplicates();
    assertThat(ColourMap.SEQUENTIAL.colours()).hasSize(33).doesNotHaveDuplicates();
  }
}
