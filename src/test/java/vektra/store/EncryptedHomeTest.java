package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vektra.spi.Locks.Name.alone;
import static vektra.store.Things.MYAPP;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.Encrypted;
import vektra.model.addon.Attachment;
import vektra.model.age.Recipient;
import vektra.model.app.App;
import vektra.model.app.Release;
import vektra.model.logs.Drain;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.name.ServiceName;
import vektra.model.text.Kind;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.spi.Encryption.Problem;
import vektra.spi.Locks.Name;
import vektra.spi.Store.Write;

/** Secrets at rest in the files of a home. */
class EncryptedHomeTest {
    /** Only what is scheduled depends on it. */
    private static final Function<byte[], Recipient> AS_RECIPIENT = Recipient::of;

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String OTHER = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=";
    private static final DrainName LOGS = new DrainName("papertrail");

    /** What stands in the home of {@link #fill}, and nowhere but in values. */
    private static final List<String> SECRETS =
            List.of("u:pw@", ":secret@", "hidden-value", "old-value", "drain-token");

    @TempDir
    Path temporary;

    private Home home;

    private Path folder() {
        return temporary.resolve("home");
    }

    private Home with(Map<String, String> environment) {
        return new Home(folder(), environment);
    }

    @BeforeEach
    void fill() {
        home = with(Map.of("VEKTRA_KEY", KEY));
        fill(home);
    }

    private static void fill(Home home) {
        App app = full();
        Drain drain = new Drain(
                LOGS,
                Things.id(7),
                new ServiceName("papertrail"),
                null,
                Things.NOON,
                "tls://logs.example.org:1",
                null,
                new Secret("drain-token"),
                Map.of());
        home.commit(
                List.of(
                        alone(Name.Kind.APP, MYAPP),
                        alone(Name.Kind.SERVICE, Things.POSTGRES),
                        alone(Name.Kind.SERVICE, LOGS)),
                new Write.PutService(Things.service(true)),
                new Write.PutApp(app, Things.release(1, Map.of("FOO", "old-value"))),
                new Write.PutDrain(drain));
    }

    private static App full() {
        App app = Things.full(MYAPP);
        return app.atRelease(1)
                .released(Map.of(
                        "DATABASE_URL",
                        "postgres://u:pw@127.0.0.1:5433/v",
                        "PGHOST",
                        "127.0.0.1",
                        "FOO",
                        "hidden-value"))
                .atRelease(1);
    }

    private Map<Path, String> everything() throws IOException {
        Map<Path, String> all = new java.util.TreeMap<>();
        try (var files = Files.walk(folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }

    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        everything()
                .forEach((file, content) -> SECRETS.stream()
                        .filter(content::contains)
                        .forEach(secret -> found.add(secret + " in " + folder().relativize(file))));
        return found;
    }

    private static void unavailable(ThrowingCallable call, String... gist) {
        assertThatThrownBy(call).isInstanceOfSatisfying(VektraException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(e.getMessage() + " -> " + e.hint()).contains(gist);
        });
    }

    private static App app(Home home) {
        return home.store.read().app(MYAPP).orElseThrow();
    }

    private void set(Home home, Map<String, String> config) {
        App app = app(home);
        home.commit(
                List.of(alone(Name.Kind.APP, MYAPP)),
                new Write.PutApp(app.released(config), Things.release(app.release() + 1, Map.of("FOO", "old-value"))));
    }

    @Test
    void no_byte_of_the_home_is_a_secret() throws IOException {
        assertThat(found()).isNotEmpty();
        Encrypted done = home.store.encryption().encrypt(null);
        assertThat(done.files()).isEqualTo(5);
        assertThat(found()).isEmpty();
        assertThat(home.text("apps/myapp.json"))
                .contains("\"schema\": 2", "\"FOO\": \"enc:v1:k1:", "\"user\": \"u_000000030000\"");
        assertThat(home.text("services/postgres.json")).contains("\"admin_url\": \"enc:v1:k1:", "\"listen\"");
        set(home, Map.of("FOO", "hidden-value", "NEW", "old-value"));
        assertThat(found()).isEmpty();
    }

    @Test
    void everything_is_read_as_it_was() {
        List<Release> history = home.store.read().releases(MYAPP);
        home.store.encryption().encrypt(null);
        Home later = with(Map.of("VEKTRA_KEY", KEY));
        assertThat(app(later)).isEqualTo(full());
        assertThat(later.store.read().releases(MYAPP)).isEqualTo(history);
        assertThat(later.store.read().service(Things.POSTGRES)).contains(Things.service(true));
        assertThat(later.store.read().drain(LOGS).orElseThrow().secret()).isEqualTo(new Secret("drain-token"));
    }

