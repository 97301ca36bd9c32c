package vektra.provider.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.VektraException;

class AdoptedUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://a:b@host:15672, host:15672, host:5672",
        "http://a:b@host, host:15672, host:5672",
        "https://a:p%40w@host:443/, host:443, host:5672",
        "https://a:b@host, host:15671, host:5672",
        "https://a:b@[::1]/?amqp=5673, [::1]:15671, [::1]:5673",
        "http://a:b@[::1]:15672?amqp=5673, [::1]:15672, [::1]:5673",
        "http://a:b@10.0.0.1/?amqp=5671, 10.0.0.1:15672, 10.0.0.1:5671"
    })
    void names_both_addresses(String url, String management, String amqp) {
        AdoptedUrl parsed = AdoptedUrl.parse(url);
        assertThat(parsed.management()).hasToString(management);
        assertThat(parsed.amqp()).hasToString(amqp);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"amqp://a:b@host:5672", "http://host:15672", "http://a@host", "http://a:b@host/path", "", "x"})
    void another_url_is_refused_without_its_secret(String url) {
        assertThatThrownBy(() -> AdoptedUrl.parse(url))
                .isInstanceOf(VektraException.class)
                .hasMessageNotContaining(":b@");
    }
}
