package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.ecglens.error.UserException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path out;
  private final HttpClient client = HttpClient.newHttpClient();
  private ReviewFolder folder;
  private ReviewKey key;
  private ReviewKey.Rater rater;
  private ReviewServer server;

  @BeforeEach
  void start() {
    folder = SampleReview.build(out.resolve("review"), SampleReview.bare());
    key = folder.key();
    rater = key.raters().get(0);
    server = ReviewServer.start(folder, "127.0.0.1", 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void givesThePageToWhoHasItsToken() throws Exception {
    HttpResponse<String> page = get(server.url(rater));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .isEqualTo(
            Files.readString(folder.page(rater))
                .replaceFirst("connect-src 'none'", "connect-src 'self'"));
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    String root = server.url(rater).substring(0, server.url(rater).indexOf(rater.token()));
    for (String path :
        List.of(
            "",
            "0".repeat(32) + "/",
            rater.token() + "0/",
            rater.token() + "/key.json",
            rater.token() + "/../organiser/key.json",
            rater.token() + "/%2e%2e/organiser/key.json",
            "organiser/key.json",
            "raters/rater-1.html")) {
      HttpResponse<String> none = get(root + path);
      assertThat(none.statusCode()).as(path).isEqualTo(404);
      assertThat(none.body()).doesNotContain(rater.token());
    }
    assertThat(get(root + rater.token()).statusCode()).isEqualTo(308);
  }

  @Test
  void storesBeforeItSaysSoAndOnlyOnce() throws Exception {
    Answer answer = answer(0, "covers", 4, 1000);
    assertThat(post(answer).statusCode()).isEqualTo(200);
    assertThat(lines()).hasSize(1);
    assertThat(post(answer).statusCode()).isEqualTo(200);
    // Another tab that has not heard of it.
    JsonNode reply = JSON.readTree(post(answer(0, "covers", 1, 999)).body());
    assertThat(reply.at("/answers/0/value").asInt()).isEqualTo(4);
    assertThat(lines()).hasSize(1);
    post(answer(0, "covers", null, 1001), answer(1, "trust", 5, 1002));
    assertThat(lines()).hasSize(3);
    JsonNode all = JSON.readTree(get(server.url(rater) + "answers").body()).get("answers");
    assertThat(all).hasSize(2);
    assertThat(all.at("/0/value").isNull()).isTrue();
  }

  @Test
  void manyAtOnceLoseNothing() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> sent = new ArrayList<>();
    for (int round = 1; round <= 4; round++) {
      for (int place = 0; place < 20; place++) {
        for (String question : List.of("covers", "trust")) {
          sent.add(
              client.sendAsync(
                  request(json(rater, answer(place, question, 1 + (place + round) % 5, round))),
                  HttpResponse.BodyHandlers.ofString()));
        }
      }
    }
    for (CompletableFuture<HttpResponse<String>> one : sent) {
      assertThat(one.get().statusCode()).isEqualTo(200);
    }
    server.close();
    Answers answers = AnswerLog.read(folder.answers(rater), key, rater);
    assertThat(answers.done()).isEqualTo(20);
    assertThat(answers.all()).hasSize(40).allMatch(answer -> answer.revision() == 4);
    server = ReviewServer.start(folder, "127.0.0.1", 0);
    assertThat(server.done(rater)).isEqualTo(20);
  }

  @Test
  void aCrashLeavesAtMostAHalfLine() throws Exception {
    post(answer(0, "covers", 4, 1000));
    server.close();
    Files.writeString(
        folder.answers(rater), "{\"item\":\"" + code(1) + "\",\"que", StandardOpenOption.APPEND);
    // Whoever only collects does not mind either.
    assertThat(ReviewCollection.write(folder, List.of()).ratings()).isEqualTo(1);
    server = ReviewServer.start(folder, "127.0.0.1", 0);
    assertThat(post(answer(1, "covers", 2, 1001)).statusCode()).isEqualTo(200);
    assertThat(lines()).hasSize(2);
    server.close();
    Files.writeString(folder.answers(rater), "nonsense\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> ReviewServer.start(folder, "127.0.0.1", 0))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("rater-1.jsonl, line 3");
  }

  @Test
  void oneServerAtATime() {
    assertThatThrownBy(() -> ReviewServer.start(folder, "127.0.0.1", 0))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("served already");
  }

  @Test
  void whatIsServedIsNotReplaced() throws Exception {
    post(answer(0, "covers", 4, 1000));
    assertThatThrownBy(() -> folder.check(true))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("in use");
    assertThatThrownBy(() -> SampleReview.build(folder.path(), SampleReview.bare()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("in use");
    assertThat(folder.key().review()).isEqualTo(key.review());
    assertThat(lines()).hasSize(1);
    server.close();
    folder.check(true);
  }

  @Test
  void aDamagedFileHoldsNoOtherOneUp() throws Exception {
    server.close();
    Path second = folder.answers(key.raters().get(1));
    Files.writeString(second, "nonsense\n");
    assertThatThrownBy(() -> ReviewServer.start(folder, "127.0.0.1", 0))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("rater-2.jsonl, line 1");
    Files.delete(second);
    server = ReviewServer.start(folder, "127.0.0.1", 0);
    assertThat(post(answer(0, "covers", 4, 1000)).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesWhatIsNoAnswer() throws Exception {
    String good = json(rater, answer(0, "covers", 4, 1000));
    assertThat(post(answer(0, "covers", 6, 1)).body()).contains("value 6").contains("1 to 5");
    List<String> bad =
        List.of(
            json(rater, answer(0, "covers", 6, 1)),
            json(rater, answer(0, "covers", 0, 1)),
            json(rater, answer(0, "nothing", 3, 1)),
            json(rater, answer(0, "covers", 3, 0)),
            json(rater, new Answer("0123456789abcdef", "covers", 3, 1)),
            json(rater, new Answer(key.raters().get(1).showings().get(0).code(), "covers", 3, 1)),
            json(key.raters().get(1), answer(0, "covers", 3, 1)),
            good.replace(key.review(), "0000000000000000"),
            good.replace("\"value\":4", "\"value\":\"4\""),
            good.replace("\"value\":4", "\"value\":4.5"),
            good.replace("\"value\":4,", ""),
            good.replace("\"value\":4", "\"value\":4,\"name\":\"Doe\""),
            good.replace("\"revision\":1000", "\"revision\":null"),
            good.replace("\"value\":4", "\"value\":4,\"value\":5"),
            good + good,
            "[" + good + "]",
            "null",
            "");
    for (String body : bad) {
      assertThat(send(request(body)).statusCode()).as(body).isEqualTo(400);
    }
    // One bad answer spoils all of a request.
    assertThat(post(answer(0, "covers", 3, 5), answer(0, "trust", 9, 5)).statusCode())
        .isEqualTo(400);
    assertThat(lines()).isEmpty();
    assertThat(send(request(" ".repeat(ReviewServer.MOST_BYTES + 1))).statusCode()).isEqualTo(413);
  }

  @Test
  void refusesOtherMethodsTypesAndOrigins() throws Exception {
    URI uri = URI.create(server.url(rater) + "answers");
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.ofString(json(rater, answer(0, "covers", 4, 1)));
    HttpRequest.Builder to = HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
    HttpResponse<String> put = send(to.copy().PUT(body).build());
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).hasValue("GET, POST");
    assertThat(send(HttpRequest.newBuilder(uri).POST(body).build()).statusCode()).isEqualTo(415);
    assertThat(
            send(to.copy().header("Origin", "http://evil.example").POST(body).build()).statusCode())
        .isEqualTo(403);
    assertThat(
            send(HttpRequest.newBuilder(URI.create(server.url(rater))).POST(body).build())
                .statusCode())
        .isEqualTo(405);
    assertThat(lines()).isEmpty();
  }

  @Test
  void knowsItselfByItsOwnNamesOnly() throws Exception {
    int port = URI.create(server.url(rater)).getPort();
    for (String host : List.of("127.0.0.1:" + port, "localhost:" + port, "LOCALHOST:" + port)) {
      assertThat(status(port, host)).as(host).isEqualTo(200);
    }
    for (String host :
        List.of(
            "evil.example:" + port,
            "evil.example",
            "127.0.0.1",
            "127.0.0.1:1",
            "10.0.0.1:" + port)) {
      assertThat(status(port, host)).as(host).isEqualTo(421);
    }
  }

  @Test
  void whoSendsSlowlyHoldsNobodyUp() throws Exception {
    int port = URI.create(server.url(rater)).getPort();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        slow.add(socket);
        String start =
            switch (i % 3) {
              case 0 -> "";
              case 1 -> "GET /%s/ HTTP/1.1\r\nHo".formatted(rater.token());
              default ->
                  "POST /%s/answers HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 900\r\n\r\n{"
                      .formatted(rater.token(), port);
            };
        socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(get(server.url(rater)).statusCode()).isEqualTo(200);
      assertThat(post(answer(0, "covers", 4, 1000)).statusCode()).isEqualTo(200);
      assertThat(lines()).hasSize(1);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aRequestHasToArriveInTime() throws Exception {
    restart(new Connections(16, 16), Duration.ofMillis(200));
    int port = URI.create(server.url(rater)).getPort();
    for (String start :
        List.of(
            "",
            "GET /%s/ HTTP/1.1\r\nHo".formatted(rater.token()),
            "POST /%s/answers HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 900\r\n\r\n{"
                .formatted(rater.token(), port))) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
        assertThat(socket.getInputStream().read()).as(start).isEqualTo(-1);
      }
    }
    // Nor does one who has had an answer stay for ever.
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 421");
    }
  }

  @Test
  void aFullHouseStillLetsSomebodyIn() throws Exception {
    restart(new Connections(3, 16), Duration.ofMinutes(1));
    int port = URI.create(server.url(rater)).getPort();
    try (Socket first = new Socket(InetAddress.getLoopbackAddress(), port);
        Socket second = new Socket(InetAddress.getLoopbackAddress(), port);
        Socket third = new Socket(InetAddress.getLoopbackAddress(), port)) {
      for (Socket socket : List.of(first, second, third)) {
        socket.getOutputStream().write('G');
      }
      for (int i = 0; i < 10; i++) {
        assertThat(status(port, "127.0.0.1:" + port)).isEqualTo(200);
      }
    }
  }

  @Test
  void requestsThatComeTogetherAreAnsweredInTheirOrder() throws Exception {
    int port = URI.create(server.url(rater)).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String host = " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n";
      socket
          .getOutputStream()
          .write(
              ("GET /"
                      + rater.token()
                      + "/"
                      + host
                      + "\r\n"
                      + "GET /nothing"
                      + host
                      + "\r\n"
                      + "GET /"
                      + rater.token()
                      + "/answers"
                      + host
                      + "Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(Pattern.compile("HTTP/1.1 (\\d+)").matcher(all).results().map(r -> r.group(1)))
          .containsExactly("200", "404", "200");
    }
  }

  @Test
  void whatIsNoHttpIsRefused() throws Exception {
    int port = URI.create(server.url(rater)).getPort();
    for (String request :
        List.of(
            "nonsense\r\n\r\n",
            "GET /" + "a".repeat(10_000) + " HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            "GET / HTTP/1.1\r\n" + ("A: " + "b".repeat(4000) + "\r\n").repeat(5) + "\r\n")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .startsWith("HTTP/1.1 400");
      }
    }
    assertThat(get(server.url(rater)).statusCode()).isEqualTo(200);
  }

  private void restart(Connections connections, Duration patience) {
    server.close();
    server = ReviewServer.start(folder, "127.0.0.1", 0, connections, patience);
  }

  private int status(int port, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream request = socket.getOutputStream();
      request.write(
          "GET /%s/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(rater.token(), host)
              .getBytes(StandardCharsets.US_ASCII));
      InputStream reply = socket.getInputStream();
      return Integer.parseInt(
          new String(reply.readNBytes(12), StandardCharsets.US_ASCII).substring(9));
    }
  }

  private String code(int place) {
    return rater.showings().get(place).code();
  }

  private Answer answer(int place, String question, Integer value, long revision) {
    return new Answer(code(place), question, value, revision);
  }

  private String json(ReviewKey.Rater from, Answer... answers) throws IOException {
    return JSON.writeValueAsString(
        new SavedRatings(SavedRatings.FORMAT, key.review(), from.code(), List.of(answers)));
  }

  private HttpRequest request(String body) {
    return HttpRequest.newBuilder(URI.create(server.url(rater) + "answers"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> post(Answer... answers) throws Exception {
    return send(request(json(rater, answers)));
  }

  private HttpResponse<String> get(String url) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(folder.answers(rater));
  }
}
