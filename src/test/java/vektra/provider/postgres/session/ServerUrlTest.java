package vektra.provider.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.postgres.PostgresProvider;
import vektra.provider.postgres.RunningPostgres;

class ServerUrlTest {
    private final PostgresProvider provider = RunningPostgres.PROVIDER;

    @Test
    void takes_a_url_apart_and_puts_it_together() {
        String text = "postgres://ad%40min:p%2Fw%25@db.example.com:6432/main%20db?sslmode=verify-full";
        ServerUrl url = ServerUrl.parse(text);
        assertThat(url.host()).isEqualTo(new HostPort("db.example.com", 6432));
        assertThat(url.user()).isEqualTo("ad@min");
        assertThat(url.password().reveal()).isEqualTo("p/w%");
        assertThat(url.database()).isEqualTo("main db");
        assertThat(url.text("postgres")).isEqualTo(text);
        assertThat(url.toString()).doesNotContain("p/w%");
    }

    @Test
    void port_and_database_have_defaults() {
        ServerUrl url = ServerUrl.parse("postgresql://u:p+w@some_host");
        assertThat(url.text("postgres")).isEqualTo("postgres://u:p%2Bw@some_host:5432/postgres");
        assertThat(url.password().reveal()).isEqualTo("p+w");
    }

    @Test
    void ipv6_hosts_keep_their_brackets_in_urls() {
        ServerUrl url = ServerUrl.parse("postgres://u:p@[2001:db8::1]:5433/db");
        assertThat(url.host().host()).isEqualTo("2001:db8::1");
        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://[2001:db8::1]:5433/db?user=u&password=p");
    }

    @Test
    void apps_get_the_tls_of_an_adopted_server_but_not_the_administrators_certificate() {
        Server server = provider.adopt(
                "postgres://boss:secret@db:5432/main?sslmode=verify-ca&sslrootcert=/etc/ca.pem&sslcert=/c&sslkey=/k",
                Map.of());
        Resource resource = new Resource(new Id("0123abcd-4567-4000-8000-000000000000"), "note", Map.of());
        Credentials credentials = new Credentials(Id.fresh(), "user", new Secret("word"));
        String url = "postgres://user:word@db:5432/note_0123abcd4567?sslmode=verify-ca&sslrootcert=%2Fetc%2Fca.pem";
        assertThat(provider.configVars(server, resource, credentials))
                .isEqualTo(Map.of("DATABASE_URL", url, "POSTGRES_URL", url));
        assertThat(provider.client(server, resource, credentials).environment())
                .containsEntry("PGSSLROOTCERT", "/etc/ca.pem")
                .containsEntry("PGSSLMODE", "verify-ca");
    }
}
