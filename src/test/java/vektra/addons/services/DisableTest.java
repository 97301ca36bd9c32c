package vektra.addons.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
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
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.provider.AppClient;

class DisableTest {
    private static final ServiceName LEDGER = new ServiceName("ledger");
    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb disable() {
        return at -> at.services().disable().disable(LEDGER, false);
    }

    private static MemoryHome.Verb destroy() {
        return at -> at.services().disable().destroy(LEDGER, MemoryHome.YES);
    }

    private static MemoryHome.Verb force() {
        return at -> at.services().disable().disable(LEDGER, true);
    }

    private static MemoryHome.Verb forceAndDestroy() {
        return at -> at.services().disable().destroy(LEDGER, true, false, MemoryHome.YES);
    }

    /** Bound to its owner, to a guest twice, and to an app with a server of its own; each app has another service, too. */
    private void bindThree() {
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
        home.attach("book", "guest", "SECOND");
        home.create("solo", "ledger:dedicated", "big", null);
        home.bind("note", "cache");
        home.bind("guest", "cache");
    }

    /** Kept by an app, and by none; on the shared server, and on one of its own. */
    private void keepThree() {
        home.create("note", "ledger", "book", null);
        home.create("note", "ledger:dedicated", "big", "BIG");
        home.create("gone", "ledger", "old", null);
        home.destroyApp("gone");
        home.unbind("note", "book");
        home.unbind("note", "big");
        home.run(at -> at.actions().run("book", null, "backup", Map.of(), MemoryHome.YES));
    }

    @Test
    void its_servers_stop_and_keep_their_data() {
        keepThree();
        home.run(disable());
        assertThat(home.world().states()).containsEntry("ledger", "stopped").containsEntry("big", "stopped");
        assertThat(home.world().places()).hasSize(3);
        home.assertSound();
    }

    @Test
    void again_changes_nothing() {
        home.run(disable());
        String before = home.shape();
        assertThat(home.open().services().disable().disable(LEDGER, false).already())
                .isTrue();
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void while_apps_are_bound_it_stays() {
        for (String app : List.of("a", "b", "c", "d", "e", "f", "g")) {
            home.bind(app, "ledger");
        }
        String[] gist = {"ledger is bound to a, b, c, d, e and 2 more", "vektra addons:unbind ledger -a a", "--force"};
        Refused.as(Kind.CONFLICT, home, disable(), gist);
        Refused.as(Kind.CONFLICT, home, destroy(), gist);
    }

    @Test
    void forced_it_is_unbound_from_every_app_and_data_stays() throws Exception {
        bindThree();
        String url = home.url("note");
        home.write(url, "key", "kept");
        assertThat(home.open().services().disable().disable(LEDGER, true).unbound())
                .extracting(AppName::value)
                .containsExactlyInAnyOrder("guest", "note", "solo");
        assertThat(home.world().states())
                .containsEntry("ledger", "stopped")
                .containsEntry("big", "stopped")
                .containsEntry("cache", "running");
        for (String app : List.of("note", "guest", "solo")) {
            assertThat(home.app(app).attachments()).noneMatch(a -> a.service().equals(LEDGER));
            assertThat(home.vars(app)).noneMatch(name -> name.startsWith("LEDGER"));
        }
        assertThat(home.vars("note")).isNotEmpty();
        home.assertSound();
        home.enable("ledger");
        assertThat(home.letsIn(url)).isFalse();
        home.bind("note", "ledger");
        try (AppClient.Session again = home.session(home.url("note"))) {
            assertThat(again.read("key")).isEqualTo("kept");
        }
    }

    @Test
    void forced_again_changes_nothing() {
        bindThree();
        home.run(force());
        String before = home.shape();
        assertThat(home.open().services().disable().disable(LEDGER, true).already())
                .isTrue();
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void forced_with_its_data_nothing_of_it_stays_with_any_app() {
        bindThree();
        home.run(forceAndDestroy());
        for (String app : List.of("note", "guest", "solo")) {
            assertThat(home.vars(app)).noneMatch(name -> name.startsWith("LEDGER"));
            assertThat(home.app(app).addons()).noneMatch(a -> a.service().equals(LEDGER));
        }
        assertThat(home.world().states()).containsOnlyKeys("cache");
        home.assertSound();
    }

    @Test
    void with_its_data_every_add_on_and_every_server_goes() {
        keepThree();
        home.run(destroy());
        assertThat(home.world().states()).containsOnlyKeys("cache");
        assertThat(home.doors().store().read().addonNames()).isEmpty();
        assertThat(home.app("note").addons()).isEmpty();
        assertThat(home.doors().shelf().retired(Instant.MAX))
                .hasSize(1)
                .allMatch(kept -> String.valueOf(kept.of().app()).equals("note"));
        home.assertSound();
    }

    @Test
    void with_its_data_and_backups_nothing_stays() {
        keepThree();
        home.run(at -> at.services().disable().destroy(LEDGER, false, true, MemoryHome.YES));
        assertThat(home.files().keySet()).noneMatch(file -> file.startsWith("backups/"));
        home.assertSound();
    }

    @Test
    void the_confirmation_names_everything_that_goes() {
        keepThree();
        List<String> asked = new ArrayList<>();
        home.run(at -> at.services().disable().destroy(LEDGER, (danger, accepted) -> {
            asked.add(danger);
            asked.addAll(accepted);
        }));
        assertThat(asked.get(0)).contains("the data of ledger", "book", "big", "old", "1 backup");
        assertThat(asked.get(1)).isEqualTo("ledger");
    }

    @Test
    void of_an_adopted_server_only_what_is_ours_goes() {
        home.run(destroy());
        Secret url = home.world().startElsewhere();
        home.run(at -> at.services().enable().enable(LEDGER, Map.of(), url));
        home.create("note", "ledger", "book", null);
        home.unbind("note", "book");
        home.run(destroy());
        assertThat(home.world().places()).isEmpty();
        assertThat(home.world().states()).hasSize(2).containsValue("running");
        home.assertSound();
    }

    @Test
    void one_that_was_never_on_is_off_already() {
        home.run(destroy());
        assertThat(home.open()
                        .services()
                        .disable()
                        .destroy(LEDGER, MemoryHome.YES)
                        .already())
                .isTrue();
        assertThat(home.open().services().disable().disable(LEDGER, false).already())
                .isTrue();
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.services().disable().disable(new ServiceName("nope"), false),
                "no service called");
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.services().disable().destroy(new ServiceName("nope"), MemoryHome.YES),
                "no service called");
    }

