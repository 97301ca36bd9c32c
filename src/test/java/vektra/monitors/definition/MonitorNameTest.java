package vektra.monitors.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Procfile, a formation and log lines have one name for a monitor. */
class MonitorNameTest {
    @ParameterizedTest
    @CsvSource({
        "git/clone, monitors_git_clone, git.clone",
        "git/clone-over-ssh, monitors_git_clone_over_ssh, git.clone_over_ssh",
        "http/check.sh, monitors_http_check_sh, http.check_sh",
        "eu/http/curl, monitors_eu_http_curl, http.curl",
        "addon:orders-db, monitors_addon_orders_db, addon.orders_db",
        "https://example.com/health, monitors_https_example_com_health, https.example_com_health",
        "tcp://localhost:22, monitors_tcp_localhost_22, tcp.localhost_22",
        "dns:example.com, monitors_dns_example_com, dns.example_com"
    })
    void a_path_gives_the_process_and_the_source(String path, String process, String source) {
        MonitorName name = new MonitorName(path);
        assertThat(name.process()).isEqualTo(process);
        assertThat(name.process(2)).isEqualTo(process + ".2");
        assertThat(name.source()).isEqualTo(source);
        assertThat(MonitorName.process(path)).isEqualTo(process);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git/clone",
                "git.clone",
                "monitors/git/clone",
                "./monitors/git/clone",
                "monitors_git_clone",
                "monitors_git_clone.1",
                "monitor_git_clone",
                "monitor_git_clone.12"
            })
    void all_that_is_typed_for_it_means_it(String word) {
        assertThat(MonitorName.process(word)).isEqualTo("monitors_git_clone");
    }
}
