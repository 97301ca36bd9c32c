package vektra.store.etcd;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

/** What speaks no HTTP where a member should be, or not fast enough. */
class WireIT {
    private interface Talk {
        void to(OutputStream out) throws IOException;
    }

    /** Has each connection be answered so. */
    private static ServerSocket answering(Talk talk) throws IOException {
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (true) {
                try (Socket client = listener.accept()) {
                    client.getInputStream().read(new byte[1 << 16]);
                    talk.to(client.getOutputStream());
                } catch (IOException e) {
                    if (listener.isClosed()) {
                        return;
                    }
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    private static void isUnavailable(ServerSocket at) {
        Etcd etcd = new Etcd(EtcdUrl.parse("etcd://127.0.0.1:" + at.getLocalPort()));
        assertThatExceptionOfType(VektraException.class)
                .isThrownBy(() -> etcd.read(Txn.Range.of("/vektra/a")))
                .matches(e -> e.kind() == Kind.UNAVAILABLE)
                .withMessageContaining("does not answer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no HTTP at all\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<html>..."
            })
    void garbage_is_no_answer(String garbage) throws IOException {
        try (ServerSocket member = answering(out -> out.write(garbage.getBytes(US_ASCII)))) {
            isUnavailable(member);
        }
    }

    /** A byte at a time comes before each read gives up, so that it would never. */
    @Test
    @Timeout(60)
    void an_answer_that_trickles_in_keeps_no_command_waiting() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (ServerSocket member = answering(out -> trickle(out, over))) {
            isUnavailable(member);
        } finally {
            over.countDown();
        }
    }

    private static void trickle(OutputStream out, CountDownLatch over) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
        try {
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
                out.write("1\r\n \r\n".getBytes(US_ASCII));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
