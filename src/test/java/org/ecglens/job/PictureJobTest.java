package org.ecglens.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.ecglens.error.UserException;
import org.ecglens.testing.Commands;
import org.ecglens.testing.Records;
import org.ecglens.testing.TestNetworks;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureJobTest {
  private static final String HOSTILE = "../../<script>\"x'";

  @TempDir static Path folder;

  private static Path run;

  @BeforeAll
  static void evaluate() throws Exception {
    List<String> models = new ArrayList<>();
    for (String name : List.of("first", "second")) {
      Path model = folder.resolve(name + ".onnx");
      Files.copy(TestNetworks.residualSmall(), model);
      models.add(model.toString());
    }
    Path records =
        Records.write(
            folder.resolve("records"),
            List.of(Records.noise("a/0012"), Records.noise(HOSTILE), Records.notANumber("broken")),
            1);
    run = folder.resolve("run");
    Commands.run(
        new EvaluateJob(),
        "--model=" + String.join(",", models),
        "--records=" + records,
        "--methods=saliency,grad-cam",
        "--checks=none",
        "--iterations=2",
        "--repeats=1",
        "--out=" + run);
  }

  private static List<String> picture(Path out, String id, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--run=" + run, "--id=" + id, "--out=" + out));
    return Commands.run(new PictureJob(), arguments.toArray(String[]::new)).lines();
  }

  private static List<String> files(Path out) throws Exception {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void inputsThatWereMovedAreFoundWhereTheUserSays() throws Exception {
    Path place = Files.createDirectories(folder.resolve("moved"));
    Path own = folder.resolve("own.onnx");
    Files.copy(TestNetworks.residualSmall(), own);
    Path records = Records.write(folder.resolve("own-records"), Records.noise(2), 1);
    Path evaluated = folder.resolve("own-run");
    Commands.run(
        new EvaluateJob(),
        "--model=" + own,
        "--records=" + records,
        "--methods=saliency",
        "--checks=none",
        "--iterations=2",
        "--repeats=1",
        "--out=" + evaluated);
    Path network = Files.move(own, place.resolve("own.onnx"));
    Path table = Files.move(records, place.resolve("records"));
    List<String> words =
        List.of("--run=" + evaluated, "--id=record-1", "--out=" + folder.resolve("own-picture"));
    assertThatThrownBy(() -> Commands.run(new PictureJob(), words.toArray(String[]::new)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--networks-at");
    List<String> placed = new ArrayList<>(words);
    placed.add("--networks-at=" + network);
    placed.add("--records-at=" + table);
    Commands.run(new PictureJob(), placed.toArray(String[]::new));
    assertThat(files(folder.resolve("own-picture"))).hasSize(2);
    // Records of the same names with other signals are not those of the run.
    Path others =
        Records.write(
            folder.resolve("others"),
            List.of(
                Records.noise("record-0"),
                Records.of("record-1", 12, Records.noise("another").signal())),
            1);
    placed.set(placed.size() - 1, "--records-at=" + others);
    assertThatThrownBy(() -> Commands.run(new PictureJob(), placed.toArray(String[]::new)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("is not what it was");
  }

  @Test
  void drawsEveryNetworkTargetAndMethodUnlessChosen() throws Exception {
    Path all = folder.resolve("all");
    List<String> lines = picture(all, "a/0012");
    assertThat(files(all)).hasSize(8).allMatch(name -> name.startsWith("a_0012_"));
    assertThat(lines).last().asString().endsWith("4 in " + all + ", each as svg, png");
    Path one = folder.resolve("one");
    List<String> chosen =
        picture(one, "a/0012", "--method=saliency", "--model=second", "--format=PDF,SVG");
    assertThat(files(one)).hasSize(2);
    String name = files(one).get(0).replace(".pdf", "");
    assertThat(name).startsWith("a_0012_second_").contains("_saliency-");
    assertThat(String.join("\n", chosen)).contains(name);
    assertThat(Files.readString(one.resolve(name + ".svg")))
        .contains("saliency · network second · target ", "class=\"heat\"");
    try (PDDocument document = Loader.loadPDF(one.resolve(name + ".pdf").toFile())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
    }
  }

  @Test
  void otherViewsAreOtherFiles() throws Exception {
    Path out = folder.resolve("views");
    for (String view : List.of("averaged", "V2")) {
      picture(
          out, "a/0012", "--method=saliency", "--model=first", "--format=SVG", "--view=" + view);
    }
    picture(
        out,
        "a/0012",
        "--method=saliency",
        "--model=first",
        "--format=SVG",
        "--look=BAND",
        "--colours=SEQUENTIAL");
    List<String> files = files(out);
    assertThat(files).hasSize(3);
    assertThat(files).anyMatch(name -> name.contains("_saliency_averaged-"));
    assertThat(files).anyMatch(name -> name.contains("_saliency_V2-"));
    assertThat(files).anyMatch(name -> name.contains("_saliency_band_sequential-"));
  }

  @Test
  void hostileIdsStayInTheFolderAndAreText() throws Exception {
    Path out = folder.resolve("deep/er/hostile");
    picture(out, HOSTILE, "--method=saliency", "--model=first", "--format=SVG,PDF,PNG");
    assertThat(files(out)).hasSize(3).allMatch(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*"));
    assertThat(files(folder.resolve("deep"))).containsExactly("er");
    String svg =
        files(out).stream().filter(name -> name.endsWith(".svg")).findFirst().orElseThrow();
    assertThat(Files.readString(out.resolve(svg)))
        .doesNotContain("<script>")
        .contains("../../&lt;script&gt;");
  }

  @Test
  void whatIsNotThereIsNamed() {
    Path out = folder.resolve("nothing");
    fails(out, "a/0021", "record 'a/0021'. Did you mean 'a/0012'?");
    fails(out, "broken", "quarantine");
    fails(out, "a/0012", "Unknown network 'secnd'. Did you mean 'second'?", "--model=secnd");
    fails(out, "a/0012", "Unknown target 'QT'", "--target=QT");
    fails(out, "a/0012", "'salency'", "--method=salency");
    fails(out, "a/0012", "Unknown lead 'V9'", "--view=V9", "--method=saliency");
    fails(out, "a/0012", "Leave one out", "--view=averaged", "--colours=DIVERGING");
    assertThat(out).doesNotExist();
    assertThatThrownBy(
            () ->
                Commands.run(
                    new PictureJob(), "--run=" + run, "--id=a/0012", "--out=s3a://bucket/x"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("folder of this machine");
  }

  private static void fails(Path out, String id, String message, String... more) {
    assertThatThrownBy(() -> picture(out, id, more))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }
}
