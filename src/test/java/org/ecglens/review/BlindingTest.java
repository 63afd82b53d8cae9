package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rater can find out by reading the page instead of looking at it. */
class BlindingTest {
  private static final Pattern PICTURE =
      Pattern.compile("<script type=\"text/plain\" id=\"([0-9a-f]{16})\">([^<]*)</script>");

  @TempDir Path out;

  @Test
  void pagesAndPicturesNameNothing() throws IOException {
    ReviewFolder folder = SampleReview.build(out.resolve("review"), SampleReview.items());
    ReviewKey key = folder.key();
    List<String> secrets = new ArrayList<>(SampleReview.METHODS);
    secrets.addAll(List.of("net-7", "ward", "alert(1)", "quoted", "evaluated", "organiser"));
    for (ReviewKey.Rater rater : key.raters()) {
      secrets.add(rater.token());
      String page = Files.readString(folder.page(rater));
      assertThat(PICTURE.matcher(page).replaceAll(""))
          .doesNotContainIgnoringCase(secrets.toArray(String[]::new))
          .doesNotContain("seed", "repeat", "<!--");
      assertThat(pictures(page))
          .hasSize(20)
          .allSatisfy(
              svg ->
                  assertThat(svg)
                      .doesNotContainIgnoringCase(secrets.toArray(String[]::new))
                      .contains("<title>ECG with a heatmap</title>"));
    }
  }

  @Test
  void noCodeComesTwiceNorIsThereAnOrderInThem() throws IOException {
    ReviewFolder folder = SampleReview.build(out.resolve("review"), SampleReview.bare());
    ReviewKey key = folder.key();
    Set<String> codes = new HashSet<>();
    for (ReviewKey.Rater rater : key.raters()) {
      List<String> own = rater.showings().stream().map(ReviewKey.Showing::code).toList();
      assertThat(own).isNotEqualTo(own.stream().sorted().toList());
      codes.addAll(own);
    }
    assertThat(codes).hasSize(40);
    // The same seed: the same orders under codes that the seed does not tell.
    ReviewKey again = SampleReview.build(out.resolve("again"), SampleReview.bare()).key();
    for (int i = 0; i < 2; i++) {
      assertThat(again.raters().get(i).showings())
          .usingRecursiveFieldByFieldElementComparatorIgnoringFields("code")
          .isEqualTo(key.raters().get(i).showings())
          .extracting(ReviewKey.Showing::code)
          .doesNotContainAnyElementsOf(codes);
    }
    assertThat(key.raters().get(0).showings())
        .extracting(ReviewKey.Showing::method)
        .isNotEqualTo(
            key.raters().get(1).showings().stream().map(ReviewKey.Showing::method).toList());
  }

  @Test
  void otherNamesOfMethodsChangeNothingButTheOrder() throws IOException {
    List<String> swapped = List.of("random", "smoothgrad", "deeplift", "saliency");
    ReviewFolder one = SampleReview.build(out.resolve("one"), SampleReview.items());
    ReviewFolder other = SampleReview.build(out.resolve("other"), SampleReview.items(swapped));
    String first = page(one);
    String second = page(other);
    assertThat(skeleton(first)).isEqualTo(skeleton(second));
    assertThat(new HashSet<>(pictures(first))).isEqualTo(new HashSet<>(pictures(second)));
  }

  @Test
  void onlyTheOrganiserHasTheKey() throws IOException {
    ReviewFolder folder = SampleReview.build(out.resolve("review"), SampleReview.bare());
    try (Stream<Path> files = Files.walk(folder.path())) {
      assertThat(files.filter(Files::isRegularFile).map(file -> folder.path().relativize(file)))
          .extracting(Path::toString)
          .containsExactlyInAnyOrder(
              "README.txt", "raters/rater-1.html", "raters/rater-2.html", "organiser/key.json");
    }
    assertThat(Files.getPosixFilePermissions(folder.path().resolve("organiser"))).hasSize(3);
  }

  private static String page(ReviewFolder folder) throws IOException {
    return Files.readString(folder.page(folder.key().raters().get(0)));
  }

  /** A page without what must differ: codes and the pictures behind them. */
  private static String skeleton(String page) {
    return PICTURE
        .matcher(page)
        .replaceAll("")
        .replaceAll("\"target\":\"[^\"]*\"", "")
        .replaceAll("\"[0-9a-f]{16}\"", "");
  }

  private static List<String> pictures(String page) throws IOException {
    List<String> pictures = new ArrayList<>();
    Matcher matcher = PICTURE.matcher(page);
    while (matcher.find()) {
      byte[] zipped = Base64.getDecoder().decode(matcher.group(2));
      try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
        pictures.add(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return pictures;
  }
}
