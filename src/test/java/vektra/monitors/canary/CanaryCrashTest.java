package vektra.monitors.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.addons.MemoryHome;
import vektra.model.app.App;
import vektra.model.name.Id;
import vektra.monitors.canary.Standing.State;

/** A kill at any point leaves no canary that is not recorded; again it comes to its end, and a teardown to nothing. */
class CanaryCrashTest {
    private static final int MORE_THAN_ANY_VERB_HAS = 150;

    private final Aviary aviary;
    private final ServiceFolder http;

    CanaryCrashTest(@TempDir Path place) {
        aviary = new Aviary(place);
        http = aviary.http();
    }

    /** A verb on canaries. */
    private interface Verb {
        void of(Canaries canaries);
    }

    /**
     * Kills it at every point.
     *
     * @param again what a user types then
     * @param whole how many canaries there are afterwards
     */
    private void sweep(MemoryHome start, Verb verb, Verb again, int whole) {
        for (int point = 1; ; point++) {
            assertThat(point).as("points of the verb").isLessThan(MORE_THAN_ANY_VERB_HAS);
            try (MemoryHome home = start.copy()) {
                Optional<String> died = home.crashAt(point, verbs -> verb.of(aviary.in(home, verbs)));
                String where = died.orElse("no crash");
                assertRecorded(home, where);
                home.settle();
                assertRecorded(home, where);
                if (died.isEmpty()) {
                    assertThat(point).as("points of the verb").isGreaterThan(3);
                    return;
                }
                home.run(verbs -> again.of(aviary.in(home, verbs)));
                assertStanding(home, whole, where);
                home.run(verbs -> aviary.in(home, verbs).destroyAll(MemoryHome.YES, "monitors:teardown"));
                assertStanding(home, 0, where);
                assertThat(Aviary.apps(home)).as(where).isEmpty();
            }
        }
    }

    private static void assertRecorded(MemoryHome home, String where) {
        List<Id> ids = Aviary.recorded(home).stream().map(Canary::id).toList();
        assertThat(ids)
                .as(where)
                .containsAll(Aviary.apps(home).stream().map(App::id).toList());
    }

    private void assertStanding(MemoryHome home, int whole, String where) {
        home.run(verbs -> assertThat(aviary.in(home, verbs).list())
                .as(where)
                .hasSize(whole)
                .allMatch(one -> one.state() == State.WHOLE));
        home.assertSound();
    }

    private static MemoryHome with(Consumer<MemoryHome> work) {
        MemoryHome home = MemoryHome.enabled();
        work.accept(home);
        return home;
    }

    @Test
    void of_setup() {
        Verb setup = canaries -> canaries.ensure(http, 2, Aviary.DAY);
        sweep(MemoryHome.enabled(), setup, setup, 2);
    }

    @Test
    void of_setup_without_services_that_are_enabled() {
        Verb setup = canaries -> canaries.ensure(http, 1, Aviary.DAY);
        sweep(MemoryHome.empty(), setup, setup, 1);
    }

    @Test
    void of_create() {
        sweep(
                MemoryHome.enabled(),
                canaries -> canaries.create(http, 1, Aviary.DAY),
                canaries -> canaries.ensure(http, 1, Aviary.DAY),
                1);
    }

    @Test
    void of_create_without_add_ons() {
        ServiceFolder plain = aviary.plain();
        sweep(
                MemoryHome.enabled(),
                canaries -> canaries.create(plain, 1, Aviary.DAY),
                canaries -> canaries.ensure(plain, 1, Aviary.DAY),
                1);
    }

    @Test
    void of_teardown() {
        MemoryHome start = with(home -> home.run(verbs -> aviary.in(home, verbs).create(http, 2, Aviary.DAY)));
        Verb teardown = canaries -> canaries.destroyAll(MemoryHome.YES, "monitors:teardown");
        sweep(start, teardown, teardown, 0);
    }

    @Test
    void of_recycle() {
        MemoryHome start = with(home -> home.run(verbs -> aviary.in(home, verbs).create(http, 1, Aviary.DAY)));
        String name = Aviary.recorded(start).get(0).name().value();
        sweep(
                start,
                canaries -> canaries.recycle(name),
                canaries -> {
                    if (canaries.list().stream()
                            .anyMatch(one -> one.canary().name().value().equals(name))) {
                        canaries.recycle(name);
                    }
                },
                1);
    }
}
