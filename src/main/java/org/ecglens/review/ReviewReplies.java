package org.ecglens.review;

import com.fasterxml.jackson.core.JacksonException;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.stream.ChunkedNioFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.ecglens.error.UserException;

/** Answers the requests that have arrived as a whole; works on disk, never waits for a client. */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // Connection looks what becomes of an answer.
final class ReviewReplies extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** How much of a page there is before its policy ends. */
  private static final int HEAD = 2048;

  private static final int CHUNK = 1 << 16;
  private static final String JSON = "application/json";
  private static final String NOTHING =
      "There is nothing here. Use the address that you were given.";

  private final ReviewKey key;
  private final ReviewFolder folder;
  private final Map<String, AnswerLog> logs;
  private final HostNames names;
  private final Executor disk;

  ReviewReplies(
      ReviewKey key,
      ReviewFolder folder,
      Map<String, AnswerLog> logs,
      HostNames names,
      Executor disk) {
    this.key = key;
    this.folder = folder;
    this.logs = logs;
    this.names = names;
    this.disk = disk;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    request.retain();
    try {
      disk.execute(() -> reply(context, request));
    } catch (RejectedExecutionException e) {
      // The server is being closed.
      request.release();
      context.close();
    }
  }

  private void reply(ChannelHandlerContext context, FullHttpRequest request) {
    try {
      answer(context, request);
    } catch (UserException e) {
      text(context, 400, e.getMessage());
    } catch (IOException | RuntimeException e) {
      System.err.println("review: " + request.method() + ": " + e);
      text(context, 500, "This could not be done. The organiser's terminal says why.");
    } finally {
      request.release();
    }
  }

  private void answer(ChannelHandlerContext context, FullHttpRequest request) throws IOException {
    if (request.decoderResult().isFailure()) {
      HttpResponse reply = full(400, "This is no HTTP request that can be answered.");
      // Where the next request would begin is unknown.
      reply.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      context.writeAndFlush(reply);
      return;
    }
    if (!names.allow(request.headers().getAll(HttpHeaderNames.HOST))) {
      text(context, 421, "This server is not known by that name.");
      return;
    }
    String[] path = request.uri().split("[?#]", 2)[0].split("/", -1);
    ReviewKey.Rater rater = path.length >= 2 && path[0].isEmpty() ? rater(path[1]) : null;
    if (rater == null) {
      text(context, 404, NOTHING);
    } else if (path.length == 2) {
      HttpResponse reply = full(308, "The address ends with a slash.");
      reply.headers().set(HttpHeaderNames.LOCATION, "/" + rater.token() + "/");
      context.writeAndFlush(reply);
    } else if (path.length == 3 && path[2].isEmpty()) {
      if (isMethod(context, request, "GET")) {
        page(context, rater);
      }
    } else if (path.length == 3 && path[2].equals("answers")) {
      if (isMethod(context, request, "GET", "POST")) {
        answers(context, request, rater);
      }
    } else {
      text(context, 404, NOTHING);
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

  private static boolean isMethod(
      ChannelHandlerContext context, FullHttpRequest request, String... methods) {
    if (List.of(methods).contains(request.method().name())) {
      return true;
    }
    HttpResponse reply = full(405, "Only " + String.join(" and ", methods) + ".");
    reply.headers().set(HttpHeaderNames.ALLOW, String.join(", ", methods));
    context.writeAndFlush(reply);
    return false;
  }

  private void page(ChannelHandlerContext context, ReviewKey.Rater rater) throws IOException {
    FileChannel file = FileChannel.open(folder.page(rater), StandardOpenOption.READ);
    try {
      ByteBuffer start = ByteBuffer.allocate((int) Math.min(HEAD, file.size()));
      while (start.hasRemaining() && file.read(start) >= 0) {
        // A read may give less than asked for.
      }
      // The file's policy forbids to send anything; here it may, to where it came from.
      byte[] head =
          new String(start.array(), 0, start.position(), StandardCharsets.ISO_8859_1)
              .replaceFirst(ReviewPage.ALONE, ReviewPage.SERVED)
              .getBytes(StandardCharsets.ISO_8859_1);
      HttpResponse reply = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
      secure(reply.headers(), "text/html; charset=utf-8");
      long rest = file.size() - start.position();
      reply.headers().set(HttpHeaderNames.CONTENT_LENGTH, head.length + rest);
      context.write(reply);
      context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(head)));
      // Closes the file, also where the client goes away.
      context.writeAndFlush(
          new HttpChunkedInput(new ChunkedNioFile(file, start.position(), rest, CHUNK)));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void answers(
      ChannelHandlerContext context, FullHttpRequest request, ReviewKey.Rater rater)
      throws IOException {
    AnswerLog log = logs.get(rater.code());
    List<Answer> stored;
    if (request.method().name().equals("GET")) {
      stored = log.all();
    } else {
      HttpHeaders headers = request.headers();
      String origin = headers.get(HttpHeaderNames.ORIGIN);
      if (origin != null && !origin.equals("http://" + headers.get(HttpHeaderNames.HOST))) {
        text(context, 403, "Only this page may send answers.");
        return;
      }
      String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
      if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(JSON)) {
        text(context, 415, "Answers are " + JSON + ".");
        return;
      }
      stored = log.add(ratings(ByteBufUtil.getBytes(request.content()), rater).answers());
    }
    byte[] json =
        ReviewJson.STRICT.writeValueAsBytes(
            new SavedRatings(SavedRatings.FORMAT, key.review(), rater.code(), stored));
    context.writeAndFlush(full(200, JSON, json));
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

  private static void text(ChannelHandlerContext context, int status, String text) {
    context.writeAndFlush(full(status, text));
  }

  private static HttpResponse full(int status, String text) {
    return full(
        status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static HttpResponse full(int status, String type, byte[] body) {
    HttpResponse reply =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
    secure(reply.headers(), type);
    reply.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    return reply;
  }

  private static void secure(HttpHeaders headers, String type) {
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("Content-Security-Policy", "frame-ancestors 'none'");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
  }

  /** A connection that broke, or a client that reads too slowly: nothing can be told to it. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
