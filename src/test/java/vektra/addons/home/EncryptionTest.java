package vektra.addons.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vektra.addons.MemoryHome;
import vektra.addons.Requests;
import vektra.addons.Sweep;
import vektra.addons.schedule.Schedules;
import vektra.age.AgeFiles;
import vektra.model.addon.Attachment;
import vektra.model.age.Recipient;
import vektra.model.app.App;
import vektra.model.name.AppName;
import vektra.model.name.Id;
import vektra.model.schedule.Copies;
import vektra.model.schedule.Destination;
import vektra.model.schedule.Keep;
import vektra.model.schedule.Timing;
import vektra.model.service.EnabledService;
import vektra.spi.Snapshot;

/** The verbs of a home whose secrets are encrypted. */
class EncryptionTest {
    private static final AppName NOTE = new AppName("note");
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static final String ANOTHER = "age12x5qg84l8zkfyaqrt0d6p5mdj9cmtxmax2xw68ea8wug3sqqza6q32xc23";

    static MemoryHome plain() {
        MemoryHome home = MemoryHome.onFiles();
        home.environment().put("VEKTRA_KEY", KEY);
        home.withServices();
        home.run(at -> at.apps().create(NOTE));
        home.run(at -> at.config().set(NOTE, Map.of("OWN", "my own value")));
        home.bind("note", "ledger");
        home.create("note", "ledger:dedicated", "book", null);
        return home;
    }

    static MemoryHome encrypted() {
        MemoryHome home = plain();
        home.run(at -> at.home().keys().encrypt(null));
        return home;
    }

    /** Its backups are copied, for its key and for another one. */
    static MemoryHome withCopies() {
        MemoryHome home = encrypted();
        Copies copies = new Copies(new Destination.Folder("/mnt"), List.of(recipient(KEY), new Recipient(ANOTHER)));
        home.run(at -> at.data()
                .schedules()
                .put(
                        "book",
                        null,
                        new Schedules.Request(Timing.parse("02:00", ZoneOffset.UTC), Keep.parse("7d"), copies, true)));
        return home;
    }

    private static Recipient recipient(String key) {
        return new AgeFiles(() -> Optional.of(Base64.getDecoder().decode(key))).home();
    }

    private static List<Recipient> recipients(MemoryHome home) {
        Snapshot at = home.doors().store().read();
        Id book = at.app(NOTE).orElseThrow().addons().stream()
                .filter(addon -> addon.name().value().equals("book"))
                .findFirst()
                .orElseThrow()
                .id();
        return at.schedule(book).orElseThrow().to().recipients();
    }

    /** Else new copies need a key that may be deleted. */
    @Test
    void copies_for_the_key_of_the_home_are_for_the_new_one_after_a_rewrap_and_those_for_others_stay_so(
            @TempDir Path folder) throws IOException {
        Path file = folder.resolve("key");
        try (MemoryHome home = withCopies()) {
            home.run(at -> at.home().keys().rewrap(file));
            home.environment().clear();
            home.environment().put("VEKTRA_KEY_FILE", file.toString());
            assertThat(recipients(home))
                    .containsExactly(recipient(Files.readString(file).trim()), new Recipient(ANOTHER));
            home.assertSound();
        }
    }

    /** With another key whatever opens a value fails. */
    @Test
    void who_asks_for_one_variable_opens_no_other() {
        try (MemoryHome home = encrypted()) {
            home.environment().put("VEKTRA_KEY", KEY.replace('M', 'N'));
            home.run(at -> {
                assertThat(at.vars().sealed(NOTE).all().keySet()).contains("OWN");
                assertThatThrownBy(() -> at.vars().of(NOTE)).hasMessageContaining("is not the key of");
            });
        }
    }

    /** Every value that no file may have. */
    static Set<String> secrets(MemoryHome home) {
        Set<String> secrets = new TreeSet<>();
        Snapshot at = home.doors().store().read();
        for (AppName name : at.appNames()) {
            App app = at.app(name).orElseThrow();
            secrets.addAll(app.config().values());
            for (Attachment attachment : app.attachments()) {
                secrets.add(attachment.credentials().password().reveal());
                secrets.addAll(attachment.vars().values());
            }
            app.addons().stream()
                    .filter(addon -> addon.server() != null)
                    .forEach(addon -> secrets.add(addon.server().adminUrl().reveal()));
        }
        at.services().stream()
                .map(EnabledService::server)
                .filter(server -> server.adminUrl().reveal().contains("@"))
                .forEach(server -> secrets.add(server.adminUrl().reveal()));
        secrets.removeIf(secret -> secret.length() < 8);
        return secrets;
    }

