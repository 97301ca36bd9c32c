package vektra.monitors.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.addons.MemoryHome;
import vektra.model.Audited;
import vektra.model.addon.Lifetime;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.monitors.canary.Standing.State;

/** Canaries are made whole, listed as they stand, and destroyed as they were recorded and not as they are called. */
class CanariesTest {
    private final MemoryHome home = MemoryHome.enabled();
    private final Aviary aviary;
    private final ServiceFolder http;

    CanariesTest(@TempDir Path place) {
        aviary = new Aviary(place);
        http = aviary.http();
    }

    @AfterEach
    void close() {
        home.close();
    }

    /** What users ask for. */
    private interface Asked<R> {
        R of(Canaries canaries);
    }

    private <R> R ask(Asked<R> asked) {
        List<R> result = new ArrayList<>();
        home.run(verbs -> result.add(asked.of(aviary.in(home, verbs))));
        return result.get(0);
    }

    private Canary made() {
        return ask(canaries -> canaries.create(http, 1, Aviary.DAY)).get(0);
    }

    private List<State> states() {
        return ask(Canaries::list).stream().map(Standing::state).toList();
    }

    private static VektraException refused(ThrowingCallable call) {
        return catchThrowableOfType(VektraException.class, call);
    }

    @Test
    void one_is_an_app_of_its_own_name_with_the_add_ons_of_its_manifest_and_an_end() {
        Canary canary = made();
        App app = home.app(canary.name().value());
        assertThat(canary.name().value()).matches("http-[0-9a-f]{6}");
        assertThat(app.id()).isEqualTo(canary.id());
        assertThat(app.config()).containsEntry(Canary.TAG, canary.tag()).containsKeys("MAIN_URL", "SESSIONS_HOSTS");
        assertThat(app.expiresAt())
                .isEqualTo(canary.expires())
                .isEqualTo(canary.made().plus(Duration.ofDays(1)));
        assertThat(app.addons())
                .hasSize(2)
                .allSatisfy(addon -> assertThat(addon.expiresAt()).isEqualTo(canary.expires()));
        assertThat(aviary.ran).containsExactly("setup of " + canary.name());
        assertThat(states()).containsExactly(State.WHOLE);
        assertThat(Aviary.recorded(home)).containsExactly(canary);
    }

    @Test
    void a_folder_without_a_manifest_gives_an_app_without_add_ons() {
        Canary canary =
                ask(canaries -> canaries.create(aviary.plain(), 1, Aviary.DAY)).get(0);
        assertThat(home.app(canary.name().value()).addons()).isEmpty();
        assertThat(states()).containsExactly(State.WHOLE);
    }

