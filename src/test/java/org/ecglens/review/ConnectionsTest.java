package org.ecglens.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private final Connections connections = new Connections(2, 3);

  @Test
  void whoWaitedLongestMakesRoomForAnotherOfItsAddress() {
    Channel first = of("10.0.0.1");
    Channel second = of("10.0.0.1");
    Channel other = of("10.0.0.2");
    assertThat(connections.admit(other)).isTrue();
    assertThat(connections.admit(first)).isTrue();
    assertThat(connections.admit(second)).isTrue();
    assertThat(connections.admit(of("10.0.0.1"))).isTrue();
    assertThat(first.isOpen()).isFalse();
    assertThat(second.isOpen()).isTrue();
    assertThat(other.isOpen()).isTrue();
  }

  @Test
  void whoIsAnsweredKeepsItsPlace() {
    Channel first = of("10.0.0.1");
    Channel second = of("10.0.0.1");
    connections.admit(first);
    connections.admit(second);
    connections.works(first);
    connections.works(second);
    assertThat(connections.admit(of("10.0.0.1"))).isFalse();
    connections.waits(first);
    assertThat(connections.admit(of("10.0.0.1"))).isTrue();
    assertThat(first.isOpen()).isFalse();
    assertThat(second.isOpen()).isTrue();
  }

  @Test
  void allAddressesTogetherAreBounded() {
    Channel first = of("10.0.0.1");
    connections.admit(first);
    connections.admit(of("10.0.0.2"));
    connections.admit(of("10.0.0.3"));
    assertThat(connections.admit(of("10.0.0.4"))).isTrue();
    assertThat(first.isOpen()).isFalse();
  }

  @Test
  void whoHasGoneLeavesItsPlace() {
    Channel first = of("10.0.0.1");
    Channel second = of("10.0.0.1");
    connections.admit(first);
    connections.admit(second);
    connections.remove(first);
    // Late news of a closed connection does not bring it back.
    connections.waits(first);
    assertThat(connections.admit(of("10.0.0.1"))).isTrue();
    assertThat(second.isOpen()).isTrue();
  }

  private static Channel of(String address) {
    return new EmbeddedChannel() {
      @Override
      public SocketAddress remoteAddress() {
        return new InetSocketAddress(address, 1);
      }
    };
  }
}
