package vektra.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Requests;
import vektra.manifest.apply.Apply;
import vektra.manifest.apply.Decision;
import vektra.manifest.apply.Difference;
import vektra.manifest.wanted.Manifest;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;

/** What apps, servers and other applies have to do with a manifest. */
class ApplyAcrossTest {
    private static final Manifest MAIN = note("resources:\n  main: {type: ledger}\n");

    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    private static Manifest note(String convox) {
        return Read.named(Read.convox(convox), "note");
    }

    private static Manifest own(String text) {
        return Read.of("vektra.yml", text);
    }

    private static MemoryHome.Verb applying(Manifest manifest) {
        return at -> new Apply(at.assembler()).apply(manifest);
    }

    private Decision apply(Manifest manifest) {
        Decision[] done = new Decision[1];
        home.run(at -> done[0] = new Apply(at.assembler()).apply(manifest));
        return done[0];
    }

    // servers

    @Test
    void a_server_that_is_down_is_started_for_what_is_new_on_it() {
        home.world().kill("ledger");
        apply(MAIN);
        assertThat(home.world().states()).containsEntry("ledger", "running");
        home.assertSound();
    }

    @Test
    void a_server_that_cannot_start_leaves_nothing() {
        home.world().takePort("ledger");
        Refused.as(Kind.CONFLICT, home, applying(MAIN), "is taken by another program");
    }

    @Test
    void a_service_that_was_disabled_is_enabled_again_for_what_is_there() {
        home.bind("shop", "ledger");
        String addon = home.addon("shop").name().value();
        home.unbind("shop", "LEDGER");
        home.run(at -> at.services().disable().disable(new ServiceName("ledger"), false));
        Manifest theirs = own("app: note\nresources: {theirs: {from: " + addon + "}}\n");
        assertThat(apply(theirs).differences())
                .extracting(Difference::toString)
                .containsExactly("+ service ledger", "+ app note", "+ resource theirs of note: " + addon + " of shop");
        assertThat(apply(theirs).isNothing()).isTrue();
        home.assertSound();
    }

    // add-ons of other apps

    @Test
    void what_is_not_provisioned_yet_is_not_attached() {
        home.run(at -> {
            at.apps().create(new AppName("shop"));
            at.create().create(Requests.impatient(Requests.create("shop", "ledger:dedicated", "later", "MAIN")));
        });
        Refused.as(
                Kind.CONFLICT,
                home,
                applying(own("app: note\nresources:\n  theirs: {from: later}\n")),
                "vektra.yml:3:18: later is not provisioned yet",
                "vektra addons:wait later");
    }

    @Test
    void a_plan_for_one_app_is_not_shared_also_when_both_are_new() {
        String shop = "app: shop\nresources: {main: \"ledger:private\"}\n";
        String note = "app: note\nresources: {theirs: {from: \"shop::MAIN\"}}\n";
        Refused.as(
                Kind.CONFLICT,
                home,
                applying(own("apps:\n  shop: {resources: {main: \"ledger:private\"}}\n"
                        + "  note: {resources: {theirs: {from: \"shop::MAIN\"}}}\n")),
                "ledger:private cannot be shared between apps",
                "vektra addons:create ledger:private -a note");
        apply(own(shop));
        Refused.as(Kind.CONFLICT, home, applying(own(note)), "ledger:private cannot be shared between apps");
    }

    @Test
    void spaces_that_differ_share_nothing_also_when_both_are_new() {
        home.space("prod", "prod");
        Refused.as(
                Kind.CONFLICT,
                home,
                applying(own("apps:\n  shop-prod: {resources: {main: ledger}}\n"
                        + "  note: {resources: {theirs: {from: \"shop-prod::MAIN\"}}}\n")),
                "add-ons of shop-prod cannot be attached to note");
    }

    @Test
    void apps_of_a_file_stand_in_any_order() {
        apply(own("apps:\n  two: {resources: {theirs: {from: \"one::MAIN\"}}}\n  one: {resources: {main: ledger}}\n"));
        assertThat(home.attachment("two", "THEIRS").addon())
                .isEqualTo(home.attachment("one", "MAIN").addon());
        home.assertSound();
    }

    // variables

    @Test
    void a_variable_of_the_user_in_the_place_of_a_resource_is_a_conflict_that_names_it() {
        home.set("note", "SESSIONS_NAMESPACE", "mine");
        Refused.as(
                Kind.CONFLICT,
                home,
                applying(note("resources:\n  sessions: {type: cache}\n")),
                "SESSIONS_NAMESPACE of note is already set by you",
                "vektra config:unset SESSIONS_NAMESPACE -a note");
    }

    // others who apply

    @Test
    void a_manifest_that_another_home_applied_makes_the_same_here() {
        try (MemoryHome other = MemoryHome.empty()) {
            other.run(applying(MAIN));
            apply(MAIN);
            assertThat(home.vars("note")).isNotEmpty().isEqualTo(other.vars("note"));
            assertThat(apply(MAIN).isNothing()).isTrue();
            home.assertSound();
        }
    }
}
