package vektra.addons.drains;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.addons.Sweep;
import vektra.addons.apps.Vars;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.Secret;

class DrainsTest {
    private static final AppName NOTE = new AppName("note");
    private static final String URL = "udp://127.0.0.1:9";
    private final MemoryHome home = MemoryHome.enabled();

    DrainsTest() {
        home.set("note", "A", "1");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private static PutDrain.Request request(
            @Nullable String name, @Nullable String app, @Nullable String url, Map<String, String> given) {
        return new PutDrain.Request(
                new ServiceName("syslog"),
                name == null ? null : new DrainName(name),
                app == null ? null : new AppName(app),
                given,
                url == null ? null : new Secret(url),
                null,
                false);
    }

    private static MemoryHome.Verb put(PutDrain.Request request) {
        return at -> at.putDrain().put(request);
    }

    private static MemoryHome.Verb ofAll() {
        return put(request(null, null, URL, Map.of()));
    }

    private static MemoryHome.Verb ofNote() {
        return put(request(null, "note", URL, Map.of()));
    }

    @Test
    void a_drain_of_all_apps_has_the_service_s_name_and_one_of_an_app_both() {
        home.run(ofAll());
        home.run(ofNote());
        assertThat(home.open().drains().all())
                .extracting(drain -> drain.name().value())
                .containsExactly("syslog", "syslog-note");
        assertThat(home.open().drains().of(NOTE)).hasSize(2);
        home.assertSound();
    }

    @Test
    void the_same_again_changes_nothing_and_another_place_is_one_more() {
        home.run(ofNote());
        String before = home.shape();
        assertThat(home.open()
                        .putDrain()
                        .put(request(null, "note", URL, Map.of()))
                        .outcome())
                .isEqualTo(PutDrain.Outcome.UNCHANGED);
        assertThat(home.shape()).isEqualTo(before);
        home.run(put(request(null, "note", "udp://127.0.0.1:10", Map.of())));
        assertThat(home.open().drains().all())
                .extracting(drain -> drain.name().value())
                .containsExactly("syslog-note", "syslog-note-2");
    }

    @Test
    void an_option_changes_it_and_keeps_its_place() {
        home.run(ofAll());
        PutDrain.Done done = home.open().putDrain().put(request(null, null, null, Map.of("max-line", "4096")));
        assertThat(done.outcome()).isEqualTo(PutDrain.Outcome.CHANGED);
        assertThat(done.changed()).containsExactly(Map.entry("max-line", "4096"));
        assertThat(done.drain().target()).contains("127.0.0.1:9");
    }

    @Test
    void a_destination_that_does_not_answer_is_an_error_only_when_asked_for() {
        PutDrain.Request refused = request(null, null, "tcp://127.0.0.1:1", Map.of());
        assertThat(home.open().putDrain().put(refused).problem()).isNotNull();
        home.run(at -> at.drains().disable(new DrainName("syslog")));
        Refused.as(
                Kind.UNAVAILABLE,
                home,
                put(new PutDrain.Request(refused.service(), null, null, Map.of(), refused.url(), null, true)),
                "127.0.0.1:1");
    }

    @Test
    void what_cannot_be_a_drain_is_refused() {
        Refused.as(Kind.INVALID, home, put(request(null, null, null, Map.of())), "no --url for syslog");
        Refused.as(Kind.INVALID, home, put(request(null, "note", null, Map.of())), "no --url for syslog");
        Refused.as(Kind.INVALID, home, put(request(null, null, "gopher://x", Map.of())), "gopher");
        Refused.as(Kind.INVALID, home, put(request(null, null, URL, Map.of("max-lines", "1"))), "mean --max-line?");
        Refused.as(Kind.NOT_FOUND, home, put(request(null, "far", URL, Map.of())), "no app called 'far'");
    }

    @Test
    void a_name_is_one_drain_s() {
        home.run(put(request("mine", "note", URL, Map.of())));
        home.set("other", "A", "1");
        Refused.as(
                Kind.CONFLICT,
                home,
                put(request("mine", "other", URL, Map.of())),
                "the name mine is taken by a drain of note",
                "--name NAME");
        Refused.as(Kind.CONFLICT, home, put(request("mine", null, URL, Map.of())), "taken by a drain of note");
        Refused.as(
                Kind.CONFLICT,
                home,
                put(request("ledger", null, URL, Map.of())),
                "ledger is the name of another service");
    }

    @Test
    void one_of_an_app_is_found_by_its_name_or_its_url() {
        home.run(ofNote());
        assertThat(home.open().drains().ofApp(NOTE, URL).name().value()).isEqualTo("syslog-note");
        Refused.as(
                Kind.NOT_FOUND,
                home,
                at -> at.drains().ofApp(NOTE, "udp://127.0.0.1:11"),
                "note has no drain",
                "vektra drains -a note");
        home.run(put(request("second", "note", URL, Map.of())));
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.drains().remove(NOTE, URL),
                "several drains of note go there: second, syslog-note",
                "name the drain");
        home.run(at -> at.drains().remove(NOTE, "second"));
        home.run(at -> at.drains().remove(NOTE, URL));
        assertThat(home.open().drains().all()).isEmpty();
    }

