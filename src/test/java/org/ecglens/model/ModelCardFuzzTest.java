package org.ecglens.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.ecglens.error.UserException;
import org.ecglens.io.Mutations;

/** Cards of anyone: whatever they hold, there is a card or a refusal that names the file. */
class ModelCardFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static byte[] shipped;
  private static Path file;

  @BeforeContainer
  static void open() throws IOException {
    shipped = Files.readAllBytes(Path.of("src/main/resources/org/ecglens/networks/J-1.card.json"));
    file = Files.createTempFile("fuzzed", ModelFile.CARD);
  }

  @AfterContainer
  static void close() throws IOException {
    Files.delete(file);
  }

  @Property
  void damagedCardsGiveACardOrAMessage(@ForAll long seed) throws IOException {
    cardOrMessage(Mutations.mutate(shipped, seed));
  }

  @Property
  void madeUpCardsGiveACardOrAMessage(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    JsonNode card = JSON.readTree(shipped);
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      change(card, random);
    }
    cardOrMessage(JSON.writeValueAsBytes(card));
  }

  private static void cardOrMessage(byte[] content) throws IOException {
    Files.write(file, content);
    try {
      assertThat(ModelCardReader.read(file)).isNotNull();
    } catch (UserException e) {
      assertThat(e).hasMessageContaining(file.toString());
    }
  }

  private static void change(JsonNode card, Random random) {
    JsonNode place = card;
    while (random.nextInt(3) > 0) {
      List<JsonNode> inner = new ArrayList<>();
      place.elements().forEachRemaining(inner::add);
      inner.removeIf(node -> !node.isContainerNode() || node.isEmpty());
      if (inner.isEmpty()) {
        break;
      }
      place = inner.get(random.nextInt(inner.size()));
    }
    if (place instanceof ArrayNode array) {
      int index = array.isEmpty() ? 0 : random.nextInt(array.size());
      switch (random.nextInt(3)) {
        case 0 -> array.insert(index, value(random));
        case 1 -> array.remove(index);
        default -> array.addAll(array.deepCopy());
      }
    } else if (place instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.isEmpty() ? "name" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(3)) {
        case 0 -> object.set(name, value(random));
        case 1 -> object.remove(name);
        default -> object.set(name + "s", value(random));
      }
    }
  }

  private static JsonNode value(Random random) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> make.nullNode();
      case 1 -> make.numberNode(-1);
      case 2 -> make.numberNode(Long.MAX_VALUE);
      case 3 -> make.numberNode(1e308);
      case 4 -> make.numberNode(0.5);
      case 5 -> make.textNode("");
      case 6 -> make.textNode("12");
      case 7 -> make.booleanNode(true);
      case 8 -> make.arrayNode().add(make.objectNode());
      default -> make.objectNode().put("name", "x");
    };
  }
}
