package org.ecglens.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ecglens.net.Network;
import org.ecglens.net.NetworkOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkPoolTest {
  private static final NetworkOptions OPTIONS = NetworkOptions.DEFAULT;

  private final List<String> closed = new CopyOnWriteArrayList<>();

  @AfterEach
  void closeIdle() {
    NetworkPool.closeIdle();
  }

  /** A network that does nothing but keep memory. */
  private Network network(String name, long bytes) {
    return (Network)
        Proxy.newProxyInstance(
            Network.class.getClassLoader(),
            new Class<?>[] {Network.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "keptBytes" -> bytes;
                  case "close" -> {
                    closed.add(name);
                    yield null;
                  }
                  default -> null;
                });
  }

  private NetworkPool.Lease take(String name, long bytes) {
    return NetworkPool.take(name, OPTIONS, () -> network(name, bytes));
  }

  @Test
  void aNetworkIsWarmedUpOnceForEachMethodWhileItIsOpen() {
    List<String> done = new ArrayList<>();
    for (int task = 0; task < 2; task++) {
      try (NetworkPool.Lease lease = take("warm", 0)) {
        lease.warmUp("saliency", () -> done.add("saliency"));
        lease.warmUp("lrp", () -> done.add("lrp"));
        lease.warmUp("lrp", () -> done.add("lrp again"));
      }
    }
    assertThat(done).containsExactly("saliency", "lrp");
    NetworkPool.closeIdle();
    try (NetworkPool.Lease lease = take("warm", 0)) {
      lease.warmUp("lrp", () -> done.add("lrp of a new network"));
    }
    assertThat(done).containsExactly("saliency", "lrp", "lrp of a new network");
  }

  @Test
  void networksThatNoTaskUsesAreClosedFromTheOneUsedLongestAgoWhenTheyKeepTooMuch() {
    long third = NetworkPool.IDLE_BYTES / 3;
    for (String name : List.of("a", "b", "c", "a")) {
      take(name, third).close();
    }
    assertThat(closed).isEmpty();
    try (NetworkPool.Lease used = take("used", NetworkPool.IDLE_BYTES)) {
      take("d", third).close();
      assertThat(closed).containsExactly("b");
      assertThat(used.network().keptBytes()).isEqualTo(NetworkPool.IDLE_BYTES);
    }
    assertThat(closed).startsWith("b", "c", "a", "d");
  }

  @Test
  void aNetworkInUseStaysOpenAndLeasesGiveItBackOnce() {
    NetworkPool.Lease one = take("shared", 1);
    try (NetworkPool.Lease other = take("shared", 1)) {
      one.close();
      one.close();
      NetworkPool.closeIdle();
      assertThat(closed).isEmpty();
      assertThat(other.network()).isNotNull();
    }
    NetworkPool.closeIdle();
    assertThat(closed).containsExactly("shared");
  }

  @Test
  void oneNetworkIsOpenedWhileAnotherStillOpens() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService tasks = Executors.newSingleThreadExecutor();
    try {
      Future<?> slow =
          tasks.submit(
              () ->
                  NetworkPool.take(
                          "slow",
                          OPTIONS,
                          () -> {
                            opening.countDown();
                            try {
                              go.await();
                            } catch (InterruptedException e) {
                              throw new IllegalStateException(e);
                            }
                            return network("slow", 1);
                          })
                      .close());
      opening.await();
      take("quick", 1).close();
      assertThat(slow.isDone()).isFalse();
      go.countDown();
      slow.get();
    } finally {
      go.countDown();
      tasks.shutdown();
    }
  }

  @Test
  void aNetworkThatCannotBeOpenedIsTriedAgain() {
    assertThatThrownBy(
            () ->
                NetworkPool.take(
                    "broken",
                    OPTIONS,
                    () -> {
                      throw new IllegalStateException("no memory");
                    }))
        .hasMessage("no memory");
    try (NetworkPool.Lease lease = take("broken", 1)) {
      assertThat(lease.network()).isNotNull();
    }
  }
}