    @Test
    void each_kind_is_removed_by_its_own_command() {
        home.run(ofAll());
        home.run(ofNote());
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.drains().remove(NOTE, "syslog"),
                "the drain syslog is for all apps",
                "vektra addons:disable syslog");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> at.drains().disable(new DrainName("syslog-note")),
                "the drain syslog-note is for note only",
                "vektra drains:remove syslog-note -a note");
    }

    @Test
    void disabling_what_is_off_is_no_error_and_what_is_unknown_is() {
        assertThat(home.open().drains().disable(new DrainName("syslog"))).isFalse();
        Refused.as(
                Kind.NOT_FOUND, home, at -> at.drains().disable(new DrainName("sislog")), "no drain called 'sislog'");
        Refused.as(Kind.CONFLICT, home, at -> at.drains().find("syslog"), "the service syslog is not enabled");
        home.run(ofAll());
        Refused.as(Kind.NOT_FOUND, home, at -> at.drains().find("syslogs"), "did you mean syslog?");
        assertThat(home.open().drains().disable(new DrainName("syslog"))).isTrue();
    }

    @Test
    void an_app_sees_the_variables_of_drains_of_all_apps() {
        home.run(ofAll());
        Vars.Seen seen = home.open().vars().of(NOTE);
        assertThat(seen.all()).containsEntry("A", "1").hasSizeGreaterThan(1);
        assertThat(seen.drain("A")).isEmpty();
        String given = seen.drains().keySet().iterator().next();
        assertThat(seen.drain(given)).contains(new DrainName("syslog"));
        home.set("note", given, "mine");
        assertThat(home.open().vars().of(NOTE).all()).containsEntry(given, "mine");
        assertThat(home.open().vars().of(NOTE).drain(given)).isEmpty();
    }

    @Test
    void a_dry_run_names_the_steps() {
        assertThat(home.dryRun(ofNote()))
                .singleElement()
                .matches(step -> step.startsWith("add the drain syslog-note (lines of note to "));
        home.run(ofAll());
        assertThat(home.dryRun(at -> at.drains().disable(new DrainName("syslog"))))
                .containsExactly("remove the drain syslog");
    }

    @TestFactory
    Stream<DynamicTest> of_all_apps_cut_off_anywhere() {
        return Sweep.of(home.copy(), ofAll());
    }

    @TestFactory
    Stream<DynamicTest> of_an_app_cut_off_anywhere() {
        return Sweep.of(home.copy(), ofNote());
    }

    @TestFactory
    Stream<DynamicTest> changing_cut_off_anywhere() {
        home.run(ofAll());
        return Sweep.of(home.copy(), put(request(null, null, null, Map.of("max-line", "4096"))));
    }

    @TestFactory
    Stream<DynamicTest> disabling_cut_off_anywhere() {
        home.run(ofAll());
        return Sweep.of(home.copy(), at -> at.drains().disable(new DrainName("syslog")));
    }

    @TestFactory
    Stream<DynamicTest> removing_cut_off_anywhere() {
        home.run(ofNote());
        return Sweep.of(home.copy(), at -> at.drains().remove(NOTE, "syslog-note"), Kind.NOT_FOUND);
    }
}
