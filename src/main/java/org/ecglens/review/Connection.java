package org.ecglens.review;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.stream.ChunkedInput;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One connection: a whole request has to be here within a time, counted from its opening or from
 * the last answer, and the next one is read when the last has been answered. Neither slow senders
 * nor those who ask without listening cost more than a socket.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for a connection to be closed.
final class Connection extends ChannelDuplexHandler {
  private final Connections connections;
  private final Duration patience;
  private Future<?> deadline;

  /**
   * A connection that is yet to open.
   *
   * @param patience for a whole request, headers and body
   */
  Connection(Connections connections, Duration patience) {
    this.connections = connections;
    this.patience = patience;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    if (connections.admit(context.channel())) {
      context.fireChannelActive();
      await(context);
    } else {
      context.close();
    }
  }

  private void await(ChannelHandlerContext context) {
    deadline =
        context
            .executor()
            .schedule(() -> context.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    deadline.cancel(false);
    connections.works(context.channel());
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    ChannelPromise written = promise.unvoid();
    // The last part of an answer, or a file that is one.
    if (message instanceof LastHttpContent || message instanceof ChunkedInput<?>) {
      written.addListener(
          done -> {
            if (!done.isSuccess()) {
              // Half an answer: only the end of the connection tells the client.
              context.close();
            } else if (context.channel().isActive()) {
              connections.waits(context.channel());
              await(context);
            }
          });
    }
    context.write(message, written);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    if (deadline != null) {
      deadline.cancel(false);
    }
    connections.remove(context.channel());
    context.fireChannelInactive();
  }
}
