package vektra.memcached;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as it is started and ended. */
@Timeout(60)
class BuiltinMemcachedIT {
    @Test
    void says_where_it_listens_and_ends_well_on_sigterm() throws Exception {
        Process process = start("-Xmx64m", "--port", "0", "--memory", "8");
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertThat(line).matches("listening on 127\\.0\\.0\\.1:\\d+");
            int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            try (RawClient idle = new RawClient(port);
                    RawClient amidst = new RawClient(port)) {
                idle.exchange("set a 0 0 1\r\nx\r\nget a\r\n", "STORED\r\nVALUE a 0 1\r\nx\r\nEND\r\n");
                amidst.send("set b 0 0 10\r\nx");

                process.toHandle().destroy();

                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
                assertThat(idle.readAll()).isEmpty();
            }
            assertThat(out.readLine()).isNull();
            assertThat(text(process.getErrorStream())).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void ends_with_1_when_the_port_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            fails(
                    1,
                    "Error: cannot serve on 127.0.0.1:" + port + ": Address already in use",
                    "-Xmx128m",
                    "--port",
                    port);
        }
    }

    @Test
    void ends_with_2_for_arguments_it_does_not_understand() throws Exception {
        fails(2, "Error: --port takes a number from 0 to 65535, not 'many'", "-Xmx128m", "--port", "many");
    }

    @Test
    void ends_with_2_when_the_heap_could_not_hold_the_items() throws Exception {
        int needed = BuiltinMemcached.heapMegabytes(64);
        String error = "Error: the Java heap is too small for --memory 64: use -Xmx" + needed + "m";
        fails(2, error, "-Xmx64m", "--memory", "64");
    }

    private static void fails(int code, String error, String heap, String... args) throws Exception {
        Process process = start(heap, args);
        assertThat(text(process.getErrorStream())).isEqualTo(error + "\n");
        assertThat(text(process.getInputStream())).isEmpty();
        assertThat(process.waitFor()).isEqualTo(code);
    }

    private static Process start(String heap, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", heap));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BuiltinMemcached.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
