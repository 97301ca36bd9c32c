package vektra.monitors.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.text.VektraException;

class DeploymentTest {
    private static final Deployment.Where WHERE = new Deployment.Where(
            Path.of("/opt/vek \"tra/bin/vektra"),
            Path.of("/home/me/.vektra%"),
            Path.of("/srv/shop"),
            List.of("-a", "shop"));

    @Test
    void supervisor_gets_its_own_quoting() {
        assertThat(Deployment.supervisor(WHERE).text())
                .contains(
                        "[program:vektra-monitors]\n",
                        "command=\"/opt/vek \\\"tra/bin/vektra\" monitors:start \"-a\" \"shop\"\n",
                        "directory=/srv/shop\n",
                        "environment=VEKTRA_HOME=\"/home/me/.vektra%%\",",
                        "stopwaitsecs=20\n");
    }

    @Test
    void a_container_starts_the_monitors_itself_so_that_signals_reach_them() {
        assertThat(Deployment.container(WHERE).text())
                .contains(
                        "ENTRYPOINT [\"/opt/vektra/bin/vektra\", \"monitors:start\", \"-a\", \"shop\"]\n",
                        "STOPSIGNAL SIGTERM");
    }

    @Test
    void it_is_written_as_a_whole_and_again(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/units/vektra-monitors.conf");
        Deployment.supervisor(WHERE).write(file);
        Deployment.supervisor(WHERE).write(file);
        assertThat(file).hasContent(Deployment.supervisor(WHERE).text());
        assertThat(file.getParent().toFile().list()).containsExactly("vektra-monitors.conf");
        assertThatThrownBy(() -> Deployment.supervisor(WHERE).write(file.resolve("x")))
                .hasMessage("cannot write " + file.resolve("x") + ": it is not a folder");
    }

    @Test
    void another_target_is_an_error_with_those_that_there_are() {
        assertThatThrownBy(() -> Deployment.Target.of("heroku"))
                .isInstanceOfSatisfying(
                        VektraException.class,
                        e -> assertThat(e.hint()).isEqualTo("known: container, supervisor, systemd"));
    }
}