    private static void assertHidden(MemoryHome home, Set<String> secrets) {
        home.files()
                .forEach((name, content) ->
                        assertThat(secrets).as("secrets in " + name).noneMatch(content::contains));
    }

    @Test
    void a_copy_of_the_home_gives_no_secret_that_any_verb_has_made() {
        try (MemoryHome home = plain()) {
            Set<String> secrets = secrets(home);
            assertThat(secrets).hasSizeGreaterThan(5);
            home.run(at -> at.home().keys().encrypt(null));
            assertHidden(home, secrets);
            for (MemoryHome.Verb verb : List.<MemoryHome.Verb>of(
                    at -> at.bind().bind(Requests.bind("web", "ledger", null)),
                    at -> at.config().set(NOTE, Map.of("OWN", "another value", "MORE", "one more value")),
                    at -> at.releases().rollback(NOTE, 2),
                    at -> at.apps().rename(NOTE, new AppName("notes")),
                    at -> at.home().keys().rotate(false),
                    at -> at.apps().rename(new AppName("notes"), NOTE),
                    at -> at.home().keys().rotate(true))) {
                home.run(verb);
                secrets.addAll(secrets(home));
                assertHidden(home, secrets);
            }
            home.assertSound();
        }
    }

    /** A killed process leaves its change in the journal, or a half-written file. */
    @Test
    void what_a_killed_process_leaves_gives_no_secret() {
        try (MemoryHome home = encrypted()) {
            Set<String> secrets = secrets(home);
            for (int point = 1; point > 0; point++) {
                try (MemoryHome copy = home.copy()) {
                    boolean died = copy.crashAt(
                                    point,
                                    at -> at.create().create(Requests.create("note", "ledger:dedicated", "page", null)))
                            .isPresent();
                    assertHidden(copy, secrets);
                    Map<String, String> left = copy.files();
                    copy.settle();
                    Set<String> made = secrets(copy);
                    left.forEach((name, content) ->
                            assertThat(made).as("secrets in " + name).noneMatch(content::contains));
                    if (!died) {
                        break;
                    }
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> a_bind_crashes_at_every_point_of_an_encrypted_home() {
        return Sweep.of(encrypted(), at -> at.bind().bind(Requests.bind("web", "ledger", null)));
    }

    @Test
    void dry_runs_say_what_would_be_done(@TempDir Path folder) {
        try (MemoryHome home = plain()) {
            assertThat(home.dryRun(at -> at.home().keys().encrypt(null)))
                    .containsExactly("encrypt the secrets of the home");
            home.run(at -> at.home().keys().encrypt(null));
            assertThat(home.dryRun(at -> at.home().keys().rotate(true)))
                    .containsExactly("create a new data key for the home", "encrypt the secrets of the home");
            assertThat(home.dryRun(at -> at.home().keys().rewrap(folder.resolve("key"))))
                    .containsExactly("encrypt the data keys of the home by the key in " + folder.resolve("key"));
            assertThat(home.dryRun(at -> at.home().keys().decrypt()))
                    .containsExactly("decrypt the secrets of the home");
        }
    }

    /** As the commands are used: the file is made, and only later commands have its name in their environment. */
    @Test
    void a_key_file_is_made_and_used_at_once(@TempDir Path folder) {
        Path file = folder.resolve("key");
        try (MemoryHome home = plain()) {
            home.environment().clear();
            home.run(at -> assertThat(at.home().keys().encrypt(file).made()).isTrue());
            assertHidden(home, Set.of("my own value"));
            home.environment().put("VEKTRA_KEY_FILE", file.toString());
            home.run(at -> assertThat(at.home().keys().encrypt(file).files()).isZero());
            assertThat(home.lookup().app(NOTE).config()).containsEntry("OWN", "my own value");
            home.assertSound();
        }
    }

    @Test
    void the_audit_names_it() {
        try (MemoryHome home = encrypted()) {
            assertThat(home.files().get("audit.jsonl")).contains("\"command\":\"encrypt\"", "\"key\":\"k1\"");
        }
    }
}
