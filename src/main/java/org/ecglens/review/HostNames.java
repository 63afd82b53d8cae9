package org.ecglens.review;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names by which a server may be called. A page of another site can make a browser call this
 * computer by that site's name; that name is not among them.
 */
final class HostNames {
  private static final String ADDRESS = "[0-9]+(\\.[0-9]+){3}|\\[[0-9a-f:.]+\\]";

  private final Set<String> names = new LinkedHashSet<>();
  private final boolean anywhere;
  private final int port;

  private HostNames(boolean anywhere, int port) {
    this.anywhere = anywhere;
    this.port = port;
  }

  /**
   * The names of a server.
   *
   * @param host as the user named it
   * @param bound where it listens
   */
  static HostNames of(String host, InetSocketAddress bound) {
    InetAddress address = bound.getAddress();
    HostNames hosts = new HostNames(address.isAnyLocalAddress(), bound.getPort());
    if (hosts.anywhere) {
      try {
        hosts.names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        hosts.names.add(InetAddress.getLocalHost().getCanonicalHostName().toLowerCase(Locale.ROOT));
      } catch (UnknownHostException e) {
        // Its addresses remain.
        hosts.names.add("localhost");
      }
    } else {
      hosts.names.add(written(host.toLowerCase(Locale.ROOT)));
      hosts.names.add(written(address.getHostAddress()));
    }
    if (hosts.anywhere || address.isLoopbackAddress()) {
      hosts.names.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
    }
    return hosts;
  }

  private static String written(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** Name and port for an address. */
  String shown() {
    return names.iterator().next() + ":" + port;
  }

  /** Whether the header {@code Host} of a request names this server. */
  boolean allow(List<String> header) {
    if (header == null || header.size() != 1) {
      return false;
    }
    String host = header.get(0).toLowerCase(Locale.ROOT);
    String end = ":" + port;
    if (host.endsWith(end)) {
      host = host.substring(0, host.length() - end.length());
    } else if (port != 80) {
      return false;
    }
    // A number is no name that somebody else could have.
    return names.contains(host) || (anywhere && host.matches(ADDRESS));
  }
}
