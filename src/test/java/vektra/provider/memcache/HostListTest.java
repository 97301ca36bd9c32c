package vektra.provider.memcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class HostListTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cache.example.com:11212|cache.example.com:11212",
                "cache.example.com|cache.example.com:11211",
                "a:1,b:2|a:1,b:2",
                "a:1, b:2|a:1,b:2",
                "memcached://a:1,b:2|a:1,b:2",
                "[::1]:11212|[::1]:11212",
                "::1|[::1]:11211",
            })
    void reads_what_people_write(String written, String hosts) {
        assertThat(HostList.text(HostList.parse(written))).isEqualTo(hosts);
        assertThat(HostList.parse(HostList.url(HostList.parse(written)))).isEqualTo(HostList.parse(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "a:1,",
                "a:x",
                "a:0",
                "a:65536",
                "a:1,a:1",
                "a,a:11211",
                "http://a:1",
                "a:1/0",
                "a b:1",
                "memcached://",
                "memcached://a:1/"
            })
    void refuses_other_forms(String written) {
        VektraException e = catchThrowableOfType(VektraException.class, () -> HostList.parse(written));
        assertThat(e).as(written).isNotNull();
        assertThat(e.kind()).isEqualTo(Kind.INVALID);
        assertThat(e.hint()).isNotBlank();
    }

    @Test
    void refuses_a_login_and_does_not_repeat_it() {
        VektraException e = catchThrowableOfType(
                VektraException.class, () -> HostList.parse("memcached://someone:hush@cache:11211"));
        assertThat(e.kind()).isEqualTo(Kind.INVALID);
        assertThat(e.getMessage()).doesNotContain("hush").contains("login");
        assertThat(e.hint()).doesNotContain("hush");
    }
}
