package org.ecglens.review;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who is connected to a server: bounded for each address and in all. Where there is no room, the
 * connection that has kept the server waiting longest makes room for the new one, so that whoever
 * holds connections open keeps nobody out, not even at the same address.
 */
final class Connections {
  private final int mostOfAddress;
  private final int mostInAll;
  private final Map<Channel, InetAddress> open = new HashMap<>();

  /** Those whose next request has not arrived as a whole; the first has waited longest. */
  private final Set<Channel> waiting = new LinkedHashSet<>();

  /**
   * Nobody yet.
   *
   * @param mostOfAddress connections of one address, positive
   * @param mostInAll connections of all addresses, positive
   */
  Connections(int mostOfAddress, int mostInAll) {
    this.mostOfAddress = mostOfAddress;
    this.mostInAll = mostInAll;
  }

  /**
   * Takes a new connection in, if need be in the place of a waiting one, which is closed.
   *
   * @return whether there was room; if not, every other connection is being answered
   */
  synchronized boolean admit(Channel channel) {
    InetAddress address = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    boolean room =
        open.values().stream().filter(address::equals).count() < mostOfAddress || evict(address);
    room = room && (open.size() < mostInAll || evict(null));
    if (room) {
      open.put(channel, address);
      waiting.add(channel);
    }
    return room;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Its place is free before it is closed.
  private boolean evict(InetAddress address) {
    for (Channel channel : waiting) {
      if (address == null || address.equals(open.get(channel))) {
        remove(channel);
        channel.close();
        return true;
      }
    }
    return false;
  }

  /** The server waits for the connection's next request. */
  synchronized void waits(Channel channel) {
    if (open.containsKey(channel)) {
      waiting.add(channel);
    }
  }

  /** The connection's request is here, and being answered. */
  synchronized void works(Channel channel) {
    waiting.remove(channel);
  }

  /** The connection is closed. */
  synchronized void remove(Channel channel) {
    waiting.remove(channel);
    open.remove(channel);
  }
}