    @Test
    void several_have_names_of_their_own() {
        List<Canary> made = ask(canaries -> canaries.create(http, 3, Aviary.DAY));
        assertThat(made).extracting(Canary::name).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void options_that_apps_create_does_not_know_are_refused_with_the_nearest() {
        aviary.write("services/http/create.opts", "# as for Heroku\n--timeout 9 --json\n--timeuot=3\n");
        VektraException e = refused(() -> made());
        assertThat(e.kind()).isEqualTo(Kind.INVALID);
        assertThat(e).hasMessage("services/http/create.opts: unknown option '--timeuot'");
        assertThat(e.hint().toString()).startsWith("did you mean --timeout?");
        aviary.write("services/http/create.opts", "--timeout");
        assertThatThrownBy(() -> made()).hasMessage("services/http/create.opts: --timeout has no value");
        assertThat(Aviary.apps(home)).isEmpty();
        aviary.write("services/http/create.opts", "--timeout 9\n--timeout=9 --json\n");
        made();
    }

    @Test
    void what_cannot_be_one_canary_is_refused_before_anything_is_made() {
        aviary.write("services/two/vektra.yml", "apps: {one: {}, two: {}}\n");
        aviary.write("services/wrong/convox.yml", "resources: {main: {type: nonsense}}\n");
        aviary.write("services/___/Procfile", "");
        aviary.write("services/closed/setup", "#!/bin/sh\n");
        String before = home.everything();
        for (Map.Entry<String, Kind> each : Map.of("two", Kind.INVALID, "___", Kind.INVALID, "closed", Kind.INVALID)
                .entrySet()) {
            assertThat(refused(() -> ask(canaries -> canaries.create(aviary.service(each.getKey()), 1, Aviary.DAY)))
                            .kind())
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
        }
        assertThat(home.everything()).isEqualTo(before);
        assertThatThrownBy(() -> ask(canaries -> canaries.create(aviary.service("wrong"), 1, Aviary.DAY)))
                .isInstanceOf(VektraException.class);
        assertThat(Aviary.recorded(home)).isEmpty();
        assertThat(Aviary.apps(home)).isEmpty();
    }

    @Test
    void an_unknown_service_is_refused_with_the_nearest() {
        VektraException e = refused(() -> aviary.service("services/htp"));
        assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
        assertThat(e.hint().toString()).startsWith("did you mean http?");
        assertThat(refused(() -> aviary.service("../http")).kind()).isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void one_whose_setup_fails_is_taken_back() {
        aviary.fail("setup");
        VektraException e = refused(() -> made());
        assertThat(e).hasMessage("services/http/setup failed with exit code 1");
        assertThat(Aviary.apps(home)).isEmpty();
        assertThat(Aviary.recorded(home)).isEmpty();
        home.assertSound();
    }

    @Test
    void those_made_before_one_fails_stay() {
        aviary.write("services/named/vektra.yml", "resources: {main: {type: ledger, name: the-only-one}}\n");
        VektraException e = refused(() -> ask(canaries -> canaries.create(aviary.service("named"), 2, Aviary.DAY)));
        assertThat(e.kind()).isEqualTo(Kind.PARTIAL);
        assertThat(e.getMessage()).startsWith("made 1 of 2 canaries of named: ");
        assertThat(states()).containsExactly(State.WHOLE);
    }

    @Test
    void one_is_destroyed_with_its_data_after_its_teardown() {
        Canary canary = made();
        Canaries.Ended ended = ask(canaries -> canaries.destroy(canary.name().value(), MemoryHome.YES));
        assertThat(ended.destroyed()).containsExactly(canary);
        assertThat(aviary.ran).contains("teardown of " + canary.name());
        assertThat(Aviary.apps(home)).isEmpty();
        assertThat(Aviary.recorded(home)).isEmpty();
        home.assertSound();
    }

    @Test
    void nothing_is_destroyed_that_is_not_confirmed_or_not_recorded() {
        Canary canary = made();
        assertThatThrownBy(() -> ask(canaries -> canaries.destroy(canary.name().value(), (danger, accepted) -> {
                    assertThat(accepted).containsExactly(canary.name().value());
                    throw VektraException.invalid("not confirmed: " + danger, null);
                })))
                .hasMessage("not confirmed: this permanently deletes the canary " + canary.name() + " with its data");
        home.run(verbs -> verbs.apps().create(new AppName("http-abcdef")));
        assertThat(refused(() -> ask(canaries -> canaries.destroy("http-abcdef", MemoryHome.YES)))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
        assertThat(Aviary.apps(home)).hasSize(2);
    }

    @Test
    void an_app_of_the_same_name_or_prefix_stays() {
        Canary canary = made();
        home.run(verbs -> verbs.apps().destroy(canary.name(), true, MemoryHome.YES));
        home.bind(canary.name().value(), "ledger");
        home.bind(canary.name() + "-old", "ledger");
        home.bind("http", "ledger");
        assertThat(states()).containsExactly(State.GONE);
        ask(canaries -> canaries.destroyAll(MemoryHome.YES, "monitors:teardown"));
        assertThat(Aviary.apps(home))
                .extracting(app -> app.name().value())
                .containsExactly("http", canary.name().value(), canary.name() + "-old");
        assertThat(Aviary.recorded(home)).isEmpty();
        home.assertSound();
    }

    @Test
    void a_renamed_one_is_found_by_its_id() {
        Canary canary = made();
        home.run(verbs -> verbs.apps().rename(canary.name(), new AppName("other")));
        assertThat(ask(Canaries::list).get(0).app().name().value()).isEqualTo("other");
        ask(canaries -> canaries.destroyAll(MemoryHome.YES, "monitors:teardown"));
        assertThat(Aviary.apps(home)).isEmpty();
    }

    @Test
    void one_whose_tag_was_changed_is_left_and_stays_recorded() {
        Canary foreign = made();
        Canary other = made();
        home.set(foreign.name().value(), Canary.TAG, "mine");
        Canaries.Ended ended = ask(canaries -> canaries.destroyAll(MemoryHome.YES, "monitors:teardown"));
        assertThat(ended.destroyed()).containsExactly(other);
        assertThat(ended.left()).singleElement().satisfies(left -> {
            assertThat(left.canary()).isEqualTo(foreign);
            assertThat(left.problem()).contains("is no longer the canary");
        });
        assertThat(states()).containsExactly(State.FOREIGN);
        assertThat(home.app(foreign.name().value()).addons()).hasSize(2);
    }

    @Test
    void one_whose_teardown_fails_is_left_and_stays_recorded() {
        Canary canary = made();
        aviary.fail("teardown");
        assertThat(ask(canaries -> canaries.destroyAll(MemoryHome.YES, "monitors:teardown"))
                        .left())
                .hasSize(1);
        assertThat(states()).containsExactly(State.WHOLE);
        assertThat(refused(() -> ask(canaries -> canaries.destroy(canary.name().value(), MemoryHome.YES)))
                        .kind())
                .isEqualTo(Kind.CONFLICT);
        assertThat(Aviary.recorded(home)).containsExactly(canary);
    }

    @Test
    void one_without_its_folder_is_destroyed_without_its_teardown() throws Exception {
        Canary canary = made();
        Files.move(http.folder(), http.folder().resolveSibling("moved"));
        ask(canaries -> canaries.destroy(canary.name().value(), MemoryHome.YES));
        assertThat(Aviary.apps(home)).isEmpty();
        assertThat(refused(() -> ask(canaries -> canaries.recycle(canary.name().value())))
                        .kind())
                .isEqualTo(Kind.NOT_FOUND);
    }

    @Test
    void an_expired_one_ends_as_any_expired_app_and_its_record_goes() {
        Canary canary = made();
        home.later(Duration.ofDays(1).plusSeconds(1));
        home.run(verbs -> verbs.home().reap().all(MemoryHome.YES));
        assertThat(Aviary.apps(home)).isEmpty();
        assertThat(ask(Canaries::reap).destroyed()).containsExactly(canary);
        assertThat(Aviary.recorded(home)).isEmpty();
        home.assertSound();
    }

    @Test
    void an_expired_one_without_add_ons_is_reaped_and_one_that_has_not_expired_is_not() {
        Canary canary = ask(canaries -> canaries.create(aviary.plain(), 1, new Lifetime(Duration.ofMinutes(1))))
                .get(0);
        Canary living = made();
        assertThat(ask(Canaries::reap).destroyed()).isEmpty();
        home.later(Duration.ofMinutes(1));
        assertThat(states()).containsExactly(State.EXPIRED, State.WHOLE);
        assertThat(ask(Canaries::reap).destroyed()).containsExactly(canary);
        assertThat(Aviary.recorded(home)).containsExactly(living);
        assertThat(Aviary.apps(home)).extracting(App::name).containsExactly(living.name());
    }

    @Test
    void what_has_an_add_on_without_a_lease_by_now_is_kept_by_it() {
        Canary canary = made();
        home.create(canary.name().value(), "ledger", "mine", "MINE");
        home.later(Duration.ofDays(2));
        ask(Canaries::reap);
        assertThat(Aviary.recorded(home)).containsExactly(canary);
        assertThat(Aviary.apps(home)).extracting(App::name).containsExactly(canary.name());
    }

    @Test
    void one_is_recycled_by_a_new_one_that_lives_as_long() {
        Canary old = made();
        home.later(Duration.ofHours(2));
        Canaries.Recycled recycled = ask(canaries -> canaries.recycle(old.name().value()));
        assertThat(recycled.old()).isEqualTo(old);
        assertThat(recycled.fresh().expires()).isEqualTo(old.expires().plus(Duration.ofHours(2)));
        assertThat(Aviary.recorded(home)).containsExactly(recycled.fresh());
        assertThat(Aviary.apps(home))
                .extracting(App::name)
                .containsExactly(recycled.fresh().name());
        assertThat(aviary.ran)
                .containsExactly(
                        "setup of " + old.name(), "setup of " + recycled.fresh().name(), "teardown of " + old.name());
    }

    @Test
    void the_old_one_stays_when_the_new_one_cannot_be_made() {
        Canary old = made();
        aviary.fail("setup");
        assertThatThrownBy(() -> ask(canaries -> canaries.recycle(old.name().value())))
                .hasMessage("services/http/setup failed with exit code 1");
        assertThat(Aviary.recorded(home)).containsExactly(old);
        assertThat(states()).containsExactly(State.WHOLE);
    }

    @Test
    void as_many_as_are_wanted_are_made_and_again_none() {
        assertThat(ask(canaries -> canaries.ensure(http, 2, Aviary.DAY)).made()).hasSize(2);
        String before = home.shape();
        Canaries.Ensured again = ask(canaries -> canaries.ensure(http, 2, Aviary.DAY));
        assertThat(again.made()).isEmpty();
        assertThat(again.kept()).isEqualTo(2);
        assertThat(ask(canaries -> canaries.ensure(http, 1, Aviary.DAY)).made()).isEmpty();
        assertThat(home.shape()).isEqualTo(before);
    }

    @Test
    void those_of_another_folder_do_not_count(@TempDir Path elsewhere) {
        made();
        ServiceFolder other = new Aviary(elsewhere).http();
        assertThat(ask(canaries -> canaries.ensure(other, 1, Aviary.DAY)).made())
                .hasSize(1);
        assertThat(Aviary.recorded(home)).hasSize(2);
    }

    @Test
    void a_dry_run_says_what_would_be_done_and_records_nothing() {
        home.run(verbs -> verbs.apps().create(new AppName("bystander")));
        List<String> steps = home.dryRun(verbs -> aviary.in(home, verbs, true).create(http, 1, Aviary.DAY));
        assertThat(steps.get(0)).startsWith("create the app http-");
        assertThat(steps).anyMatch(step -> step.startsWith("create ledger-"));
        Canary canary = made();
        assertThat(home.dryRun(verbs -> aviary.in(home, verbs, true).destroyAll(MemoryHome.YES, "monitors:teardown")))
                .contains("delete the app " + canary.name());
        home.dryRun(verbs -> aviary.in(home, verbs, true).recycle(canary.name().value()));
        assertThat(Aviary.recorded(home)).containsExactly(canary);
    }

    @Test
    void the_audit_names_the_command_that_made_and_destroyed_it() {
        made();
        ask(canaries -> canaries.destroyAll(MemoryHome.YES, "monitors:teardown"));
        List<String> commands = home.doors().store().audit(new Audited.Wanted(null, null, null, 3)).stream()
                .map(Audited::command)
                .toList();
        assertThat(commands).containsExactly("monitors:teardown", "resources:apply", "canaries:create");
    }
}
