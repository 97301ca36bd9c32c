package vektra.provider.mariadb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.model.addon.Credentials;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.service.HostPort;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.mariadb.session.ServerUrl;

/** What the two names set, and which URLs they take. */
class FlavorTest {
    private static Map<String, String> vars(Flavor flavor, String as) {
        Credentials credentials = new Credentials(Id.fresh(), "user", new Secret("secret"));
        ServerUrl url = new ServerUrl(new HostPort("db.example", 3307), "user", new Secret("secret"), "data");
        return flavor.service().varsFor(new AttachmentName(as), flavor.values(url, "data", credentials));
    }

    @ParameterizedTest
    @CsvSource({"MARIADB, MARIADB", "MYSQL, MYSQL", "MARIADB, DATABASE", "MYSQL, DATABASE", "MYSQL, MARIADB"})
    void six_variables_stand_behind_the_name_of_the_attachment(Flavor flavor, String as) {
        assertThat(vars(flavor, as))
                .containsEntry(as + "_URL", "mysql://user:secret@db.example:3307/data")
                .containsEntry(as + "_USER", "user")
                .containsEntry(as + "_PASS", "secret")
                .containsEntry(as + "_HOST", "db.example")
                .containsEntry(as + "_PORT", "3307")
                .containsEntry(as + "_NAME", "data")
                .hasSize(as.equals("MARIADB") && flavor == Flavor.MARIADB ? 7 : 6);
    }

    @Test
    void the_plain_attachment_of_mariadb_is_found_by_programs_for_mysql() {
        assertThat(vars(Flavor.MARIADB, "MARIADB").get("MYSQL_URL"))
                .isEqualTo(vars(Flavor.MARIADB, "MARIADB").get("MARIADB_URL"));
        assertThat(vars(Flavor.MARIADB, "DATABASE")).doesNotContainKey("MYSQL_URL");
    }

    @Test
    void mysql_says_that_it_is_mariadb() {
        assertThat(Flavor.MYSQL.service().description()).contains("MariaDB");
        assertThat(Flavor.MYSQL.service().title()).contains("MariaDB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://a:b@h",
                "mariadb://a:b@h:3307/",
                "mysql://a:p%40%2Fs@[::1]:3307/db",
                "mysql://a:p+w@h/ignored"
            })
    void a_url_means_what_it_says(String text) {
        ServerUrl url = ServerUrl.parse(text);
        assertThat(ServerUrl.parse(url.text("mysql"))).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://a:hunter2@h",
                "mysql://h",
                "mysql://a@h",
                "mysql://a:@h",
                "mysql://:hunter2@h",
                "mysql://a:hunter2@",
                "mysql://a:hunter2@h,i",
                "mysql://a:hunter2@h:port",
                "mysql://a:hunter2%zz@h",
                "mysql://a:hunter2@h/db?ssl-mode=REQUIRED",
                "mysql://a:hunter2@h:99999"
            })
    void another_form_is_refused_without_being_repeated(String text) {
        assertThatThrownBy(() -> ServerUrl.parse(text))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind().name()).isEqualTo("INVALID"))
                .hasMessageNotContaining("hunter2");
    }
}
