package org.ecglens.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PictureNameTest {
  private static final List<String> IDS =
      List.of(
          "record-1",
          "Record-1",
          "data/1",
          "data_1",
          "data\\1",
          "../../etc/passwd",
          "/etc/passwd",
          "..",
          ".",
          "",
          "-rf",
          "a\u0000b",
          "a\nb",
          "ä",
          "ö",
          "x".repeat(300),
          "x".repeat(301));

  @Test
  void isAFileOfTheFolderWhateverTheId() {
    assertThat(IDS)
        .allSatisfy(
            id ->
                assertThat(PictureName.of(id))
                    .matches("[A-Za-z0-9_][A-Za-z0-9._-]*|-?[0-9a-f-]+")
                    .hasSizeLessThan(100)
                    .doesNotStartWith("."));
    assertThat(PictureName.of("record-1")).isEqualTo("record-1");
  }

  @Test
  void noTwoIdsShareOne() {
    Set<String> names = new HashSet<>();
    IDS.forEach(id -> names.add(PictureName.of(id).toLowerCase(Locale.ROOT)));
    // An id written as the name of another.
    names.add(PictureName.of(PictureName.of("data/1")).toLowerCase(Locale.ROOT));
    assertThat(names).hasSize(IDS.size() + 1);
  }
}
