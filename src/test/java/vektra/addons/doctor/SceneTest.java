package vektra.addons.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.MemoryHome;
import vektra.model.name.ServiceName;
import vektra.model.text.Secret;

class SceneTest {
    private final MemoryHome home = MemoryHome.empty();

    @AfterEach
    void close() {
        home.close();
    }

    private void create(String service) {
        home.create("note", service, service + "-one", service.toUpperCase(Locale.ROOT));
    }

    private List<String> knownOn(String service) {
        Scene scene = Scene.read(home.lookup(), null);
        Site site = scene.sites().stream()
                .filter(one -> one.server().service().value().equals(service))
                .findFirst()
                .orElseThrow();
        return scene.knownOn(site).values().stream()
                .map(owned -> owned.addon().name().value())
                .toList();
    }

    @Test
    void what_two_services_have_on_one_adopted_server_is_known_on_both() {
        Secret url = home.world().startElsewhere();
        for (String service : List.of("cache", "ledger")) {
            home.run(at -> at.services().enable().enable(new ServiceName(service), Map.of(), url));
            create(service);
        }
        assertThat(knownOn("ledger")).containsExactlyInAnyOrder("cache-one", "ledger-one");
        assertThat(knownOn("cache")).containsExactlyInAnyOrder("cache-one", "ledger-one");
    }

    @Test
    void what_a_service_has_on_its_own_server_is_known_there_alone() {
        for (String service : List.of("cache", "ledger")) {
            home.enable(service);
            create(service);
        }
        assertThat(knownOn("ledger")).containsExactly("ledger-one");
        assertThat(knownOn("cache")).containsExactly("cache-one");
    }
}