    @Test
    void an_adopted_server_that_does_not_answer_keeps_its_record() {
        home.run(destroy());
        home.run(at ->
                at.services().enable().enable(LEDGER, Map.of(), home.world().startElsewhere()));
        home.create("note", "ledger", "book", null);
        home.unbind("note", "book");
        home.world().kill("elsewhere");
        Refused.as(Kind.UNAVAILABLE, home, destroy(), "does not answer");
    }

    @Test
    void after_it_the_app_can_be_bound_to_a_new_server() {
        keepThree();
        home.run(destroy());
        home.enable("ledger");
        home.bind("note", "ledger");
        home.assertSound();
        assertThat(home.app("note").name()).isEqualTo(new AppName("note"));
    }

    @Test
    void a_dry_run_names_the_steps() {
        keepThree();
        assertThat(home.dryRun(disable()))
                .containsExactly("stop the server big", "stop the server ledger", "disable ledger");
        assertThat(home.dryRun(destroy()))
                .contains(
                        "free the name big",
                        "free the name book",
                        "free the name old",
                        "forget the service ledger",
                        "delete the server ledger and its data",
                        "delete the server big and its data",
                        "keep the backups of book (1 backup, until 2026-03-31 12:00:00 UTC)");
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        keepThree();
        return Sweep.inParts(home.copy(), disable());
    }

    @TestFactory
    Stream<DynamicTest> forced_cut_off_anywhere() {
        bindThree();
        return Sweep.of(home.copy(), force());
    }

    @TestFactory
    Stream<DynamicTest> forced_with_its_data_cut_off_anywhere() {
        bindThree();
        return Sweep.of(home.copy(), forceAndDestroy());
    }

    @TestFactory
    Stream<DynamicTest> with_its_data_cut_off_anywhere() {
        keepThree();
        return Sweep.of(home.copy(), destroy());
    }

    @TestFactory
    Stream<DynamicTest> of_an_adopted_server_cut_off_anywhere() {
        home.run(destroy());
        home.run(at ->
                at.services().enable().enable(LEDGER, Map.of(), home.world().startElsewhere()));
        home.create("note", "ledger", "book", null);
        home.unbind("note", "book");
        return Sweep.of(home.copy(), destroy());
    }
}
