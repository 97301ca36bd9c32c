package vektra.addons.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.model.name.AppName;
import vektra.model.text.Kind;

class ConfigTest {
    private static final AppName NOTE = new AppName("note");
    private final MemoryHome home = MemoryHome.enabled();

    ConfigTest() {
        home.set("note", "A", "1");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static MemoryHome.Verb set(Map<String, String> vars) {
        return at -> at.config().set(NOTE, vars);
    }

    private static MemoryHome.Verb unset(String... vars) {
        return at -> at.config().unset(NOTE, List.of(vars));
    }

    private String lastRelease() {
        List<vektra.model.app.Release> all = home.open().releases().list(NOTE);
        return all.get(all.size() - 1).description();
    }

    @Test
    void several_are_set_in_one_release() {
        home.run(set(Map.of("B", "2", "C", "")));
        assertThat(home.config("note"))
                .containsEntry("A", "1")
                .containsEntry("B", "2")
                .containsEntry("C", "");
        assertThat(home.app("note").release()).isEqualTo(3);
        assertThat(lastRelease()).isEqualTo("Set B, C config vars");
        home.assertSound();
    }

    @Test
    void setting_and_unsetting_at_once_is_one_release() {
        home.run(at -> at.config().change(NOTE, Map.of("B", "2"), List.of("A")));
        assertThat(home.vars("note")).containsExactly("B");
        assertThat(lastRelease()).isEqualTo("Set B, unset A config vars");
        home.run(unset("B"));
        assertThat(lastRelease()).isEqualTo("Unset B config vars");
    }

    @Test
    void what_is_so_already_makes_no_release() {
        home.run(set(Map.of("A", "1")));
        home.run(unset("NEVER"));
        assertThat(home.app("note").release()).isEqualTo(2);
        assertThat(home.open().config().set(NOTE, Map.of("A", "1")).names()).isEmpty();
    }

    @Test
    void only_what_changed_is_named() {
        assertThat(home.open().config().set(NOTE, Map.of("A", "1", "B", "2")).names())
                .containsExactly("B");
    }

    @Test
    void what_an_add_on_set_is_read_only() {
        home.create("note", "ledger", "book", null);
        String[] gist = {"LEDGER_URL was set by the add-on book and is read-only", "vektra addons:unbind ledger -a note"
        };
        Refused.as(Kind.CONFLICT, home, set(Map.of("LEDGER_URL", "x")), gist);
        Refused.as(Kind.CONFLICT, home, unset("LEDGER_URL"), gist);
        home.unbind("note", "ledger");
        home.run(set(Map.of("LEDGER_URL", "x")));
        assertThat(home.config("note")).containsEntry("LEDGER_URL", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1A", "", "A-B", "A B", "A=B", "\u00e4", "A\n"})
    void a_name_that_no_variable_can_have_is_refused(String name) {
        Refused.as(Kind.INVALID, home, set(Map.of(name, "x")), "is not the name of a config var", "letters, digits");
        Refused.as(Kind.INVALID, home, unset(name), "is not the name of a config var");
    }

    @Test
    void a_value_that_no_variable_can_hold_is_refused() {
        Refused.as(Kind.INVALID, home, set(Map.of("B", "a\0b")), "the value of B holds a NUL byte");
        Refused.as(Kind.INVALID, home, set(Map.of("B", "\ud800")), "the value of B holds half a character");
        Refused.as(Kind.INVALID, home, set(Map.of("B", "x".repeat(200_000))), "B");
    }

    @Test
    void names_may_be_as_long_as_allowed_and_no_longer() {
        home.run(set(Map.of("A".repeat(255), "x")));
        Refused.as(Kind.INVALID, home, set(Map.of("A".repeat(256), "x")), "is not the name of a config var");
    }

    @Test
    void an_unknown_app_is_refused() {
        Refused.as(Kind.NOT_FOUND, home, at -> at.config().set(new AppName("far"), Map.of("A", "1")), "no app called");
    }

    @Test
    void a_refusal_of_one_sets_none() {
        Refused.as(Kind.INVALID, home, set(Map.of("GOOD", "x", "B AD", "y")), "'B AD'");
    }

    @Test
    void a_dry_run_names_the_variables_and_no_value() {
        assertThat(home.dryRun(set(Map.of("B", "hush", "A", "hush"))))
                .containsExactly("set A, B of note", "record a release of note, v3: Set A, B config vars");
        assertThat(home.dryRun(unset("A"))).contains("unset A of note");
    }

    @TestFactory
    Stream<DynamicTest> setting_cut_off_anywhere() {
        return Sweep.of(home.copy(), set(Map.of("B", "2", "A", "3")));
    }

    @TestFactory
    Stream<DynamicTest> unsetting_cut_off_anywhere() {
        return Sweep.of(home.copy(), unset("A"));
    }
}
