package vektra.provider.redis.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class RedisUrlTest {
    @ParameterizedTest
    @CsvSource({
        "redis://host,                        false, '',    '',      host,      6379",
        "redis://host:7000/,                  false, '',    '',      host,      7000",
        "rediss://host:7000,                  true,  '',    '',      host,      7000",
        "redis://:secret@host,                false, '',    secret,  host,      6379",
        "redis://admin:secret@host:1,         false, admin, secret,  host,      1",
        "redis://admin:a%40b%25+c@host:1,     false, admin, a@b%+c,  host,      1",
        "redis://admin:pa/ss:w@rd@host:1,     false, admin, pa/ss:w@rd, host,   1",
        "redis://admin:secret@[::1]:7000,     false, admin, secret,  ::1,       7000",
        "redis://admin:secret@under_score:1,  false, admin, secret,  under_score, 1"
    })
    void reads(String text, boolean tls, String user, String password, String host, int port) {
        RedisUrl url = RedisUrl.parse(text);
        assertThat(url.tls()).isEqualTo(tls);
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password().reveal()).isEqualTo(password);
        assertThat(url.address().host()).isEqualTo(host);
        assertThat(url.address().port()).isEqualTo(port);
        assertThat(url.toString()).doesNotContain(password.isEmpty() ? "\0" : password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "http://a:secret@host",
                "postgres://a:secret@host",
                "redis://",
                "redis://a:secret@",
                "redis://secret@host",
                "redis://a:secret@host/3",
                "redis://a:secret@host:6379?db=3",
                "redis://a:secret@host:0",
                "redis://a:secret@host:port",
                "redis://a:secret%zz@host",
                "redis://a:secret@ho st"
            })
    void refuses_and_does_not_repeat_a_secret(String text) {
        assertThatThrownBy(() -> RedisUrl.parse(text)).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.INVALID);
            assertThat(e.getMessage() + e.hint() + e.getCause()).doesNotContain("secret");
        });
    }
}
