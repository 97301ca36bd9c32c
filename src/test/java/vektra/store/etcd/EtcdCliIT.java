package vektra.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.InProcess;
import vektra.InProcess.Ended;
import vektra.fixture.Ports;
import vektra.fixture.Sampled;

/** Commands on what several hosts share. */
@Sampled(oneIn = 2)
class EtcdCliIT {
    @TempDir
    Path folder;

    private Map<String, String> host(String home, String url) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("VEKTRA_"));
        environment.put("VEKTRA_HOME", folder.resolve(home).toString());
        environment.put("VEKTRA_PORTS", Ports.given());
        environment.put("VEKTRA_STORE", url);
        return environment;
    }

    private Ended run(Map<String, String> host, String command) {
        return InProcess.run(host, folder, "", command.split(" "));
    }

    private void ok(Map<String, String> host, String command) {
        Ended ended = run(host, command);
        assertThat(ended.code()).as("%s: %s", command, ended.err()).isZero();
    }

    @Test
    @Sampled(oneIn = 1)
    void an_add_on_is_bound_on_one_host_and_seen_on_another_which_starts_no_server_of_its_own() throws IOException {
        String url = EtcdMembers.one().url();
        Map<String, String> one = host("one", url);
        Map<String, String> two = host("two", url);
        ok(one, "apps:create shop");
        ok(one, "addons:enable redis");
        try {
            ok(one, "addons:bind redis -a shop");
            assertThat(run(two, "config -a shop --json").out()).contains("REDIS_URL");
            ok(two, "config:set A=1 -a shop");
            assertThat(run(one, "config:get A -a shop").out()).isEqualTo("1\n");
            Ended elsewhere = run(two, "addons:bind redis -a other");
            assertThat(elsewhere.code()).isEqualTo(4);
            assertThat(elsewhere.err()).contains("the servers that Vektra manages here run on", "and on no other host");
            ok(one, "addons:unbind redis -a shop");
            assertThat(run(two, "config -a shop --json").out())
                    .doesNotContain("REDIS_URL")
                    .contains("\"A\"");
            assertThat(run(two, "audit --json").out())
                    .contains("addons:enable", "addons:bind", "config:set", "addons:unbind");
            assertThat(folder.resolve("one").resolve("apps")).doesNotExist();
            assertThat(folder.resolve("two").resolve("servers")).doesNotExist();
        } finally {
            ok(one, "addons:stop redis");
        }
    }

    @Test
    void what_only_files_can_do_is_refused() {
        Map<String, String> host = host("one", EtcdMembers.one().url());
        ok(host, "apps:create shop");
        Ended encrypt = run(host, "encrypt");
        assertThat(encrypt.code()).isEqualTo(4);
        assertThat(encrypt.err()).contains("encryption by Vektra is not for a store in etcd");
        assertThat(run(host, "home:export " + folder.resolve("x") + " --unencrypted")
                        .code())
                .isNotZero();
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
        assertThat(run(host, "home:move " + folder.resolve("y")).code()).isNotZero();
        assertThat(folder.resolve("one")).isDirectory();
    }

    @Test
    void a_store_that_is_none_is_said_so() {
        Ended ended = run(host("one", "mysql://h"), "apps");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("VEKTRA_STORE cannot be used: it is not a URL of etcd");
    }

    /** Without most of its members etcd answers nothing that it might regret; with them it goes on. */
    @Test
    @Sampled(oneIn = 1)
    void without_most_members_commands_fail_with_one_sentence_and_work_once_they_are_back() {
        EtcdMembers three = EtcdMembers.of(3);
        try {
            Map<String, String> host = host("one", three.url());
            ok(host, "apps:create shop");
            three.kill(0);
            ok(host, "config:set A=1 -a shop");
            three.kill(1);
            for (String command : new String[] {"config:set A=2 -a shop", "config -a shop", "apps:create other"}) {
                Ended ended = run(host, command);
                assertThat(ended.code()).as(command).isEqualTo(5);
                assertThat(ended.err()).startsWith("Error: etcd at 127.0.0.1:").contains(" does not answer: ");
                assertThat(ended.err().lines())
                        .as("one sentence and what to do")
                        .hasSize(2);
            }
            three.start(0);
            assertThat(run(host, "config:get A -a shop").out()).isEqualTo("1\n");
            ok(host, "config:set A=3 -a shop");
        } finally {
            three.stop();
        }
    }
}
