package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.DrainName;
import vektra.model.text.Kind;
import vektra.model.text.VektraException;
import vektra.spi.Locks.Name;
import vektra.spi.Store.Write;

/** A file that cannot be read is UNAVAILABLE, is named, and stays as it is whatever is written. */
class DamagedFilesTest {
    static final AppName OTHER = new AppName("other");
    static final AddonName LOST = new AddonName("redis-lost-10000");

    static final Name AUDIT = Name.ofDrain(new DrainName("audit"));

    static final Map<File, byte[]> WHOLE = new EnumMap<>(File.class);

    @TempDir
    static Path folder;

    static Home home;

    enum File {
        APP("apps/myapp.json") {
            @Override
            void read(Home home) {
                home.store.read().app(MYAPP);
            }

            @Override
            List<Write> overwrites() {
                return List.of(
                        new Write.PutApp(Things.full(MYAPP), null),
                        new Write.RenameApp(MYAPP, Things.app("other"), Things.release(3, Map.of())),
                        new Write.RenameApp(OTHER, Things.full(MYAPP), Things.release(3, Map.of())),
                        new Write.DeleteApp(MYAPP));
            }
        },
        RELEASES("apps/myapp.releases.jsonl") {
            @Override
            void read(Home home) {
                home.store.read().releases(MYAPP);
            }

            @Override
            List<Write> overwrites() {
                return List.of(
                        new Write.PutApp(Things.full(MYAPP), Things.release(3, Map.of())),
                        new Write.PutApp(Things.full(MYAPP), Things.release(150, Map.of())),
                        new Write.DeleteApp(MYAPP));
            }
        },
        SERVICE("services/postgres.json") {
            @Override
            void read(Home home) {
                home.store.read().services();
            }

            @Override
            List<Write> overwrites() {
                return List.of(new Write.PutService(Things.service(false)), new Write.DeleteService(POSTGRES));
            }
        },
        DRAIN("drains/audit.json") {
            @Override
            void read(Home home) {
                home.store.read().drains();
            }

            @Override
            List<Write> overwrites() {
                return List.of(
                        new Write.PutDrain(Things.drain("audit", null)), new Write.DeleteDrain(new DrainName("audit")));
            }
        },
        LOG_SETTINGS("logs.json") {
            @Override
            void read(Home home) {
                home.store.read().logSettings();
            }

            @Override
            List<Write> overwrites() {
                return List.of(new Write.PutLogSettings(Things.logSettings()));
            }
        },
        SPACES("spaces.json") {
            @Override
            void read(Home home) {
                home.store.read().spaces();
            }

            @Override
            List<Write> overwrites() {
                return List.of(new Write.PutSpaces(Things.spaces()));
            }
        },
        RESERVATION("addons/postgres-curved-12345") {
            @Override
            void read(Home home) {
                home.store.read().owner(CURVED);
            }

            @Override
            List<Write> overwrites() {
                return List.of(
                        new Write.Reserve(CURVED, MYAPP),
                        new Write.Orphan(Things.addon(CURVED, null)),
                        new Write.Free(CURVED));
            }
        },
        OWNERLESS("addons/redis-lost-10000.json") {
            @Override
            void read(Home home) {
                home.store.read().ownerless();
            }

            @Override
            List<Write> overwrites() {
                return List.of(
                        new Write.Reserve(LOST, MYAPP),
                        new Write.Orphan(Things.addon(LOST, null)),
                        new Write.Free(LOST));
            }
        };

        final String path;

        File(String path) {
            this.path = path;
        }

        abstract void read(Home home);

        abstract List<Write> overwrites();
    }

    @BeforeAll
    static void home() throws IOException {
        home = new Home(folder);
        home.commit(
                List.of(alone(MYAPP), alone(POSTGRES)),
                new Write.PutApp(Things.full(MYAPP), Things.release(1, Map.of("FOO", "bär"))),
                new Write.Reserve(CURVED, MYAPP),
                new Write.Orphan(Things.addon(LOST, Things.server("redis-lost-10000"))),
                new Write.PutService(Things.service(true)));
        home.commit(List.of(AUDIT), new Write.PutDrain(Things.drain("audit", null)));
        home.commit(List.of(Name.LOG_SETTINGS), new Write.PutLogSettings(Things.logSettings()));
        home.commit(List.of(Name.SPACES), new Write.PutSpaces(Things.spaces()));
        home.commit(
                List.of(alone(MYAPP)),
                new Write.PutApp(
                        Things.with(Things.full(MYAPP), "FOO", "baz"), Things.release(2, Map.of("FOO", "baz"))));
        for (File file : File.values()) {
            WHOLE.put(file, Files.readAllBytes(home.path(file.path)));
        }
    }

    @BeforeEach
    void restore() throws IOException {
        for (File file : File.values()) {
            Files.write(home.path(file.path), WHOLE.get(file));
        }
    }

