package vektra.addons.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.model.name.ServiceName;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.text.Kind;

class UpgradeServerTest {
    private final MemoryHome home = MemoryHome.enabled();

    UpgradeServerTest() {
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
        home.create("shop", "ledger:dedicated", "vault", null);
        home.write(home.url("note"), "a", "1");
        home.write(home.url("shop"), "b", "2");
        home.world().offers("machine", "8.1");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb upgrade(String what, String to) {
        return at -> at.services().upgrade().upgrade(what, to, null, MemoryHome.YES);
    }

    private static MemoryHome.Verb undo(String what) {
        return at -> at.services().upgrade().undo(what, MemoryHome.YES);
    }

    private static MemoryHome.Verb forget(String what) {
        return at -> at.services().upgrade().forget(what, MemoryHome.YES);
    }

    private Server shared() {
        return home.lookup().enabled(new ServiceName("ledger")).server();
    }

    @Test
    void apps_keep_their_variables_and_their_data() {
        String note = home.url("note");
        String guest = home.url("guest");
        home.run(upgrade("ledger", "8"));
        assertThat(shared().version()).isEqualTo("8.1");
        assertThat(home.url("note")).isEqualTo(note);
        assertThat(home.read(note, "a")).isEqualTo("1");
        assertThat(home.read(guest, "a")).isEqualTo("1");
        assertThat(home.world().states())
                .containsEntry("ledger", "running")
                .containsEntry("ledger.former", "stopped")
                .doesNotContainKey("ledger.next");
        home.assertSound();
    }

    @Test
    void only_the_server_itself_keeps_an_archive_and_none_of_those_that_come_and_go() {
        home.run(at -> at.services()
                .enable()
                .enable(new ServiceName("ledger"), Map.of(ServerOptions.ARCHIVE, "/mnt/wal"), null));
        home.run(upgrade("ledger", "8"));
        home.run(undo("ledger"));
        home.run(forget("ledger"));
        assertThat(shared().option(ServerOptions.ARCHIVE)).isEqualTo("/mnt/wal");
        assertThat(home.world().archiveFolders()).containsExactly("/mnt/wal/ledger");
        home.assertSound();
    }

    @Test
    void of_two_versions_that_begin_alike_it_gets_the_one_that_is_meant() {
        home.world().offers("machine", "8.10");
        home.world().offers("machine", "8.2");
        home.run(upgrade("ledger", "8.10"));
        assertThat(shared().version()).isEqualTo("8.10");
        home.run(forget("ledger"));
        home.world().offers("machine", "81.0");
        home.run(upgrade("ledger", "8"));
        assertThat(shared().version()).isEqualTo("8.10");
        home.assertSound();
    }

    @Test
    void a_server_of_one_add_on_is_upgraded_by_its_name() {
        String shop = home.url("shop");
        home.run(upgrade("vault", null));
        assertThat(home.addon("shop").server().version()).isEqualTo("8.1");
        assertThat(shared().version()).isEqualTo("7.2");
        assertThat(home.read(shop, "b")).isEqualTo("2");
        home.assertSound();
    }

    @Test
    void who_was_locked_out_stays_so_and_what_an_app_left_goes_too() {
        home.unbind("guest", "book");
        home.destroyApp("note");
        home.run(at -> at.upgrade().change("vault", null, "shared"));
        home.run(upgrade("ledger", "8"));
        assertThat(home.world().places()).anyMatch(place -> place.startsWith("ledger has note {a=1} for []"));
        home.assertSound();
    }

    @Test
    void of_the_version_it_has_nothing_is_done() {
        String before = home.shape();
        home.run(upgrade("ledger", "7"));
        home.run(upgrade("ledger", "7.2"));
        assertThat(home.shape()).isEqualTo(before);
        home.run(upgrade("ledger", null));
        home.run(upgrade("ledger", null));
        assertThat(shared().version()).isEqualTo("8.1");
    }

    @Test
    void refusals() {
        Refused.as(Kind.CONFLICT, home, upgrade("ledger", "6"), "its data cannot go back to 6", "known: 8.1 (machine)");
        Refused.as(Kind.NOT_FOUND, home, upgrade("ledger", "9"), "no version 9 of ledger can run here", "known: 8.1");
        Refused.as(Kind.INVALID, home, upgrade("ledger", "new"), "'new' is not a version", "known: 8.1");
        Refused.as(Kind.CONFLICT, home, upgrade("book", "8"), "book has no server of its own");
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.services().upgrade().upgrade("ledger", "8", "debian", MemoryHome.YES),
                "no version 8 of ledger comes from the source debian");
        Refused.as(Kind.CONFLICT, home, upgrade("cache", "8"), "a server of cache is not upgraded with its data");
        Refused.as(Kind.CONFLICT, home, undo("ledger"), "ledger was not upgraded");
        Refused.as(Kind.CONFLICT, home, forget("ledger"), "ledger was not upgraded");
        home.write(home.url("note"), "stuck", "x");
        Refused.as(Kind.CONFLICT, home, upgrade("ledger", "8"), "the key stuck cannot be carried");
        home.world().fillDisk(1000);
        Refused.as(Kind.UNAVAILABLE, home, upgrade("ledger", "8"), "needs 2.0 MB of disk, and 1000 bytes is free");
        home.assertSound();
    }

