package vektra.monitors.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.model.monitor.Settings;
import vektra.model.text.VektraException;

class SettingsFileTest {
    private static SettingsFile parse(String text) {
        return SettingsFile.parse("clone.conf", text);
    }

    @Test
    void every_setting_is_read() {
        SettingsFile file = parse("""
                # of a clone
                interval = 1m
                timeout=30
                retry=3

                retry-delay=0
                status=128
                pattern=cloned an? (empty )?repository=
                jitter=25%
                needs=git/ping, addon:orders
                slo=99.95 %
                certificate=30d
                """);
        Settings settings = file.settings();
        assertThat(settings.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.attempts()).isEqualTo(3);
        assertThat(settings.retryDelay()).isZero();
        assertThat(settings.status()).isEqualTo(128);
        assertThat(settings.wanted().orElseThrow().pattern()).isEqualTo("cloned an? (empty )?repository=");
        assertThat(settings.jitter()).isEqualTo(25);
        assertThat(settings.needs()).isEqualTo(List.of("git/ping", "addon:orders"));
        assertThat(settings.objective()).isEqualTo(99.95);
        assertThat(settings.certificate()).isEqualTo(Duration.ofDays(30));
        assertThat(file.check()).isNull();
    }

    @Test
    void an_empty_file_leaves_the_defaults_of_ferret() {
        assertThat(parse("\n# nothing\n").settings()).isEqualTo(Settings.DEFAULT);
        assertThat(parse("check=https://example.com/").check()).isEqualTo("https://example.com/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trys=3 | clone.conf:1: no setting called 'trys' | interval, timeout, retry",
                "intervall=3s | clone.conf:1: no setting called 'intervall' | did you mean interval?",
                "interval | clone.conf:1: 'interval' is not NAME=VALUE | such as interval=60s",
                "interval= | clone.conf:1: interval has no value | remove the line",
                "interval=soon | clone.conf:1: interval: 'soon' is not a duration | such as 90s",
                "interval=0 | clone.conf:1: interval: '0s' is not a duration | such as 90s",
                "retry=0 | clone.conf:1: retry is '0' | from 1 to 100",
                "jitter=101% | clone.conf:1: jitter is '101%' | from 0 to 100",
                "pattern=( | clone.conf:1: pattern is no regular expression: Unclosed group | quote",
                "slo=100 | clone.conf:1: slo is '100' | below 100",
                "certificate=30 | clone.conf:1: certificate is '30' | such as 30d",
                "check=ftp://x | clone.conf:1: check is 'ftp://x' | a built-in monitor",
            })
    void what_is_wrong_is_named_with_its_line(String line, String message, String hint) {
        assertThatThrownBy(() -> parse(line)).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e).hasMessage(message);
            assertThat(e.hint()).contains(hint);
        });
    }

    @Test
    void a_setting_occurs_once() {
        assertThatThrownBy(() -> parse("retry=1\n\nretry=2")).hasMessage("clone.conf:3: retry occurs twice");
    }
}
