package vektra.addons.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.addons.MemoryHome;
import vektra.addons.Requests;
import vektra.addons.home.Tokens;
import vektra.addons.schedule.Schedules;
import vektra.model.Token;
import vektra.model.addon.Step;
import vektra.model.name.AppName;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Timing;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Locks;
import vektra.spi.Store;

/**
 * A home as each release writes it is kept in {@code src/test/resources/homes}, with changes in its journal that were cut
 * off; {@code -Dhomes=write} writes that of this release, once, before it is made.
 */
class EarlierHomesTest {
    private static final Path HOMES = Path.of("src/test/resources/homes");
    private static final String RELEASE = "0.1.0";
    private static final String SHAPE = "shape.txt";

    private final MemoryHome home = MemoryHome.onFiles();

    @AfterEach
    void close() {
        home.close();
    }

    static Stream<Path> releases() throws IOException {
        if ("write".equals(System.getProperty("homes"))) {
            write(HOMES.resolve(RELEASE));
        }
        try (Stream<Path> all = Files.list(HOMES)) {
            return all.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void a_home_of_each_release_is_read_and_what_was_cut_off_in_it_is_settled(Path release) throws IOException {
        copy(release.resolve("home"), home.path());
        List<Step> steps = new ArrayList<>();
        home.doors().store().recovery().settleNow(steps::add);
        assertThat(steps).extracting(Step::action).contains(Step.Action.DEPROVISION, Step.Action.REVOKE);
        assertThat(home.shape()).isEqualTo(Files.readString(release.resolve(SHAPE)));
        assertThat(home.doors().store().recovery().inFlight()).isEmpty();
        // what is written from now on has the form of this version
        home.set("note", "MORE", "1");
        assertThat(home.config("note")).containsEntry("MORE", "1").containsEntry("GREETING", "hello");
    }

    @Test
    void a_newer_home_is_refused_and_stays_as_it_is() throws IOException {
        home.set("note", "GREETING", "hello");
        Files.writeString(home.path().resolve("home.json"), "{\"schema\": 3}\n");
        Map<String, String> before = home.files();
        assertThatThrownBy(() -> home.set("note", "GREETING", "other"))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContaining("written by a newer Vektra");
        assertThatThrownBy(() -> home.open().apps().list()).hasMessageContaining("home.json");
        assertThat(home.files()).isEqualTo(before);
    }

    private static void write(Path release) throws IOException {
        try (MemoryHome home = MemoryHome.onFiles().withServices()) {
            home.set("note", "GREETING", "hello");
            home.create("note", "ledger", "book", null);
            home.attach("book", "guest", null);
            home.bind("guest", "cache");
            home.create("solo", "ledger:dedicated", "big", null);
            home.create("gone", "ledger", "old", null);
            home.destroyApp("gone");
            home.run(at -> at.rotate().rotate(Requests.rotate("note", "book", "1h")));
            home.run(at -> at.home().tokens().create(new Tokens.Request("ci", Token.Scope.READ, null, List.of())));
            home.space("prod", "prod");
            home.run(at -> at.data()
                    .schedules()
                    .put(
                            "book",
                            null,
                            new Schedules.Request(
                                    Timing.parse("02:00 UTC", ZoneOffset.UTC), Keep.parse("7d"), null, true)));
            int point = 1;
            Optional<String> died = Optional.of("");
            // decided, and not written out
            while (died.isPresent() && !hasEntry(home, ".commit")) {
                died = home.crashAt(point++, at -> at.unbind().unbind(new AppName("guest"), "LEDGER", null));
            }
            Store.Session cut =
                    home.doors().store().open(List.of(Locks.Name.alone(Locks.Name.Kind.APP, "solo")), step -> {});
            cut.begin(
                    "addons:bind",
                    List.of(Step.deprovision(home.app("note")
                            .addons()
                            .get(0)
                            .provisioned(
                                    home.app("note").addons().get(0).resource().other()))));
            copy(home.path(), release.resolve("home"));
            home.doors().store().recovery().settleNow(step -> {});
            try (MemoryHome empty = MemoryHome.onFiles()) {
                copy(home.path(), empty.path());
                Files.writeString(release.resolve(SHAPE), empty.shape());
            }
        }
    }

    private static boolean hasEntry(MemoryHome home, String ending) {
        return home.files().keySet().stream().anyMatch(file -> !file.contains(".tmp-") && file.endsWith(ending));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            // which says when the machine was started
            for (Path file : all.filter(file -> Files.isRegularFile(file) && !file.endsWith("clock"))
                    .toList()) {
                Path copied = to.resolve(from.relativize(file));
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
