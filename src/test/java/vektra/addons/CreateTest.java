package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.model.addon.Addon;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.name.Tag;
import vektra.model.text.Kind;

class CreateTest {
    private final MemoryHome home = MemoryHome.enabled();

    CreateTest() {
        home.run(at -> at.apps().create(new AppName("note")));
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb create(Create.Request request) {
        return at -> at.create().create(request);
    }

    @Test
    void a_server_of_its_own_leaves_the_names_of_services_to_their_servers() {
        try (MemoryHome fresh = MemoryHome.empty()) {
            fresh.enable("ledger");
            fresh.create("note", "ledger:dedicated", "cache", null);
            fresh.enable("cache");
            assertThat(fresh.world().states()).containsOnlyKeys("ledger", "cache", "cache-2");
            fresh.assertSound();
        }
    }

    @Test
    void makes_one_more_beside_the_first() {
        home.create("note", "ledger", "one", null);
        home.create("note", "ledger", "two", null);
        assertThat(home.app("note").addons()).hasSize(2);
        assertThat(home.attachment("note", "LEDGER").addon().value()).isEqualTo("one");
        assertThat(home.app("note").attachments().get(1).name().value()).matches("LEDGER_[A-Z]+");
        assertThat(home.app("note").release()).isEqualTo(3);
        home.assertSound();
    }

    @Test
    void again_with_the_same_name_is_no_error() {
        home.create("note", "ledger", "one", "MAIN");
        String before = home.shape();
        home.create("note", "ledger", "one", "MAIN");
        home.create("note", "ledger", "one", null);
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void a_name_is_one_add_on_s_in_all_apps() {
        home.create("other", "ledger", "one", null);
        String[] gist = {"an add-on called one already exists", "choose another name"};
        Refused.as(Kind.CONFLICT, home, create(Requests.create("note", "ledger", "one", null)), gist);
        Refused.as(Kind.CONFLICT, home, create(Requests.create("other", "cache", "one", null)), gist);
        Refused.as(Kind.CONFLICT, home, create(Requests.create("other", "ledger:dedicated", "one", null)), gist);
    }

    @Test
    void one_that_is_there_and_not_attached_is_not_attached_too() {
        home.create("note", "ledger", "one", "MAIN");
        Refused.as(
                Kind.CONFLICT,
                home,
                create(Requests.create("note", "ledger", "one", "OTHER")),
                "one already exists, but not attached to note as OTHER",
                "vektra addons:attach one -a note");
        home.unbind("note", "MAIN");
        Refused.as(
                Kind.CONFLICT,
                home,
                create(Requests.create("note", "ledger", "one", null)),
                "one already exists, but not attached to note");
    }

    @Test
    void what_has_the_attachment_s_name_steps_aside_only_by_force() {
        home.create("note", "ledger", "one", null);
        String old = home.url("note");
        Refused.as(
                Kind.CONFLICT,
                home,
                create(Requests.create("note", "ledger", "two", "LEDGER")),
                "note has LEDGER attached to one already",
                "--confirm note");
        home.run(create(Requests.forced(Requests.create("note", "ledger", "two", "LEDGER"))));
        assertThat(home.attachment("note", "LEDGER").addon().value()).isEqualTo("two");
        assertThat(home.letsIn(old)).isFalse();
        assertThat(home.app("note").addons()).hasSize(2);
        home.assertSound();
    }

    @Test
    void another_app_s_add_on_steps_aside_by_force() {
        home.create("other", "ledger", "theirs", null);
        home.attach("theirs", "note", "LEDGER");
        home.run(create(Requests.forced(Requests.create("note", "ledger", "mine", "LEDGER"))));
        assertThat(home.attachment("note", "LEDGER").addon().value()).isEqualTo("mine");
        home.assertSound();
    }

    @Test
    void an_own_variable_steps_aside_only_by_force() {
        home.set("note", "LEDGER_URL", "mine");
        Refused.as(
                Kind.CONFLICT,
                home,
                create(Requests.create("note", "ledger", "one", "LEDGER")),
                "LEDGER_URL of note is already set by you",
                "--confirm note");
        home.run(create(Requests.forced(Requests.create("note", "ledger", "one", "LEDGER"))));
        assertThat(home.attachment("note", "LEDGER").replaced()).containsEntry("LEDGER_URL", "mine");
        home.assertSound();
    }

    @Test
    void options_are_for_an_own_server_only() {
        Refused.as(
                Kind.INVALID,
                home,
                create(Requests.with(Requests.create("note", "ledger", "one", null), Map.of("size", "50"))),
                "ledger:shared has no options per add-on",
                "vektra addons:enable ledger --size VALUE");
        Create.Request own = Requests.create("note", "ledger:dedicated", "one", null);
        home.run(create(Requests.with(own, Map.of("size", "50"))));
        assertThat(home.addon("note").server().options()).containsEntry("size", "50");
        Refused.as(
                Kind.INVALID, home, create(Requests.with(own, Map.of("sise", "50"))), "--sise", "did you mean --size");
        Refused.as(Kind.INVALID, home, create(Requests.with(own, Map.of("size", "5"))), "'5'", "from 10 to 1000");
    }

    @Test
    void an_unknown_app_plan_or_service_is_refused() {
        Refused.as(
                Kind.NOT_FOUND, home, create(Requests.create("notes", "ledger", null, null)), "no app called", "note?");
        Refused.as(Kind.NOT_FOUND, home, create(Requests.create("note", "ledger:big", null, null)), "no plan called");
        Refused.as(Kind.NOT_FOUND, home, create(Requests.create("note", "cach", null, null)), "did you mean cache?");
    }

    @Test
    void a_plan_may_be_for_spaces_with_a_tag_only() {
        home.run(at -> at.spaces().tagPlan(new ServiceName("ledger"), "shared", List.of(new Tag("pci")), List.of()));
        Refused.as(
                Kind.CONFLICT,
                home,
                create(Requests.create("note", "ledger", null, null)),
                "ledger:shared is only for spaces with the tag pci",
                "note, being in no space, lacks");
        home.space("prod", "pci");
        home.create("note-prod", "ledger", null, null);
        home.assertSound();
    }

    @Test
    void an_own_server_is_made_in_the_background_and_waited_for() {
        home.background().clear();
        home.run(create(Requests.impatient(Requests.create("note", "ledger:dedicated", "one", null))));
        assertThat(home.addon("note").state()).isEqualTo(Addon.State.PROVISIONING);
        assertThat(home.background()).containsExactly("addons:wait one");
        assertThat(home.vars("note")).isEmpty();
        home.run(at -> at.await().addon("one", null));
        assertThat(home.vars("note")).containsExactly("LEDGERURL", "LEDGER_URL");
        home.assertSound();
    }

    @Test
    void one_that_could_not_be_made_says_so_until_it_is_made() {
        home.run(create(Requests.impatient(Requests.create("note", "ledger:dedicated", "one", null))));
        home.world().failAt(2);
        Refused.failing(Kind.UNAVAILABLE, home, at -> at.await().all(new AppName("note")), "the connection broke");
        assertThat(home.addon("note").state()).isEqualTo(Addon.State.FAILED);
        home.run(at -> at.await().all(null));
        assertThat(home.addon("note").isReady()).isTrue();
        home.assertSound();
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(create(Requests.create("note", "ledger:dedicated", "one", "MAIN"))))
                .contains(
                        "create one (a server of its own)",
                        "start the server one",
                        "create credentials for MAIN of note",
                        "reserve the name one (for an add-on of note)",
                        "set MAIN_URL of note",
                        "record a release of note, v2: Attach MAIN (@ref:one)")
                .anyMatch(step -> step.startsWith("create the server one (Ledger 7.2, machine, a free port"));
    }

    @TestFactory
    Stream<DynamicTest> cut_off_anywhere() {
        return Sweep.of(home.copy(), create(Requests.create("note", "ledger", "one", null)));
    }

    @TestFactory
    Stream<DynamicTest> an_own_server_cut_off_anywhere() {
        return Sweep.of(home.copy(), create(Requests.create("note", "ledger:dedicated", "one", null)));
    }

    @TestFactory
    Stream<DynamicTest> in_the_place_of_another_app_s_cut_off_anywhere() {
        home.create("other", "ledger", "theirs", null);
        home.attach("theirs", "note", "LEDGER");
        return Sweep.of(home.copy(), create(Requests.forced(Requests.create("note", "ledger", "mine", "LEDGER"))));
    }

    @TestFactory
    Stream<DynamicTest> in_the_background_cut_off_anywhere() {
        return Sweep.inParts(home.copy(), at -> {
            at.create().create(Requests.impatient(Requests.create("note", "ledger:dedicated", "one", null)));
            at.await().all(null);
        });
    }
}
