package vektra.store.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class EtcdUrlTest {
    @Test
    void members_have_a_usual_port_and_an_installation_a_usual_name() {
        EtcdUrl url = EtcdUrl.parse("etcd://h1,10.0.0.2:2380,[::1]:2381");
        assertThat(url.members()).isEqualTo(List.of("h1:2379", "10.0.0.2:2380", "[::1]:2381"));
        assertThat(Keys.of(url).root()).isEqualTo("/vektra/main/");
        assertThat(url.tls()).isNull();
    }

    @Test
    void a_socket_and_an_installation_are_named() {
        EtcdUrl url = EtcdUrl.parse("etcd+unix:///run/vektra/etcd.sock?installation=blue");
        assertThat(url.socket()).isEqualTo(Path.of("/run/vektra/etcd.sock"));
        assertThat(Keys.of(url).root()).isEqualTo("/vektra/blue/");
    }

    @Test
    void files_of_tls_may_have_any_name() {
        EtcdUrl url = EtcdUrl.parse("etcd://h1?ca=/a%26b/ca.pem&cert=/c.pem&key=/k.pem");
        assertThat(url.tls()).isEqualTo(new EtcdUrl.Tls(Path.of("/a&b/ca.pem"), Path.of("/c.pem"), Path.of("/k.pem")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://h",
                "etcd://",
                "etcd://h1,,h2",
                "etcd://u:p@h1",
                "etcd+unix://etcd.sock",
                "etcd+unix:///s?ca=/ca.pem",
                "etcd://h1?cert=/c.pem&key=/k.pem",
                "etcd://h1?ca=/ca.pem&cert=/c.pem",
                "etcd://h1?ca=ca.pem",
                "etcd://h1?user=root",
                "etcd://h1?installation=A/b",
                "etcd://h1:65536",
                "etcd://h1?ca=/%zz",
                "etcd://h1?ca=/a%00b"
            })
    void anything_else_is_invalid(String url) {
        assertThatExceptionOfType(VektraException.class)
                .isThrownBy(() -> EtcdUrl.parse(url))
                .withMessageStartingWith("VEKTRA_STORE cannot be used: ")
                .matches(e -> e.kind() == Kind.INVALID);
    }
}
