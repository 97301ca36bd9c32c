package vektra.memcached.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line. */
class SettingsTest {
    @Test
    void has_a_default_for_everything() {
        assertThat(Settings.parse()).isEqualTo(new Settings("127.0.0.1", 11211, 64, 1024));
    }

    @Test
    void takes_options_in_any_order() {
        Settings settings = Settings.parse("--max-connections", "5", "--memory", "2", "--port", "0", "--listen", "::1");
        assertThat(settings).isEqualTo(new Settings("::1", 0, 2, 5));
        assertThat(settings.endpoint(7)).isEqualTo("[::1]:7");
        assertThat(settings.memoryBytes()).isEqualTo(2 * 1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port x     | --port takes a number from 0 to 65535, not 'x'",
                "--port 65536 | --port takes a number from 0 to 65535, not '65536'",
                "--memory 0   | --memory takes a number from 1 to 1000000, not '0'",
                "--port       | no value for '--port'",
                "--prt 1      | unknown option '--prt'. Known are --listen ADDR, --port N",
                "port         | unknown option 'port'"
            })
    void refuses_what_it_does_not_understand(String args, String message) {
        assertThatThrownBy(() -> Settings.parse(args.split(" "))).hasMessageContaining(message);
    }

    @Test
    void refuses_a_name_without_an_address() {
        assertThatThrownBy(
                        () -> Settings.parse("--listen", "no.such.host.invalid").socketAddress())
                .hasMessage("--listen takes an address of this machine, not 'no.such.host.invalid'");
    }
}
