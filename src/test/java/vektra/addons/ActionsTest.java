package vektra.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.core.Confirmation;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;

class ActionsTest {
    private final MemoryHome home = MemoryHome.enabled();

    ActionsTest() {
        home.create("note", "ledger", "book", null);
        home.write(home.url("note"), "key", "value");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb act(String action, Map<String, String> given) {
        return at -> at.actions().run("book", null, action, given, MemoryHome.YES);
    }

    @Test
    void each_service_lists_its_own() {
        assertThat(home.open().actions().list("ledger", new AppName("note")).actions())
                .extracting(action -> action.name())
                .contains("stats", "backup", "restore", "empty");
    }

    @Test
    void one_that_looks_changes_nothing() {
        String before = home.shape();
        home.run(act("stats", Map.of()));
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void parameters_have_their_defaults() {
        home.run(act("stamp", Map.of()));
        home.run(act("stamp", Map.of("key", "other")));
        assertThat(home.read(home.url("note"), "stamp")).isEqualTo("stamped");
        assertThat(home.read(home.url("note"), "other")).isEqualTo("stamped");
        home.assertSound();
    }

    @Test
    void rotate_gives_every_app_new_credentials() {
        home.attach("book", "guest", null);
        String first = home.url("note");
        String second = home.url("guest");
        home.run(act("rotate", Map.of()));
        assertThat(home.letsIn(first)).isFalse();
        assertThat(home.letsIn(second)).isFalse();
        home.assertSound();
        home.unbind("guest", "book");
        home.unbind("note", "book");
        Refused.as(Kind.CONFLICT, home, act("rotate", Map.of()), "book is attached to no app");
    }

    @Test
    void one_that_loses_data_is_confirmed_and_never_ambiguous() {
        Confirmation no = (danger, accepted) -> {
            throw VektraException.conflict(danger, null);
        };
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.actions().run("book", null, "empty", Map.of(), no),
                "this replaces or deletes data of book");
        home.create("note", "ledger", "two", "TWO");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.actions().run("ledger", new AppName("note"), "empty", Map.of(), MemoryHome.YES),
                "can mean book or two");
        home.run(act("empty", Map.of()));
        assertThat(home.read(home.url("note"), "key")).isNull();
    }

    @Test
    void what_is_unknown_is_refused() {
        Refused.as(
                Kind.NOT_FOUND, home, act("vacuum", Map.of()), "ledger has no action called 'vacuum'", "known: stats");
        Refused.as(Kind.INVALID, home, act("stats", Map.of("x", "1")), "has no parameter x", "it takes none");
        Refused.as(Kind.INVALID, home, act("stamp", Map.of("keys", "1")), "did you mean key? Known: ");
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.actions().run("nook", null, "stats", Map.of(), MemoryHome.YES),
                "no add-on 'nook'");
    }

    @Test
    void a_dry_run_names_the_step() {
        assertThat(home.dryRun(act("empty", Map.of()))).containsExactly("run the action empty on book");
        assertThat(home.dryRun(act("rotate", Map.of())))
                .contains("create credentials for LEDGER of note", "revoke the credentials of LEDGER of note");
    }

    @TestFactory
    Stream<DynamicTest> one_that_changes_something_cut_off_anywhere() {
        return Sweep.of(home.copy(), act("stamp", Map.of()));
    }

    @TestFactory
    Stream<DynamicTest> one_that_loses_data_cut_off_anywhere() {
        return Sweep.of(home.copy(), act("empty", Map.of()));
    }
}