    @Test
    void what_the_new_version_lacks_is_refused_while_the_old_one_serves() {
        home.write(home.url("note"), "old fashioned", "x");
        Refused.as(Kind.CONFLICT, home, upgrade("ledger", "8"), "version 8.1 has nothing old fashioned");
        assertThat(home.world().states()).doesNotContainKeys("ledger.next", "ledger.former");
        assertThat(home.letsIn(home.url("note"))).isTrue();
        home.assertSound();
    }

    @Test
    void what_belongs_to_no_add_on_would_stay_behind() {
        home.world().addStray("ledger", "old", Map.of());
        Refused.as(Kind.CONFLICT, home, upgrade("ledger", "8"), "belongs to no add-on");
    }

    @Test
    void an_adopted_server_is_its_owners_to_upgrade() {
        MemoryHome other = MemoryHome.empty();
        other.run(at -> at.services()
                .enable()
                .enable(new ServiceName("ledger"), Map.of(), other.world().startElsewhere()));
        Refused.as(Kind.CONFLICT, other, upgrade("ledger", "8"), "was adopted: Vektra does not manage it");
        other.close();
    }

    @Test
    void undone_it_has_the_data_of_before_and_keeps_the_others() {
        home.run(upgrade("ledger", "8"));
        home.write(home.url("note"), "a", "3");
        home.run(undo("ledger"));
        assertThat(shared().version()).isEqualTo("7.2");
        assertThat(home.read(home.url("note"), "a")).isEqualTo("1");
        assertThat(home.world().states()).doesNotContainKey("ledger.next");
        home.assertSound();
        home.run(undo("ledger"));
        assertThat(home.read(home.url("note"), "a")).isEqualTo("3");
        home.assertSound();
    }

    @Test
    void while_old_data_are_kept_there_is_no_other_upgrade() {
        home.run(upgrade("ledger", "8"));
        home.world().offers("machine", "9.0");
        Refused.as(Kind.CONFLICT, home, upgrade("ledger", "9"), "are still kept, until", "--drop-old");
        home.run(forget("ledger"));
        assertThat(home.world().states()).doesNotContainKey("ledger.former");
        home.run(upgrade("ledger", "9"));
        home.assertSound();
    }

    @Test
    void the_old_data_go_after_a_week() {
        home.run(upgrade("ledger", "8"));
        home.run(upgrade("vault", "8"));
        home.later(Duration.ofDays(6));
        home.run(at -> at.home().reap().all(MemoryHome.YES));
        assertThat(home.world().states()).containsKeys("ledger.former", "vault.former");
        home.later(Duration.ofDays(2));
        home.run(at -> at.home().reap().all(MemoryHome.YES));
        assertThat(home.world().states()).doesNotContainKeys("ledger.former", "vault.former");
        home.assertSound();
    }

    @Test
    void the_old_data_go_with_what_they_are_of() {
        home.run(upgrade("ledger", "8"));
        home.run(upgrade("vault", "8"));
        home.run(at -> at.destroy().destroy("vault", null, true, MemoryHome.YES));
        assertThat(home.world().states()).doesNotContainKey("vault.former");
        home.assertSound();
        home.run(at -> at.services().disable().destroy(new ServiceName("ledger"), true, false, MemoryHome.YES));
        assertThat(home.world().states().keySet()).containsExactly("cache");
        home.assertSound();
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(upgrade("ledger", "8")))
                .anyMatch(step -> step.startsWith("create the server ledger.next"))
                .contains(
                        "start the server ledger.next",
                        "move the data of the server ledger (to ledger.former)",
                        "create book (on ledger.next, with its users)",
                        "copy the data of book (to ledger.next)");
        assertThat(home.world().states()).doesNotContainKeys("ledger.next", "ledger.former");
    }

    @TestFactory
    Stream<DynamicTest> a_shared_server_cut_off_anywhere() {
        return Sweep.of(home.copy(), upgrade("ledger", "8"));
    }

    @TestFactory
    Stream<DynamicTest> a_server_of_one_add_on_cut_off_anywhere() {
        return Sweep.of(home.copy(), upgrade("vault", "8"));
    }

    @TestFactory
    Stream<DynamicTest> going_back_cut_off_anywhere() {
        home.run(upgrade("ledger", "8"));
        home.write(home.url("note"), "a", "3");
        return Sweep.of(home.copy(), at -> {
            if (at.services()
                    .servers()
                    .status(List.of("ledger"))
                    .get(0)
                    .server()
                    .version()
                    .equals("8.1")) {
                at.services().upgrade().undo("ledger", MemoryHome.YES);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> forgetting_the_old_data_cut_off_anywhere() {
        home.run(upgrade("vault", "8"));
        return Sweep.of(home.copy(), forget("vault"), Kind.CONFLICT);
    }
}
