package org.asyncshowcase.house.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.asyncshowcase.rooms.example.partners.PartnerStub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class BurstTests {

    private static final int PATIENCE_MILLIS = 20_000;

    private static final LoopResources threads = LoopResources.create("burst", 1, true);

    @AfterAll
    static void close() {
        threads.disposeLater().block();
    }

    @Test
    void sendsAllAtOnceAndLooksMeanwhile() throws Exception {
        try (PartnerStub server = new PartnerStub(503, "{}")) {
            List<Long> looked = new ArrayList<>();

            List<Exchange> exchanges = burst(URI.create(server.url() + "/x?delay=500"), 20, PATIENCE_MILLIS)
                    .send(looked::add);

            assertThat(server.mostAtOnce()).isEqualTo(20);
            assertThat(server.asked()).hasSize(20).containsOnly("/partners/x?delay=500");
            assertThat(exchanges).hasSize(20).allSatisfy(each -> {
                assertThat(each.status).isEqualTo(503);
                assertThat(each.millis).isGreaterThanOrEqualTo(500);
            });
            assertThat(looked).hasSizeGreaterThan(5).isSorted();
        }
    }

    /** However long the others need to arrive; here they never tell. */
    @Test
    void sendsTheLastAfterTheOthers() throws Exception {
        try (PartnerStub server = new PartnerStub(200, "{}")) {
            List<Exchange> exchanges = burst(URI.create(server.url() + "/x?delay=100"), 3, PATIENCE_MILLIS)
                    .send(at -> false);

            assertThat(exchanges.subList(0, 2)).allMatch(each -> each.at + each.millis <= exchanges.get(2).at);
        }
    }

    /** The system accepts the connection; nobody reads from it. */
    @Test
    void givesUpWhatIsNotAnswered() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            List<Exchange> exchanges = burst(address(silent), 3, 300).send(at -> false);

            assertThat(exchanges).hasSize(3).allSatisfy(each -> {
                assertThat(each.status).isZero();
                assertThat(each.at + each.millis).isEqualTo(300);
            });
        }
    }

    @Test
    void tellsConnectionsThatAreRefusedOrCut() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            nobody = address(closed);
            CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> acceptAndClose(closed));
            assertThat(burst(nobody, 1, PATIENCE_MILLIS).send(at -> false)).extracting(each -> each.status)
                    .containsExactly(0);
            cut.join();
        }

        assertThat(burst(nobody, 2, PATIENCE_MILLIS).send(at -> false)).extracting(each -> each.status)
                .containsExactly(0, 0);
    }

    @Test
    void endsWhenItIsInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CountDownLatch looked = new CountDownLatch(2);
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread sender = new Thread(() -> {
                try {
                    burst(address(silent), 3, PATIENCE_MILLIS).send(at -> {
                        looked.countDown();
                        return false;
                    });
                } catch (InterruptedException ex) {
                    end.complete(ex);
                }
            });
            sender.start();
            looked.await();

            sender.interrupt();

            assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            sender.join();
        }
    }

    private static void acceptAndClose(ServerSocket server) {
        try {
            server.accept().close();
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static Burst burst(URI uri, int requests, int timeoutMillis) {
        return new Burst(threads, Schedulers.single(), Collections.nCopies(requests, uri), timeoutMillis);
    }

    private static URI address(ServerSocket server) {
        return URI.create("http://localhost:" + server.getLocalPort() + "/");
    }
}
