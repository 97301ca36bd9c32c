package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Answers that are not read come to an end, and touch nothing else. */
class DeliveryTest {
    private static void endless(SocketChannel to) throws IOException {
        while (true) {
            to.write(ByteBuffer.allocate(1 << 16));
        }
    }

    @Test
    void should_cut_a_writer_whose_reader_never_reads_and_leave_its_thread_alone() throws Exception {
        Delivery delivery = new Delivery(Duration.ofMillis(50));
        try (ServerSocketChannel server =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                SocketChannel silent = SocketChannel.open(server.getLocalAddress());
                SocketChannel writer = server.accept()) {
            assertThatThrownBy(() -> delivery.of(() -> endless(writer))).isInstanceOf(ClosedByInterruptException.class);
            assertThat(writer.isOpen()).isFalse();
            assertThat(silent.isOpen()).isTrue();
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void should_pass_on_a_failure_and_keep_to_the_writer_in_time() throws Exception {
        Delivery delivery = new Delivery(Duration.ofMinutes(1));
        delivery.of(() -> {});
        assertThatThrownBy(() -> delivery.of(() -> {
                    throw new IOException("gone");
                }))
                .hasMessage("gone");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
