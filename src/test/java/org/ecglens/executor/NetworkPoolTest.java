package org.ecglens.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.junit.jupiter.api.Test;

class NetworkPoolTest {
  /** A network that does nothing. */
  private static Network idle() {
    return (Network)
        Proxy.newProxyInstance(
            Network.class.getClassLoader(),
            new Class<?>[] {Network.class},
            (proxy, method, arguments) -> null);
  }

  @Test
  void aNetworkIsWarmedUpOnceForEachMethodWhileItIsOpen() {
    List<String> done = new ArrayList<>();
    for (int task = 0; task < 2; task++) {
      try (NetworkPool.Lease lease = lease()) {
        lease.warmUp("saliency", () -> done.add("saliency"));
        lease.warmUp("lrp", () -> done.add("lrp"));
        lease.warmUp("lrp", () -> done.add("lrp again"));
      }
    }
    assertThat(done).containsExactly("saliency", "lrp");
    NetworkPool.closeIdle();
    try (NetworkPool.Lease lease = lease()) {
      lease.warmUp("lrp", () -> done.add("lrp of a new network"));
    }
    NetworkPool.closeIdle();
    assertThat(done).containsExactly("saliency", "lrp", "lrp of a new network");
  }

  private static NetworkPool.Lease lease() {
    return NetworkPool.take("warm", (NetworkOptions) null, NetworkPoolTest::idle);
  }
}
