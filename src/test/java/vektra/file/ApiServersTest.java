package vektra.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServersTest {
    @TempDir
    private Path home;

    @Test
    void those_that_run_are_known_by_their_process_and_address() {
        ApiServers servers = new ApiServers(home);
        assertThat(servers.running()).isEmpty();
        long pid = ProcessHandle.current().pid();
        try (ProcessLock first = servers.sign("http://127.0.0.1:5050")) {
            try (ProcessLock second = servers.sign("https://10.0.0.1:5051")) {
                assertThat(first).isNotSameAs(second);
                assertThat(servers.running())
                        .containsExactly(
                                new ApiServers.Running(pid, "http://127.0.0.1:5050"),
                                new ApiServers.Running(pid, "https://10.0.0.1:5051"));
            }
            assertThat(servers.running()).containsExactly(new ApiServers.Running(pid, "http://127.0.0.1:5050"));
        }
        assertThat(servers.running()).isEmpty();
    }

    @Test
    void a_killed_one_leaves_a_file_that_says_nothing_and_is_used_again() throws IOException {
        Path file = home.resolve("http/servers/1");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "1 http://127.0.0.1:5050\n");
        ApiServers servers = new ApiServers(home);
        assertThat(servers.running()).isEmpty();
        try (ProcessLock ours = servers.sign("http://127.0.0.1:5051")) {
            assertThat(ours).isNotNull();
            assertThat(file).hasContent(ProcessHandle.current().pid() + " http://127.0.0.1:5051\n");
        }
    }
}
