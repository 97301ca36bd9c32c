package vektra.addons.apps;

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
import vektra.addons.drains.PutDrain;
import vektra.model.name.AppName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.Secret;

class AppsTest {
    private static final AppName NOTE = new AppName("note");
    private final MemoryHome home = MemoryHome.enabled();

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb create(String name) {
        return at -> at.apps().create(new AppName(name));
    }

    private static MemoryHome.Verb rename(String from, String to) {
        return at -> at.apps().rename(new AppName(from), new AppName(to));
    }

    private static MemoryHome.Verb destroy(String name, boolean dataToo) {
        return at -> at.apps().destroy(new AppName(name), dataToo, MemoryHome.YES);
    }

    private static void drain(MemoryHome home, String app) {
        home.run(at -> at.putDrain()
                .put(new PutDrain.Request(
                        new ServiceName("syslog"),
                        null,
                        new AppName(app),
                        Map.of(),
                        new Secret("udp://127.0.0.1:9"),
                        null,
                        false)));
    }

    /** An app with everything that one can have: an own add-on on each kind of server, a guest's, a drain. */
    private void full() {
        home.set("note", "OWN", "mine");
        home.create("note", "ledger", "book", null);
        home.create("note", "ledger:dedicated", "big", "BIG");
        home.create("note", "cache", "side", null);
        home.create("other", "ledger", "theirs", null);
        home.attach("theirs", "note", "THEIRS");
        drain(home, "note");
    }

    @Test
    void creating_makes_one_release_and_again_none() {
        home.run(create("note"));
        assertThat(home.app("note").release()).isEqualTo(1);
        assertThat(home.open().apps().create(NOTE).already()).isTrue();
        assertThat(home.open().apps().find(NOTE)).isPresent();
        assertThat(home.open().apps().list()).hasSize(1);
        assertThat(home.open().apps().info(NOTE).name()).isEqualTo(NOTE);
        home.assertSound();
    }

    @Test
    void an_unknown_app_is_refused_with_the_nearest() {
        home.run(create("note"));
        Refused.as(Kind.NOT_FOUND, home, at -> at.apps().info(new AppName("nott")), "no app called 'nott'", "note?");
        Refused.as(Kind.NOT_FOUND, home, rename("far", "away"), "no app called 'far'");
        Refused.as(Kind.NOT_FOUND, home, destroy("far", false), "no app called 'far'", "vektra apps");
    }

    @Test
    void renaming_keeps_everything() {
        full();
        Map<String, String> before = home.config("note");
        home.run(rename("note", "memo"));
        assertThat(home.config("memo")).isEqualTo(before);
        assertThat(home.doors().store().read().app(NOTE)).isEmpty();
        assertThat(home.open().releases().list(new AppName("memo")))
                .last()
                .matches(release -> release.description().equals("Rename note to memo"));
        assertThat(home.open().drains().of(new AppName("memo"))).hasSize(1);
        home.assertSound();
    }

    @Test
    void renaming_to_the_same_name_changes_nothing() {
        full();
        String before = home.shape();
        home.run(rename("note", "note"));
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void renaming_to_a_name_that_is_taken_is_refused() {
        full();
        Refused.as(Kind.CONFLICT, home, rename("note", "other"), "an app called other already exists");
    }

    @Test
    void renaming_into_a_space_of_other_tags_is_refused_where_there_are_add_ons() {
        home.space("prod", "pci");
        home.set("plain", "A", "1");
        home.run(rename("plain", "plain-prod"));
        home.create("note", "ledger", "book", null);
        Refused.as(
                Kind.CONFLICT,
                home,
                rename("note", "note-prod"),
                "as note-prod the app would have",
                "pci",
                "it has add-ons");
    }

    @Test
    void destroying_keeps_the_data_and_no_credentials() {
        full();
        String url = home.url("note");
        home.run(destroy("note", false));
        assertThat(home.letsIn(url)).isFalse();
        assertThat(home.doors().store().read().ownerless()).hasSize(3);
        assertThat(home.doors().store().read().drains()).isEmpty();
        assertThat(home.letsIn(home.url("other"))).isTrue();
        home.assertSound();
    }

    @Test
    void a_new_app_of_the_same_name_inherits_nothing() {
        full();
        home.run(destroy("note", false));
        home.bind("note", "ledger");
        assertThat(home.addon("note").name().value()).isNotEqualTo("book");
        home.assertSound();
    }

    @Test
    void destroying_with_the_data_leaves_nothing() {
        full();
        home.run(at -> at.actions().run("book", null, "backup", Map.of(), MemoryHome.YES));
        home.run(destroy("note", true));
        assertThat(home.doors().store().read().addonNames())
                .extracting(Object::toString)
                .containsExactly("theirs");
        assertThat(home.world().states()).containsOnlyKeys("ledger", "cache");
        assertThat(home.doors().shelf().retired(Instant.MAX)).hasSize(1);
        home.assertSound();
    }

    @Test
    void backups_go_with_the_data_where_that_is_said() {
        full();
        home.run(at -> at.actions().run("book", null, "backup", Map.of(), MemoryHome.YES));
        home.run(at -> at.apps().destroy(NOTE, true, true, MemoryHome.YES));
        assertThat(home.files().keySet()).noneMatch(file -> file.startsWith("backups/"));
        home.assertSound();
    }

    @Test
    void the_confirmation_says_what_goes() {
        full();
        List<String> asked = new ArrayList<>();
        home.copy().run(at -> at.apps().destroy(NOTE, false, (danger, accepted) -> asked.add(danger)));
        home.run(at -> at.apps().destroy(NOTE, true, (danger, accepted) -> asked.add(danger)));
        assertThat(asked.get(0)).contains("this deletes the app note", "the data of its add-ons stays");
        assertThat(asked.get(1)).contains(", and permanently book and its data", "big", "side");
    }

    @Test
    void what_others_have_attached_is_not_taken_from_them() {
        home.create("note", "ledger", "book", null);
        home.attach("book", "guest", null);
        String[] gist = {"book of note is attached to guest as well", "vektra addons:destroy book --force"};
        Refused.as(Kind.CONFLICT, home, destroy("note", false), gist);
        Refused.as(Kind.CONFLICT, home, destroy("note", true), gist);
    }

    @Test
    void a_server_that_hangs_keeps_the_app() {
        full();
        home.world().hang("ledger");
        Refused.as(Kind.UNAVAILABLE, home, destroy("note", false), "does not answer");
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(create("note")))
                .containsExactly("create the app note", "record a release of note, v1: Create app");
        full();
        assertThat(home.dryRun(rename("note", "memo"))).contains("rename the app note to memo");
        assertThat(home.dryRun(destroy("note", true)))
                .contains(
                        "delete the app note",
                        "free the name book",
                        "remove the drain syslog-note",
                        "delete book and its data",
                        "delete the server big and its data",
                        "revoke the credentials of THEIRS of note");
    }

    @TestFactory
    Stream<DynamicTest> creating_cut_off_anywhere() {
        return Sweep.of(home.copy(), create("note"));
    }

    @TestFactory
    Stream<DynamicTest> renaming_cut_off_anywhere() {
        full();
        return Sweep.of(home.copy(), rename("note", "memo"), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> destroying_cut_off_anywhere() {
        full();
        return Sweep.of(home.copy(), destroy("note", false), Kind.NOT_FOUND);
    }

    @TestFactory
    Stream<DynamicTest> destroying_with_the_data_cut_off_anywhere() {
        full();
        return Sweep.of(home.copy(), destroy("note", true), Kind.NOT_FOUND);
    }
}
