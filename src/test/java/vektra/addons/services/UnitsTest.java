package vektra.addons.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.MemoryHome;
import vektra.model.name.AddonName;

class UnitsTest {
    private static final Units.Installation INSTALLATION =
            new Units.Installation(Path.of("/opt/vektra/bin/vektra"), Path.of("/memory"), false);

    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    private List<Units.Unit> all() {
        return home.open().services().units().all(INSTALLATION);
    }

    @Test
    void each_has_a_name_of_its_own_whatever_add_ons_are_called() {
        for (String name : List.of("logs", "server", "backups", "monitors", "addon-logs")) {
            home.create("note", "ledger:dedicated", name, null);
        }
        assertThat(all())
                .extracting(Units.Unit::name)
                .doesNotHaveDuplicates()
                .contains("vektra-ledger.service", "vektra-logs.service", "vektra-addon-logs.service")
                .contains("vektra-addon-addon-logs.service");
    }

    /** The server keeps its id, by which units that were written before call it. */
    @Test
    void the_server_of_an_add_on_that_was_renamed_is_started_by_either_name() {
        home.create("note", "ledger:dedicated", "vault", null);
        home.run(at -> at.rename().rename("vault", null, new AddonName("safe")));
        assertThat(all())
                .anyMatch(unit -> unit.name().equals("vektra-vault.service")
                        && unit.text().contains(" addons:start safe\n")
                        && unit.text().contains(" addons:stop safe\n"));
        for (String called : List.of("vault", "safe")) {
            home.run(at ->
                    assertThat(at.services().servers().stop(List.of(called))).allMatch(Servers.Turned::changed));
            home.run(at -> assertThat(at.services().servers().start(List.of(called)))
                    .extracting(turned -> turned.server().id())
                    .containsExactly("vault"));
        }
    }
}
