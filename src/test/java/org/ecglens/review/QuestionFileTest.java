package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.ecglens.error.UserException;
import org.ecglens.run.storage.InputText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionFileTest {
  @TempDir Path folder;

  @Test
  void readsAnswersAndScales() throws IOException {
    Questionnaire asked =
        read(
            """
            - id: where
              text: Is the {target} where the colour is?
              answers: [no, partly, "yes"]
            - id: trust
              text: Do you trust it?
              scale: {from: 0, to: 2, low: never, high: always}
            """);
    assertThat(asked.questions().get(0).choices())
        .containsExactly(
            new Question.Choice(1, "no"),
            new Question.Choice(2, "partly"),
            new Question.Choice(3, "yes"));
    assertThat(asked.questions().get(1).choices())
        .containsExactly(
            new Question.Choice(0, "never"),
            new Question.Choice(1, null),
            new Question.Choice(2, "always"));
    assertThat(asked.target("QT")).isEqualTo("QT interval");
    assertThat(asked.target("K+")).isEqualTo("K+");
  }

  @Test
  void readsJsonWithItsOwnTextAndNames() throws IOException {
    Questionnaire asked =
        read(
            """
            {"introduction": "Welcome.", "targets": {"K+": "potassium"},
             "questions": [{"id": "q", "text": "Well?", "answers": ["bad", "good"]}]}
            """);
    assertThat(asked.introduction()).isEqualTo("Welcome.");
    assertThat(asked.target("K+")).isEqualTo("potassium");
    assertThat(asked.target("QT")).isEqualTo("QT");
  }

  @Test
  void theShippedOnesAreComplete() {
    assertThat(QuestionFile.shipped().questions())
        .extracting(Question::id)
        .containsExactly("covers", "trust");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- id: a\\n  txt: b\\n  answers: [x, y] | line 2: Unknown key 'txt'. Did you mean 'text'?",
        "- id: a\\n  text: b | line 1: a question needs either 'answers' or 'scale'",
        "- id: a b\\n  text: b\\n  answers: [x, y] | line 1: id 'a b' must be",
        "- id: a\\n  text: b\\n  answers: [x] | line 3: 'answers' must be a list of 2 to 9",
        "- id: a\\n  text: b\\n  scale: {from: 1, to: 12, low: x, high: y} | line 3: 'to' is '12'",
        "- id: a\\n  text: b\\n  scale: {from: 5, to: 1, low: x, high: y} | line 3: 'from' must be",
        "- id: a\\n  text: b\\n  answers: [x, y]\\n- id: a\\n  text: b\\n  answers: [x, y] | line 4: id 'a' is",
        "- id: a\\n  text: [b]\\n  answers: [x, y] | line 2: 'text' must be a text",
        "targets: {}\\n | line 1: 'questions' is missing",
        "[] | line 1: expected a list of 1 to 12 questions",
        "a: [ | is not valid YAML",
        "word | line 1: expected lines 'key: value'"
      })
  void saysWhereTheMistakeIs(String text, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("questions.yaml");
  }

  @Test
  void aFileThatIsNotThere() {
    assertThatThrownBy(
            () ->
                InputText.read(
                    "--questions", folder.resolve("none").toString(), new Configuration()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void aFileElsewhereIsReadByItsScheme() throws IOException {
    Path file = Files.writeString(folder.resolve("questions.yaml"), "- wörtlich");
    assertThat(InputText.read("--questions", file.toUri().toString(), new Configuration()))
        .isEqualTo("- wörtlich");
    Files.write(file, new byte[] {(byte) 0xe4});
    assertThatThrownBy(
            () -> InputText.read("--questions", file.toUri().toString(), new Configuration()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("not a text file");
  }

  private Questionnaire read(String text) throws IOException {
    return QuestionFile.read("--questions questions.yaml", text);
  }
}
