package org.ecglens.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/**
 * An S3 of this machine: moto, which the Python that {@code ECGLENS_MOTO} names brings ({@code pip
 * install -r python/s3/requirements.txt}), behind a door that is shut to those whom {@link Kills}
 * ended. Tests that need it are skipped where there is none.
 */
public final class S3Server implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Set<String> LOOKS = Set.of("GET", "HEAD");

  /** What belongs to one connection, and what the client of Java sets itself. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "transfer-encoding",
          "upgrade");

  private final Process moto;
  private final HttpServer door;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI inside;

  /**
   * Starts the server and makes a bucket.
   *
   * @param folder for its log
   */
  public S3Server(Path folder, String bucket) throws IOException, InterruptedException {
    String python = System.getenv().getOrDefault("ECGLENS_MOTO", "python3");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    inside = URI.create("http://" + ADDRESS + ":" + port);
    Path log = folder.resolve("moto.log");
    assumeTrue(hasMoto(python), python + " has no moto; pip install -r python/s3/requirements.txt");
    moto =
        new ProcessBuilder(python, "-m", "moto.server", "-H", ADDRESS, "-p", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.setExecutor(threads);
    door.createContext("/", this::handle);
    try {
      makeBucket(bucket, log);
      door.start();
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static boolean hasMoto(String python) throws InterruptedException {
    try {
      return new ProcessBuilder(python, "-c", "import moto.server")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noPython) {
      return false;
    }
  }

  private void makeBucket(String bucket, Path log) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(inside.resolve("/" + bucket))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException("moto: " + answer.statusCode() + " " + answer.body());
        }
        return;
      } catch (IOException notYet) {
        if (!moto.isAlive() || Instant.now().isAfter(end)) {
          throw new IllegalStateException("moto did not start:\n" + Files.readString(log), notYet);
        }
        Thread.sleep(100);
      }
    }
  }

  /** Makes a configuration use the server for {@code s3a}. */
  public void register(Configuration conf) {
    settings().forEach(conf::set);
  }

  /** The configuration knows no S3 again. */
  public void unregister(Configuration conf) {
    settings().keySet().forEach(conf::unset);
  }

  private Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint", "http://" + ADDRESS + ":" + door.getAddress().getPort(),
        "fs.s3a.endpoint.region", "us-east-1",
        "fs.s3a.path.style.access", "true",
        "fs.s3a.connection.ssl.enabled", "false",
        "fs.s3a.access.key", "key",
        "fs.s3a.secret.key", "secret",
        // The killed do not try again.
        "fs.s3a.attempts.maximum", "1",
        "fs.s3a.retry.limit", "1",
        "fs.s3a.retry.interval", "1ms");
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (LOOKS.contains(exchange.getRequestMethod())) {
        Kills.look();
      } else {
        Kills.change();
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(inside.resolve(exchange.getRequestURI()))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
      exchange.getRequestHeaders().forEach((name, values) -> copy(name, values, request::header));
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      answer
          .headers()
          .map()
          .forEach((name, values) -> copy(name, values, exchange.getResponseHeaders()::add));
      if (exchange.getRequestMethod().equals("HEAD")) {
        answer
            .headers()
            .firstValue("content-length")
            .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
      }
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      if (answer.body().length > 0) {
        exchange.getResponseBody().write(answer.body());
      }
    } catch (IOException killed) {
      // The door is shut without an answer.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Headers {
    void add(String name, String value);
  }

  private static void copy(String name, List<String> values, Headers to) {
    if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
      values.forEach(value -> to.add(name, value));
    }
  }

  @Override
  public void close() {
    door.stop(0);
    threads.shutdown();
    moto.destroy();
    try {
      if (!moto.waitFor(20, TimeUnit.SECONDS)) {
        moto.destroyForcibly();
      }
    } catch (InterruptedException e) {
      moto.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