    @Test
    void encrypted_once_more_nothing_changes() throws IOException {
        home.store.encryption().encrypt(null);
        Map<Path, String> before = everything();
        assertThat(home.store.encryption().encrypt(null).files()).isZero();
        assertThat(everything()).isEqualTo(before);
    }

    /** With another key whatever opens a value fails. */
    @Test
    void lists_dry_runs_and_the_end_of_an_attachment_open_nothing() throws IOException {
        home.store.encryption().encrypt(null);
        Home locked = with(Map.of("VEKTRA_KEY", OTHER));
        App app = app(locked);
        Attachment set = app.attachments().get(0);
        Attachment attachment = set.with(set.vars(), Map.of());
        assertThat(app.standing(attachment)).containsExactlyInAnyOrder("DATABASE_URL", "PGHOST");
        assertThat(app.userConfig().keySet()).containsExactly("FOO");
        assertThat(locked.store.read().services()).hasSize(1);
        assertThat(locked.store.read().drains()).hasSize(1);
        assertThat(locked.store.read().releases(MYAPP)).hasSize(1);
        App detached = app.detached(attachment);
        Write write = new Write.PutApp(
                detached, new Release(2, Things.NOON, "me", "Detach", detached.userConfig(), List.of(), List.of()));
        assertThat(locked.store.after(List.of(write)).app(MYAPP).orElseThrow().attachments())
                .isEmpty();
        locked.commit(List.of(alone(Name.Kind.APP, MYAPP)), write);
        assertThat(app(locked).config().keySet()).containsExactly("FOO");
        unavailable(() -> app(locked).config().get("FOO"), "the key from VEKTRA_KEY is not the key of ");
        assertThat(app(home).config()).isEqualTo(Map.of("FOO", "hidden-value"));
        assertThat(found()).isEmpty();
    }

    /** What is damaged after the first value would keep the second from being opened, were it read again. */
    @Test
    void the_file_of_keys_is_read_once_for_all_values() throws IOException {
        home.store.encryption().encrypt(null);
        Map<String, String> config = app(with(Map.of("VEKTRA_KEY", KEY))).config();
        assertThat(config.get("FOO")).isEqualTo("hidden-value");
        Files.writeString(folder().resolve("keys.json"), "{");
        assertThat(config.get("PGHOST")).isEqualTo("127.0.0.1");
    }

    @Test
    void what_would_be_written_can_be_read_before() {
        home.store.encryption().encrypt(null);
        Map<String, String> odd = Map.of("FOO", "enc:v1:k1:AAAA", "BAR", "plain");
        Write write = new Write.PutApp(app(home).released(odd), null);
        assertThat(home.store.after(List.of(write)).app(MYAPP).orElseThrow().config())
                .isEqualTo(odd);
    }

    @Test
    void without_a_key_nothing_is_changed() throws IOException {
        home.store.encryption().encrypt(null);
        Home locked = with(Map.of());
        Map<Path, String> before = everything();
        unavailable(() -> set(locked, Map.of("FOO", "x")), "are encrypted, and no key is set", "set VEKTRA_KEY");
        unavailable(() -> locked.store.encryption().decrypt(), "no key is set");
        assertThat(everything()).isEqualTo(before);
        assertThat(app(locked).config().keySet()).contains("FOO");
    }

