package org.ecglens.review;

import com.fasterxml.jackson.core.JacksonException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.ecglens.error.UserException;

/**
 * Gives each rater the page that the token in its address opens, and keeps answers on disk before
 * it says so: {@code GET /TOKEN/} is the page, {@code GET /TOKEN/answers} what is stored, {@code
 * POST /TOKEN/answers} adds to it. Sending something again changes nothing.
 */
public final class ReviewServer implements AutoCloseable {
  /** Of a request: some thousand answers. */
  static final int MOST_BYTES = 1 << 20;

  private static final int THREADS = 16;
  private static final int SECONDS = 60;

  /** How much of a page there is before its policy ends. */
  private static final int HEAD = 2048;

  private static final String JSON = "application/json";

  private final ReviewKey key;
  private final ReviewFolder folder;
  private final Map<String, AnswerLog> logs;
  private final HostNames names;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private ReviewServer(
      ReviewKey key,
      ReviewFolder folder,
      Map<String, AnswerLog> logs,
      HttpServer server,
      HostNames names) {
    this.key = key;
    this.folder = folder;
    this.logs = logs;
    this.server = server;
    this.names = names;
  }

  /**
   * Starts to serve.
   *
   * @param host name or address to listen at
   * @param port 0 for any that is free
   * @throws UserException if there is no review, it is being served already, or one cannot listen
   *     there
   */
  public static ReviewServer start(ReviewFolder folder, String host, int port) {
    ReviewKey key = folder.key();
    InetSocketAddress address;
    try {
      address = new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new UserException("--host " + host + ": there is no computer of this name.", e);
    }
    // Who sends a request drop by drop must not hold a thread for ever.
    if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
      System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(SECONDS));
    }
    HttpServer server;
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UserException(
          "--host %s --port %d: cannot listen there: %s. Name another port, or 0 for any."
              .formatted(host, port, e.getMessage()),
          e);
    }
    try {
      ReviewServer review =
          new ReviewServer(
              key, folder, folder.open(key), server, HostNames.of(host, server.getAddress()));
      server.setExecutor(review.threads);
      server.createContext("/", review::handle);
      server.start();
      return review;
    } catch (IOException e) {
      server.stop(0);
      throw new UserException("--out " + folder.path() + " cannot be written: " + e, e);
    } catch (RuntimeException e) {
      server.stop(0);
      throw e;
    }
  }

  /** Address of a rater's page. */
  public String url(ReviewKey.Rater rater) {
    return "http://" + names.shown() + "/" + rater.token() + "/";
  }

  /** Who rates. */
  public List<ReviewKey.Rater> raters() {
    return key.raters();
  }

  /** How many pictures a rater has rated. */
  public int done(ReviewKey.Rater rater) {
    return logs.get(rater.code()).done();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answer(exchange);
      } catch (UserException e) {
        text(exchange, 400, e.getMessage());
      } catch (IOException | RuntimeException e) {
        System.err.println("review: " + exchange.getRequestMethod() + ": " + e);
        if (exchange.getResponseCode() < 0) {
          text(exchange, 500, "This could not be done. The organiser's terminal says why.");
        }
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    if (!names.allow(headers.get("Host"))) {
      text(exchange, 421, "This server is not known by that name.");
      return;
    }
    String[] path = exchange.getRequestURI().getRawPath().split("/", -1);
    ReviewKey.Rater rater = path.length >= 2 ? rater(path[1]) : null;
    if (rater == null) {
      text(exchange, 404, "There is nothing here. Use the address that you were given.");
    } else if (path.length == 2) {
      exchange.getResponseHeaders().set("Location", "/" + rater.token() + "/");
      text(exchange, 308, "The address ends with a slash.");
    } else if (path.length == 3 && path[2].isEmpty()) {
      if (isMethod(exchange, "GET")) {
        page(exchange, rater);
      }
    } else if (path.length == 3 && path[2].equals("answers")) {
      if (isMethod(exchange, "GET", "POST")) {
        answers(exchange, rater);
      }
    } else {
      text(exchange, 404, "There is nothing here. Use the address that you were given.");
    }
  }

  /** Compares with every token in the same time, whatever was sent. */
  private ReviewKey.Rater rater(String token) {
    byte[] sent = token.getBytes(StandardCharsets.UTF_8);
    ReviewKey.Rater found = null;
    for (ReviewKey.Rater rater : key.raters()) {
      if (MessageDigest.isEqual(rater.token().getBytes(StandardCharsets.UTF_8), sent)) {
        found = rater;
      }
    }
    return found;
  }

  private static boolean isMethod(HttpExchange exchange, String... methods) throws IOException {
    if (List.of(methods).contains(exchange.getRequestMethod())) {
      return true;
    }
    exchange.getResponseHeaders().set("Allow", String.join(", ", methods));
    text(exchange, 405, "Only " + String.join(" and ", methods) + ".");
    return false;
  }

  private void page(HttpExchange exchange, ReviewKey.Rater rater) throws IOException {
    Path page = folder.page(rater);
    try (InputStream stream = Files.newInputStream(page)) {
      // The file's policy forbids to send anything; here it may, to where it came from.
      byte[] head =
          new String(stream.readNBytes(HEAD), StandardCharsets.ISO_8859_1)
              .replaceFirst(ReviewPage.ALONE, ReviewPage.SERVED)
              .getBytes(StandardCharsets.ISO_8859_1);
      secure(exchange, "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, Files.size(page));
      OutputStream body = exchange.getResponseBody();
      body.write(head);
      stream.transferTo(body);
    }
  }

  private void answers(HttpExchange exchange, ReviewKey.Rater rater) throws IOException {
    AnswerLog log = logs.get(rater.code());
    List<Answer> reply;
    if (exchange.getRequestMethod().equals("GET")) {
      reply = log.all();
    } else {
      Headers headers = exchange.getRequestHeaders();
      String origin = headers.getFirst("Origin");
      if (origin != null && !origin.equals("http://" + headers.getFirst("Host"))) {
        text(exchange, 403, "Only this page may send answers.");
        return;
      }
      String type = headers.getFirst("Content-Type");
      if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
        text(exchange, 415, "Answers are " + JSON + ".");
        return;
      }
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        text(exchange, 413, "That is more than " + MOST_BYTES + " bytes.");
        return;
      }
      reply = log.add(ratings(body, rater).answers());
    }
    byte[] json =
        ReviewJson.STRICT.writeValueAsBytes(
            new SavedRatings(SavedRatings.FORMAT, key.review(), rater.code(), reply));
    secure(exchange, JSON);
    exchange.sendResponseHeaders(200, json.length);
    exchange.getResponseBody().write(json);
  }

  private SavedRatings ratings(byte[] body, ReviewKey.Rater rater) throws IOException {
    SavedRatings ratings;
    try {
      ratings = ReviewJson.read(body, SavedRatings.class);
    } catch (JacksonException e) {
      throw new UserException("These are no ratings: " + e.getOriginalMessage(), e);
    }
    if (!key.review().equals(ratings.review()) || !rater.code().equals(ratings.rater())) {
      throw new UserException("These are ratings of another review or rater. Load the page again.");
    }
    return ratings;
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    secure(exchange, "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void secure(HttpExchange exchange, String type) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", "frame-ancestors 'none'");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
  }

  /** Answers what has come in, then stops; what is stored stays. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.stop(0);
    try {
      for (AnswerLog log : logs.values()) {
        log.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
