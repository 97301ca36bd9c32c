package vektra.provider.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import vektra.provider.postgres.transfer.PostgresPrograms;

class ServerUrlTest {
    private final PostgresProvider provider = RunningPostgres.PROVIDER;

    @Test
    void takes_a_url_apart_and_puts_it_together() {
        String text = "postgres://ad%40min:p%2Fw%25@db.example.com:6432/main%20db?sslmode=verify-full";
        ServerUrl url = ServerUrl.parse(text);
        assertThat(url.hosts()).containsExactly(new HostPort("db.example.com", 6432));
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
        assertThat(url.hosts().get(0).host()).isEqualTo("2001:db8::1");
        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://[2001:db8::1]:5433/db?user=u&password=p");
    }

    @Test
    void apps_get_one_host_of_a_server_with_several_and_the_list_as_further_forms() {
        String url = "postgres://boss:secret@db1,db2:5433/main?sslmode=require";
        Server server = provider.adopt(url, Map.of("app-url", "proxy:6432"));
        assertThat(server.hosts()).containsExactly(new HostPort("proxy", 6432));
        assertThat(server.adminUrl().reveal()).isEqualTo(url);
        Resource resource = new Resource(new Id("0123abcd-4567-4000-8000-000000000000"), "note", Map.of());
        Credentials credentials = new Credentials(Id.fresh(), "user", new Secret("word"));
        assertThat(provider.configVars(server, resource, credentials))
                .containsEntry("DATABASE_URL", "postgres://user:word@proxy:6432/note_0123abcd4567?sslmode=require");
        assertThat(provider.connectionForms(server, resource, credentials))
                .containsEntry(
                        "libpq-hosts",
                        "postgresql://user:word@db1:5432,db2:5433/note_0123abcd4567?sslmode=require"
                                + "&target_session_attrs=read-write")
                .containsEntry(
                        "jdbc-hosts",
                        "jdbc:postgresql://db1:5432,db2:5433/note_0123abcd4567?user=user&password=word&sslmode=require"
                                + "&targetServerType=primary");
        assertThat(PostgresPrograms.environment(ServerUrl.parse(url), false))
                .containsEntry("PGHOST", "db1,db2")
                .containsEntry("PGPORT", "5432,5433")
                .containsEntry("PGTARGETSESSIONATTRS", "read-write");
    }

    @Test
    void an_address_for_apps_is_one_host_and_needed_when_the_url_has_several() {
        String several = "postgres://boss:secret@db1,db2/main";
        assertThatThrownBy(() -> provider.adopt(several, Map.of()))
                .hasMessage("the URL has 2 hosts, and apps need one");
        assertThatThrownBy(() -> provider.adopt(several, Map.of("app-url", "db1:5432,db2:5432")))
                .hasMessage("--app-url is one host: many clients of apps cannot read a list");
        assertThatThrownBy(() -> provider.adopt(several, Map.of("app-url", "postgres://u:secret@db1")))
                .hasMessage("--app-url is an address without scheme, user and path");
        assertThatThrownBy(() -> provider.adopt("postgres://boss:secret@db1,,db2/main", Map.of()))
                .hasMessageEndingWith("check its hosts");
        assertThat(provider.adopt("postgres://boss:secret@db1/main", Map.of("app-url", "proxy"))
                        .hosts())
                .containsExactly(new HostPort("proxy", 5432));
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