    @Test
    void with_another_key_nothing_is_changed() throws IOException {
        home.store.encryption().encrypt(null);
        Home other = with(Map.of("VEKTRA_KEY", OTHER));
        Map<Path, String> before = everything();
        unavailable(() -> set(other, Map.of("FOO", "x")), "is not the key of");
        unavailable(() -> other.store.encryption().rotate(true), "is not the key of");
        unavailable(() -> other.store.encryption().decrypt(), "is not the key of");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_value_is_valid_in_its_place_alone() throws IOException {
        home.store.encryption().encrypt(null);
        AppName another = new AppName("other");
        home.commit(
                List.of(alone(Name.Kind.APP, another)),
                new Write.PutApp(Things.app("other").released(Map.of("FOO", "mine")), null));
        String stolen = home.text("apps/myapp.json").replaceAll("(?s).*\"FOO\": \"([^\"]*)\".*", "$1");
        Path file = home.path("apps/other.json");
        Files.writeString(
                file, Files.readString(file).replaceAll("\"FOO\": \"[^\"]*\"", "\"FOO\": \"" + stolen + "\""));
        unavailable(
                () -> home.store.read().app(another).orElseThrow().config().get("FOO"),
                "was changed, or moved from another place");
        Path own = home.path("apps/myapp.json");
        Files.writeString(own, Files.readString(own).replace("\"FOO\"", "\"BAR\""));
        unavailable(() -> app(home).config().get("BAR"), "was changed, or moved from another place");
    }

    @Test
    void what_looks_encrypted_is_a_value_like_others() {
        String odd = "enc:v1:k1:AAAA";
        set(home, Map.of("ODD", odd));
        assertThat(app(home).config()).containsEntry("ODD", odd);
        home.store.encryption().encrypt(null);
        assertThat(app(home).config()).containsEntry("ODD", odd);
        set(home, Map.of("ODD", odd, "MORE", odd));
        assertThat(app(home).config()).containsEntry("MORE", odd);
        home.store.encryption().decrypt();
        assertThat(app(home).config()).containsEntry("MORE", odd);
    }

    @Test
    void decrypted_it_is_as_before() throws IOException {
        Map<Path, String> before = everything();
        home.store.encryption().encrypt(null);
        home.store.encryption().decrypt();
        Map<Path, String> after = everything();
        assertThat(after).isEqualTo(before);
        assertThat(home.store.encryption().decrypt().files()).isZero();
    }

    @Test
    void a_new_data_key_takes_over_as_files_are_written_and_the_old_one_goes_with_its_last_value() {
        home.store.encryption().encrypt(null);
        assertThat(home.store.encryption().rotate(false).key()).isEqualTo("k2");
        set(home, Map.of("FOO", "again"));
        assertThat(home.text("apps/myapp.json")).contains("enc:v1:k2:").doesNotContain("enc:v1:k1:");
        assertThat(home.text("services/postgres.json")).contains("enc:v1:k1:");
        assertThat(home.text("keys.json")).contains("\"k1\"", "\"k2\"");
        assertThat(home.store.encryption().rotate(true).key()).isEqualTo("k3");
        assertThat(home.text("keys.json")).contains("\"k3\"").doesNotContain("\"k1\"", "\"k2\"");
        assertThat(app(home).config()).isEqualTo(Map.of("FOO", "again"));
    }

    @Test
    void another_key_opens_the_home_after_a_rewrap_and_nothing_else_changes() throws IOException {
        home.store.encryption().encrypt(null);
        String before = home.text("apps/myapp.json");
        Path file = temporary.resolve("key");
        assertThat(home.store.encryption().rewrap(file, AS_RECIPIENT).made()).isTrue();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(home.text("apps/myapp.json")).isEqualTo(before);
        assertThat(app(with(Map.of("VEKTRA_KEY_FILE", file.toString()))).config())
                .containsEntry("FOO", "hidden-value");
        unavailable(
                () -> app(with(Map.of("VEKTRA_KEY", KEY))).config().get("FOO"), "its key came from VEKTRA_KEY_FILE");
        Map<Path, String> after = everything();
        assertThat(home.store.encryption().rewrap(file, AS_RECIPIENT).files()).isZero();
        assertThat(everything()).isEqualTo(after);
    }

    @Test
    void no_key_is_made_that_opens_nothing() {
        home.store.encryption().encrypt(null);
        Path file = temporary.resolve("key");
        Home other = with(Map.of("VEKTRA_KEY", OTHER));
        unavailable(() -> other.store.encryption().rewrap(file, AS_RECIPIENT), "is not the key of");
        assertThat(file).doesNotExist();
    }

    @Test
    void without_encryption_there_is_nothing_to_rotate() {
        assertThatThrownBy(() -> home.store.encryption().rotate(true))
                .isInstanceOfSatisfying(
                        VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
    }

    @Test
    void half_written_files_of_a_crash_go_with_their_secrets() throws IOException {
        Files.writeString(home.path("apps/.tmp-myapp.json"), "hidden-value");
        home.store.encryption().encrypt(null);
        assertThat(found()).isEmpty();
    }

    @Test
    void while_another_command_is_at_work_nothing_is_begun() throws IOException {
        Map<Path, String> before = everything();
        Home second = with(Map.of("VEKTRA_KEY", KEY));
        try (var session = home.open(alone(Name.Kind.APP, MYAPP))) {
            assertThatThrownBy(() -> second.store.encryption().encrypt(null))
                    .isInstanceOfSatisfying(
                            VektraException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
            assertThat(session.appNames()).containsExactly(MYAPP);
        }
        assertThat(everything()).isEqualTo(before);
    }

    // what the doctor asks for

    @Test
    void problems() throws IOException {
        assertThat(home.store.encryption().problems()).isEmpty();
        String plain = home.text("apps/myapp.json");
        home.store.encryption().encrypt(null);
        assertThat(home.store.encryption().problems()).isEmpty();
        String sealed = home.text("apps/myapp.json");
        Files.writeString(home.path("apps/myapp.json"), plain);
        problem(Problem.Fault.PLAINTEXT, "apps/myapp.json");
        Files.writeString(home.path("apps/myapp.json"), sealed.replace("enc:v1:k1:", "enc:v1:k9:"));
        problem(Problem.Fault.UNKNOWN_KEY, "apps/myapp.json");
    }

    private void problem(Problem.Fault fault, String file) {
        assertThat(home.store.encryption().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.fault()).isEqualTo(fault);
            assertThat(problem.file()).isEqualTo(file);
        });
    }

    // where the key comes from

    @Test
    void a_key_comes_from_the_first_source_that_is_set() throws IOException {
        home.store.encryption().encrypt(null);
        Path file = Files.writeString(temporary.resolve("key"), OTHER, StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Path credentials = Files.createDirectory(temporary.resolve("credentials"));
        Files.writeString(credentials.resolve("vektra-key"), KEY + "\n");
        opens(Map.of("VEKTRA_KEY", KEY, "VEKTRA_KEY_FILE", file.toString()));
        opens(Map.of("VEKTRA_KEY", " " + KEY.replace("=", "=\n")));
        opens(Map.of("CREDENTIALS_DIRECTORY", credentials.toString(), "VEKTRA_KEY_COMMAND", "echo " + OTHER));
        opens(Map.of("CREDENTIALS_DIRECTORY", temporary.toString(), "VEKTRA_KEY_COMMAND", "echo; echo ' " + KEY + "'"));
        refuses(Map.of("VEKTRA_KEY_FILE", file.toString(), "VEKTRA_KEY_COMMAND", "echo " + KEY), "is not the key");
        Files.writeString(file, KEY);
        opens(Map.of("VEKTRA_KEY_FILE", file.toString(), "VEKTRA_KEY_COMMAND", "exit 1"));
    }

    @Test
    void a_key_that_protects_nothing_or_is_none_is_refused() throws IOException {
        home.store.encryption().encrypt(null);
        Path inside = Files.writeString(home.path("key"), KEY);
        Files.setPosixFilePermissions(inside, PosixFilePermissions.fromString("rw-------"));
        refuses(Map.of("VEKTRA_KEY_FILE", inside.toString()), "is inside the home", "move it out of");
        Path link = Files.createSymbolicLink(temporary.resolve("link"), inside);
        refuses(Map.of("VEKTRA_KEY_FILE", link.toString()), "is inside the home");
        Path loose = Files.writeString(temporary.resolve("loose"), KEY);
        Files.setPosixFilePermissions(loose, PosixFilePermissions.fromString("rw-r-----"));
        refuses(Map.of("VEKTRA_KEY_FILE", loose.toString()), "other users can read", "chmod 600 ");
        refuses(Map.of("VEKTRA_KEY_FILE", temporary.resolve("none").toString()), "there is no key file");
        refuses(Map.of("VEKTRA_KEY_FILE", "key"), "is not an absolute path");
        refuses(Map.of("VEKTRA_KEY", "too short"), "is not a key", "32 bytes in base64");
        refuses(Map.of("VEKTRA_KEY_COMMAND", "echo no luck >&2; exit 3"), "VEKTRA_KEY_COMMAND failed: no luck");
        for (Path file : List.of(inside, loose)) {
            assertThat(with(Map.of("VEKTRA_KEY_FILE", file.toString()))
                            .store
                            .encryption()
                            .problems())
                    .extracting(Problem::fault)
                    .containsExactly(Problem.Fault.KEY_FILE);
        }
    }

    @Test
    void without_a_key_nothing_is_encrypted() throws IOException {
        Map<Path, String> before = everything();
        unavailable(() -> with(Map.of()).store.encryption().encrypt(null), "no key is set", "head -c 32 /dev/urandom");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_key_file_is_not_made_inside_the_home() throws IOException {
        Set<Path> before = everything().keySet();
        unavailable(() -> home.store.encryption().encrypt(home.path("key")), "is inside the home");
        assertThat(everything().keySet()).isEqualTo(before);
    }

    private void opens(Map<String, String> environment) {
        assertThat(app(with(environment)).config()).containsEntry("FOO", "hidden-value");
    }

    private void refuses(Map<String, String> environment, String... gist) {
        unavailable(() -> app(with(environment)).config().get("FOO"), gist);
    }
}