    @ParameterizedTest
    @EnumSource
    void cut_off_anywhere(File file) throws IOException {
        byte[] whole = Files.readAllBytes(home.path(file.path));
        // The last byte is the end of the last line: a page without it is whole, a history is not.
        int cuts = file == File.RELEASES ? whole.length : whole.length - 1;
        for (int length = 0; length < cuts; length++) {
            cut(file, whole, length);
        }
    }

    /** Writes are tried at some lengths only, since each costs a session. */
    private void cut(File file, byte[] whole, int length) throws IOException {
        byte[] content = Arrays.copyOf(whole, length);
        if (length % 97 == 0 || length > 0 && content[length - 1] == '\n') {
            refuses(file, content, "");
        } else {
            Files.write(home.path(file.path), content);
            assertThat(unavailable(() -> file.read(home)))
                    .hasMessageContaining(home.path(file.path).toString());
            assertThat(home.path(file.path)).hasBinaryContent(content);
        }
    }

    @ParameterizedTest
    @EnumSource
    void written_by_a_newer_version(File file) throws IOException {
        String text = home.text(file.path).replaceAll("\"schema\":( ?)1", "\"schema\":$13");
        refuses(file, text.getBytes(), "written by a newer Vektra; upgrade");
    }

    @ParameterizedTest
    @EnumSource
    void not_utf_8(File file) throws IOException {
        byte[] bytes = Files.readAllBytes(home.path(file.path));
        bytes[bytes.length - 12] = (byte) 0xff;
        refuses(file, bytes, "");
    }

    @ParameterizedTest
    @EnumSource
    void something_else(File file) throws IOException {
        for (String text :
                List.of("[]\n", "7\n", "{}\n", "\"text\"\n", "null\n", "{\"schema\":\"1\"}\n", "\u0000\u0000\n")) {
            refuses(file, text.getBytes(), "");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "\"release\": 2        | \"release\": \"2\"      | release is not a number",
                "\"release\": 2        | \"release\": 2.5        | release is not a whole number",
                "\"release\": 2        | \"release\": 9999999999 | release is too large",
                "\"release\": 2        | \"release\": null       | release is missing",
                "\"FOO\": \"baz\"      | \"FOO\": [1, {}]        | config.FOO is not text",
                "\"state\": \"provisioned\" | \"state\": \"new\" | addons.state is not a known word",
                "\"name\": \"myapp\"   | \"name\": \"other\"     | it holds an app called other",
                "\"name\": \"myapp\"   | \"name\": \"My App\"    | 'My App' is not an app name",
                "2026-01-31T12:00:00Z   | yesterday                | created_at is not a time",
                "\"managed\": true     | \"managed\": \"yes\"    | addons.server.managed is not true or false",
                "\"attachments\": [    | \"attachments\": [ 5,   | attachments is not an object",
            })
    void wrong_types(String right, String wrong, String said) throws IOException {
        refuses(File.APP, home.text(File.APP.path).replace(right, wrong).getBytes(), said);
    }

    @Test
    void keys_it_does_not_know_are_no_damage() throws IOException {
        String text = home.text(File.APP.path)
                .replace("\"config\":", "\"later\": {\"a\": [1, 2.5, null, true, {}]}, \"config\":");
        Files.writeString(home.path(File.APP.path), text);
        assertThat(home.store.read().app(MYAPP)).contains(Things.with(Things.full(MYAPP), "FOO", "baz"));
    }

    @Test
    void no_secret_is_repeated() throws IOException {
        String text = home.text(File.APP.path).replace("\"baz\"", "hunter2");
        Files.writeString(home.path(File.APP.path), text);
        VektraException refused = unavailable(() -> home.store.read().app(MYAPP));
        for (Throwable e = refused; e != null; e = e.getCause()) {
            assertThat(e.toString()).doesNotContain("hunter2");
        }
    }

    private void refuses(File file, byte[] content, String said) throws IOException {
        Path path = home.path(file.path);
        Files.write(path, content);
        VektraException refused = unavailable(() -> file.read(home));
        assertThat(refused).hasMessageContaining(path.toString()).hasMessageContaining(said);
        assertThat(refused.hint()).isNotBlank();
        List<String> before = home.files("");
        for (Write write : file.overwrites()) {
            catchThrowableOfType(
                    VektraException.class,
                    () -> home.commit(
                            List.of(alone(MYAPP), alone(OTHER), alone(POSTGRES), AUDIT, Name.LOG_SETTINGS, Name.SPACES),
                            write));
            assertThat(Files.readAllBytes(path))
                    .as(write.getClass().getSimpleName())
                    .isEqualTo(content);
        }
        assertThat(home.files("")).isEqualTo(before);
    }

    private static VektraException unavailable(ThrowingCallable call) {
        VektraException refused = catchThrowableOfType(VektraException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.kind()).isEqualTo(Kind.UNAVAILABLE);
        return refused;
    }
}
