package vektra.provider.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import vektra.model.addon.Credentials;
import vektra.model.addon.Resource;
import vektra.model.name.Id;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.mariadb.session.ServerUrl;

/** Apps reach an adopted server at another address than Vektra. */
class MariadbAppUrlTest {
    @Test
    void apps_get_it_and_vektra_uses_that_of_the_url() {
        Server server = RunningMariadb.PROVIDER.adopt("mysql://boss:secret@db:3307", Map.of("app-url", "proxy"));
        Resource resource = new Resource(new Id("0123abcd-4567-4000-8000-000000000000"), "shop", Map.of());
        Credentials app = new Credentials(Id.fresh(), "user", new Secret("word"));
        assertThat(RunningMariadb.PROVIDER.configVars(server, resource, app).values())
                .contains("proxy", "3306")
                .doesNotContain("db", "3307");
        assertThat(ServerUrl.parse(server.adminUrl().reveal()).host()).isEqualTo(new HostPort("db", 3307));
    }
}
