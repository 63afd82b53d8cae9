package org.ecglens.review;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
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
 *
 * <p>Requests are read without a thread for each: a connection has a time for a whole request,
 * another for each piece of an answer, and there are so many of them for each address and in all.
 */
public final class ReviewServer implements AutoCloseable {
  /** Of a request: some thousand answers. */
  static final int MOST_BYTES = 1 << 20;

  /** Browsers hold six each, and raters behind one tunnel or gateway share an address. */
  private static final int CONNECTIONS_OF_ADDRESS = 256;

  private static final int CONNECTIONS = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int NETWORK_THREADS = 2;
  private static final int DISK_THREADS = 4;

  /** For closing: what has come in is answered within that. */
  private static final int CLOSING_SECONDS = 2;

  private final ReviewKey key;
  private final Map<String, AnswerLog> logs;
  private final HostNames names;
  private final EventLoopGroup network;
  private final ExecutorService disk;

  private ReviewServer(
      ReviewKey key,
      Map<String, AnswerLog> logs,
      HostNames names,
      EventLoopGroup network,
      ExecutorService disk) {
    this.key = key;
    this.logs = logs;
    this.names = names;
    this.network = network;
    this.disk = disk;
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
    return start(
        folder, host, port, new Connections(CONNECTIONS_OF_ADDRESS, CONNECTIONS), PATIENCE);
  }

  static ReviewServer start(
      ReviewFolder folder, String host, int port, Connections connections, Duration patience) {
    ReviewKey key = folder.key();
    ServerSocketChannel socket = listen(host, port);
    try {
      HostNames names = HostNames.of(host, (InetSocketAddress) socket.getLocalAddress());
      Map<String, AnswerLog> logs = folder.open(key);
      EventLoopGroup network =
          new MultiThreadIoEventLoopGroup(NETWORK_THREADS, NioIoHandler.newFactory());
      ExecutorService disk = Executors.newFixedThreadPool(DISK_THREADS);
      ReviewReplies replies = new ReviewReplies(key, folder, logs, names, disk);
      new ServerBootstrap()
          .group(network)
          .channelFactory(() -> new NioServerSocketChannel(socket))
          // A request is read when the one before it has been answered.
          .childOption(ChannelOption.AUTO_READ, false)
          .childHandler(
              new ChannelInitializer<SocketChannel>() {
                @Override
                protected void initChannel(SocketChannel channel) {
                  channel
                      .pipeline()
                      .addLast(
                          new WriteTimeoutHandler(patience.toMillis(), TimeUnit.MILLISECONDS),
                          new HttpServerCodec(),
                          new HttpServerKeepAliveHandler(),
                          new BoundedBody(),
                          new ChunkedWriteHandler(),
                          new FlowControlHandler(),
                          new Connection(connections, patience),
                          replies);
                }
              })
          .register()
          .syncUninterruptibly();
      return new ReviewServer(key, logs, names, network, disk);
    } catch (IOException e) {
      close(socket);
      throw new UserException("--out " + folder.path() + " cannot be written: " + e, e);
    } catch (RuntimeException e) {
      close(socket);
      throw e;
    }
  }

  private static ServerSocketChannel listen(String host, int port) {
    InetSocketAddress address;
    try {
      address = new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new UserException("--host " + host + ": there is no computer of this name.", e);
    }
    ServerSocketChannel socket = null;
    try {
      socket = ServerSocketChannel.open();
      return socket.bind(address);
    } catch (IOException e) {
      close(socket);
      throw new UserException(
          "--host %s --port %d: cannot listen there: %s. Name another port, or 0 for any."
              .formatted(host, port, e.getMessage()),
          e);
    }
  }

  private static void close(ServerSocketChannel socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Collects a request; of one that is too long it reads the rest, so that the client hears it. */
  private static final class BoundedBody extends HttpObjectAggregator {
    BoundedBody() {
      super(MOST_BYTES);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized)
        throws Exception {
      super.handleOversizedMessage(context, oversized);
      context.channel().config().setAutoRead(true);
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

  /** Answers what has come in, then stops; what is stored stays. */
  @Override
  public void close() {
    disk.shutdown();
    try {
      disk.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    network.shutdownGracefully(0, CLOSING_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    try {
      for (AnswerLog log : logs.values()) {
        log.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
