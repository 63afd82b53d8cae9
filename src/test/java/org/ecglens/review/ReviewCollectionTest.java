package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.AbstractThrowableAssert;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewCollectionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path out;
  private ReviewFolder folder;
  private ReviewKey key;
  private ReviewKey.Rater rater;

  @BeforeEach
  void build() {
    folder = SampleReview.build(out.resolve("review"), SampleReview.bare());
    key = folder.key();
    rater = key.raters().get(0);
  }

  @Test
  void firstShowingsAreRatingsAndRepeatsSayHowFarOneAgreesWithOneself() throws IOException {
    List<Answer> answers = new ArrayList<>();
    int repeats = 0;
    for (ReviewKey.Showing showing : rater.showings()) {
      // The method decides; of the four repeats the last is two steps away.
      int value = 1 + SampleReview.METHODS.indexOf(showing.method());
      if (showing.repeat() && ++repeats == 4) {
        value = value < 3 ? value + 2 : value - 2;
      }
      answers.add(new Answer(showing.code(), "trust", value, 10));
    }
    ReviewCollection collection =
        ReviewCollection.write(folder, List.of(save("one.json", rater, answers)));
    assertThat(collection.ratings()).isEqualTo(16);
    assertThat(collection.raters())
        .containsExactly(
            new ReviewCollection.Progress("rater-1", 0, 20, 0),
            new ReviewCollection.Progress("rater-2", 0, 20, 0));
    for (CSVRecord row : rows("ratings.csv")) {
      assertThat(SampleReview.RECORDS).contains(row.get("record"));
      assertThat(row.get("value"))
          .isEqualTo(String.valueOf(1 + SampleReview.METHODS.indexOf(row.get("method"))));
      assertThat(row.get("rater")).isEqualTo("rater-1");
      assertThat(row.get("question")).isEqualTo("trust");
    }
    assertThat(rows("repeats.csv"))
        .hasSize(4)
        .filteredOn(row -> !row.get("first").equals(row.get("second")))
        .singleElement()
        .satisfies(
            row ->
                assertThat(Integer.parseInt(row.get("first")) - Integer.parseInt(row.get("second")))
                    .isIn(-2, 2));
    SelfAgreement trust = collection.agreement().get(1);
    assertThat(trust.exact()).isEqualTo(0.75);
    assertThat(trust.kappa().items()).isEqualTo(4);
    SelfAgreement covers = collection.agreement().get(0);
    assertThat(covers.exact()).isNull();
    assertThat(covers.kappa().reason()).isEqualTo("nothing was rated twice");
  }

  @Test
  void theLastWordCountsWhereverItStands() throws IOException {
    String code = rater.showings().get(0).code();
    try (ReviewServer server = ReviewServer.start(folder, "127.0.0.1", 0)) {
      assertThat(server.raters()).hasSize(2);
    }
    Files.writeString(
        folder.answers(rater), JSON.writeValueAsString(new Answer(code, "trust", 3, 20)) + "\n");
    Path older = save("b.json", rater, List.of(new Answer(code, "trust", 1, 10)));
    Path newer = save("a.json", rater, List.of(new Answer(code, "trust", 5, 30)));
    ReviewCollection.write(folder, List.of(older));
    assertThat(rows("ratings.csv")).singleElement().matches(row -> row.get("value").equals("3"));
    ReviewCollection.write(folder, List.of(newer.getParent()));
    assertThat(rows("ratings.csv")).singleElement().matches(row -> row.get("value").equals("5"));
    // Cannot tell, after all.
    Path never = save("c.json", rater, List.of(new Answer(code, "trust", null, 40)));
    ReviewCollection last = ReviewCollection.write(folder, List.of(newer, never));
    assertThat(last.ratings()).isZero();
    assertThat(last.raters().get(0).unsure()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNotOfThisReview() throws IOException {
    Answer good = new Answer(rater.showings().get(0).code(), "trust", 3, 10);
    Path file = save("good.json", rater, List.of(good));
    ReviewCollection.write(folder, List.of(file));
    List<CSVRecord> before = rows("ratings.csv");
    refused(save("other.json", key.raters().get(1), List.of(good))).hasMessageContaining("rater-2");
    Path changed = save("changed.json", rater, List.of(new Answer(good.item(), "trust", 4, 10)));
    assertThatThrownBy(() -> ReviewCollection.write(folder, List.of(file, changed)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("changed.json")
        .hasMessageContaining("at the same time");
    refused(save("range.json", rater, List.of(new Answer(good.item(), "trust", 9, 11))))
        .hasMessageContaining("value 9");
    refused(text("review.json", Files.readString(file).replace(key.review(), "ffff")))
        .hasMessageContaining("review ffff");
    refused(text("name.json", Files.readString(file).replace("\"rater-1\"", "\"../rater-1\"")))
        .hasMessageContaining("'../rater-1'");
    refused(text("html.json", "<html>")).hasMessageContaining("html.json is no file");
    refused(out.resolve("nowhere")).hasMessageContaining("no such file");
    assertThat(rows("ratings.csv"))
        .hasSameSizeAs(before)
        .singleElement()
        .matches(row -> row.get("value").equals("3"));
  }

  @Test
  void noAnswersDoNotTakeThePlaceOfRatings() throws IOException {
    Answer answer = new Answer(rater.showings().get(0).code(), "trust", 3, 10);
    ReviewCollection.write(folder, List.of(save("one.json", rater, List.of(answer))));
    Path empty = save("empty.json", rater, List.of());
    for (List<Path> files : List.of(List.<Path>of(), List.of(empty))) {
      assertThatThrownBy(() -> ReviewCollection.write(folder, files))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("Give --answers FILES");
    }
    assertThat(rows("ratings.csv")).singleElement().matches(row -> row.get("value").equals("3"));
  }

  @Test
  void anotherReviewTakesThePlaceOfOneThatIsKept() throws IOException {
    Files.createDirectories(folder.answers(rater).getParent());
    Files.writeString(
        folder.answers(rater),
        JSON.writeValueAsString(new Answer(rater.showings().get(0).code(), "trust", 3, 20)) + "\n");
    ReviewCollection.write(folder, List.of());
    assertThatThrownBy(() -> folder.check(false))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds a review already");
    folder.check(true);
    Review.Built built =
        new Review("evaluated", 8, QuestionFile.shipped(), 1, Repeats.parse("0"))
            .build(folder, SampleReview.bare());
    assertThat(built.setAside()).isEqualTo(folder.path().resolve("organiser-1"));
    assertThat(built.setAside().resolve("answers/rater-1.jsonl")).exists();
    assertThat(built.setAside().resolve("key.json")).exists();
    assertThat(built.setAside().resolve("ratings.csv")).exists();
    assertThat(folder.path().resolve("ratings.csv")).doesNotExist();
    assertThat(folder.path().resolve("raters/rater-2.html")).doesNotExist();
    assertThat(folder.key().review()).isNotEqualTo(key.review());

    Path strange = Files.createDirectories(out.resolve("strange"));
    Files.writeString(strange.resolve("thesis.tex"), "");
    assertThatThrownBy(() -> new ReviewFolder(strange).check(true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("thesis.tex");
    assertThatThrownBy(() -> new ReviewFolder(strange).key())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("holds no review");
  }

  private AbstractThrowableAssert<?, ?> refused(Path file) {
    return assertThatThrownBy(() -> ReviewCollection.write(folder, List.of(file)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  private Path save(String name, ReviewKey.Rater from, List<Answer> answers) throws IOException {
    return text(
        name,
        JSON.writeValueAsString(
            new SavedRatings(SavedRatings.FORMAT, key.review(), from.code(), answers)));
  }

  private Path text(String name, String text) throws IOException {
    Path saved = Files.createDirectories(out.resolve("saved"));
    return Files.writeString(saved.resolve(name), text);
  }

  private List<CSVRecord> rows(String name) throws IOException {
    try (Reader reader = Files.newBufferedReader(folder.path().resolve(name))) {
      return CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(reader)
          .getRecords();
    }
  }
}
