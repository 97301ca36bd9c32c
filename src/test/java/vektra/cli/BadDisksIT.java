package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Damaged and newer files, full and read-only disks, homes that are none, streams that are closed. */
class BadDisksIT {
    private static final Map<String, String> NO_HOME = Map.of("VEKTRA_HOME", "", "HOME", "");

    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:bind", "redis", "-a", "hurt").ok();
        home.vektra("addons:bind", "redis", "-a", "fine").ok();
        home.vektra("config:set", "-a", "hurt", "A=b").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    /** What can happen to a file of text. */
    private enum Damage {
        EMPTY {
            @Override
            byte[] of(byte[] whole) {
                return new byte[0];
            }
        },
        BEGUN {
            @Override
            byte[] of(byte[] whole) {
                return Arrays.copyOf(whole, 1);
            }
        },
        HALF {
            @Override
            byte[] of(byte[] whole) {
                return Arrays.copyOf(whole, whole.length / 2);
            }
        },
        ALMOST_WHOLE {
            @Override
            byte[] of(byte[] whole) {
                return Arrays.copyOf(whole, whole.length - 2);
            }
        },
        ZEROES {
            @Override
            byte[] of(byte[] whole) {
                return new byte[whole.length];
            }
        },
        GARBAGE {
            @Override
            byte[] of(byte[] whole) {
                return new byte[] {(byte) 0xff, '{', 0, '"'};
            }
        },
        DEEP {
            @Override
            byte[] of(byte[] whole) {
                return "[{\"a\":".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            }
        },
        NEWER {
            @Override
            byte[] of(byte[] whole) {
                return text(whole)
                        .replaceFirst("\"schema\" ?: ?1", "\"schema\":3")
                        .getBytes(StandardCharsets.UTF_8);
            }
        },
        OTHER_TYPES {
            @Override
            byte[] of(byte[] whole) {
                return text(whole)
                        .replaceFirst("\"name\" ?: ?\"[^\"]*\"", "\"name\":[]")
                        .getBytes(StandardCharsets.UTF_8);
            }
        };

        abstract byte[] of(byte[] whole);

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static Stream<Damage> damages() {
        return Stream.of(Damage.values());
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @MethodSource("damages")
    void should_name_a_damaged_app_and_leave_it_and_all_others_alone(Damage damage) throws Exception {
        while_damaged("apps/hurt.json", damage, () -> {
            named("apps/hurt.json", "config", "-a", "hurt");
            named("apps/hurt.json", "config:set", "-a", "hurt", "C=d");
            named("apps/hurt.json", "addons:bind", "redis", "-a", "hurt", "--as", "OTHER");
            named("apps/hurt.json", "apps:destroy", "-a", "hurt", "--confirm", "hurt");
            home.vektra("config", "-a", "fine").ok();
            home.vektra("addons:bind", "redis", "-a", "fine").ok();
        });
        home.vektra("config:get", "A", "-a", "hurt").ok();
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @ValueSource(strings = {"EMPTY", "HALF", "GARBAGE", "NEWER", "OTHER_TYPES"})
    void should_name_a_damaged_service_and_leave_it_alone(Damage damage) throws Exception {
        while_damaged("services/redis.json", damage, () -> {
            named("services/redis.json", "addons:bind", "redis", "-a", "fine");
            named("services/redis.json", "addons:enable", "redis");
            named("services/redis.json", "addons:disable", "redis");
            home.vektra("config", "-a", "fine").ok();
        });
        home.vektra("addons:bind", "redis", "-a", "fine").ok();
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @ValueSource(strings = {"HALF", "ALMOST_WHOLE", "GARBAGE", "NEWER"})
    void should_name_a_damaged_history_and_leave_it_alone(Damage damage) throws Exception {
        while_damaged("apps/hurt.releases.jsonl", damage, () -> {
            named("apps/hurt.releases.jsonl", "releases", "-a", "hurt");
            named("apps/hurt.releases.jsonl", "rollback", "v1", "-a", "hurt");
            home.vektra("config", "-a", "hurt").ok();
            home.vektra("config:set", "-a", "fine", "LAST=" + damage).ok();
        });
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @ValueSource(strings = {"EMPTY", "HALF", "GARBAGE", "NEWER"})
    void should_name_a_damaged_journal_and_leave_it_alone(Damage damage) throws Exception {
        Home.Ran killed = home.killedAt(2, "config:set", "-a", "hurt", "C=" + damage);
        killed.exits(137);
        String entry = "journal/" + journal(home).get(0);
        assertThat(entry).endsWith(".commit");
        while_damaged(entry, damage, () -> {
            named(entry, "config", "-a", "hurt");
            named(entry, "config:set", "-a", "hurt", "C=d");
        });
        assertThat(home.vektra("config:get", "C", "-a", "hurt").ok().out()).isEqualTo(damage + "\n");
        home.vektra("config:unset", "C", "-a", "hurt").ok();
        assertThat(journal(home)).isEmpty();
    }

    @ParameterizedTest
    @Sampled(oneIn = 8)
    @ValueSource(strings = {"pid", "server.properties"})
    void should_live_with_damaged_notes_about_a_server(String note) throws Exception {
        Path file = home.path().resolve("servers/redis").resolve(note);
        byte[] whole = Files.readAllBytes(file);
        String pid = pid();
        for (Damage damage : List.of(Damage.EMPTY, Damage.HALF, Damage.GARBAGE)) {
            Files.write(file, damage.of(whole));
            Home.Ran ran = home.vektra("addons:bind", "redis", "-a", "fine");
            assertThat(ran.code()).as(damage + " " + ran).isIn(0, 4, 5);
            assertThat(ran.err()).doesNotContain("bug");
            assertThat(ProcessHandle.of(Long.parseLong(pid)))
                    .as(damage.toString())
                    .isPresent();
            Files.write(file, whole);
        }
        assertThat(pid()).isEqualTo(pid);
        home.vektra("addons:bind", "redis", "-a", "fine").ok();
    }

    @Test
    void should_read_and_run_from_a_disk_that_cannot_be_written() throws Exception {
        Path locked = home.scratch().resolve("locked");
        Files.createDirectories(locked);
        needs(mount("--bind", home.path().toString(), locked.toString()), "root and mount --bind");
        try {
            needs(mount("-o", "remount,bind,ro", locked.toString()), "a read-only remount");
            Snapshot before = Snapshot.of(home.path());
            Map<String, String> there = Map.of("VEKTRA_HOME", locked.toString());
            for (String reading : List.of(
                    "apps",
                    "apps:info -a fine",
                    "config -a fine",
                    "config:get REDIS_URL -a fine",
                    "releases -a fine",
                    "releases:info v1 -a fine",
                    "addons -a fine",
                    "addons --all",
                    "addons:services",
                    "addons:status redis",
                    "addons:info redis -a fine",
                    "addons:logs redis",
                    "run -a fine -- true")) {
                home.vektra(there, reading.split(" ")).ok();
            }
            for (String writing : List.of(
                    "apps:create new",
                    "config:set -a fine A=b",
                    "addons:bind redis -a new",
                    "addons:unbind redis -a fine",
                    "addons:enable memcache",
                    "apps:destroy -a fine --confirm fine")) {
                Home.Ran refused = home.vektra(there, writing.split(" ")).exits(5);
                assertThat(refused.out()).isEmpty();
                assertThat(refused.err()).contains(locked.toString(), "Read-only file system", "  -> make it writable");
            }
            assertThat(Snapshot.of(home.path())).isEqualTo(before);
        } finally {
            unmount(locked);
        }
    }

    @Test
    void should_read_a_home_that_only_another_user_may_write() {
        Path theirs = home.scratch().resolve("theirs");
        home.program(Map.of(), "cp", "-r", home.path().toString(), theirs.toString())
                .ok();
        home.program(Map.of(), "chmod", "-R", "a+rX,a-w", theirs.toString()).ok();
        home.program(Map.of(), "chmod", "a+x", home.scratch().toString()).ok();
        needs(asOrdinaryUser(theirs, "version").code() == 0, "an ordinary user who can reach this build");
        for (String reading : List.of("apps", "config -a fine", "addons -a fine", "releases -a fine")) {
            asOrdinaryUser(theirs, reading).ok();
        }
        for (String writing : List.of("apps:create new", "config:set -a fine A=b", "addons:bind redis -a new")) {
            Home.Ran refused = asOrdinaryUser(theirs, writing).exits(5);
            assertThat(refused.out()).isEmpty();
            assertThat(refused.err()).contains(theirs.toString(), "ermission denied", "  -> make it writable for you");
        }
        home.program(Map.of(), "chmod", "-R", "go-rx,u+w", theirs.toString()).ok();
        if (isRoot()) {
            Home.Ran hidden = asOrdinaryUser(theirs, "config -a fine").exits(5);
            assertThat(hidden.err()).contains(theirs.toString(), "ermission denied");
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Home.Ran asOrdinaryUser(Path there, String line) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.add(Home.LAUNCHER.toString());
        command.addAll(List.of(line.split(" ")));
        return home.program(Map.of("VEKTRA_HOME", there.toString()), command.toArray(new String[0]));
    }

    @Test
    void should_keep_the_old_state_on_a_full_disk_and_go_on_when_there_is_space() throws Exception {
        Path disk = Files.createDirectories(home.scratch().resolve("disk"));
        needs(mount("-t", "tmpfs", "-o", "size=256k", "vektra-it", disk.toString()), "root and mount");
        try {
            Map<String, String> there =
                    Map.of("VEKTRA_HOME", disk.resolve("home").toString());
            home.vektra(there, "addons:enable", "redis", "--url", home.adminUrl("redis"))
                    .ok();
            home.vektra(there, "config:set", "-a", "none", "A=b").exits(3);
            home.vektra(there, "apps:create", "kept").ok();
            home.vektra(there, "config:set", "-a", "kept", "A=b").ok();
            Path filler = disk.resolve("filler");
            // each number of free pages stops it at another place
            for (int pages : IntStream.rangeClosed(0, 4).toArray()) {
                fill(filler, pages);
                Home.Ran set = home.vektra(there, "config:set", "-a", "kept", "A=" + pages);
                Home.Ran bound = home.vektra(there, "addons:bind", "redis", "-a", "full" + pages);
                for (Home.Ran ran : List.of(set, bound)) {
                    assertThat(ran.code()).as(pages + " " + ran).isIn(0, 5);
                    assertThat(ran.code() == 5)
                            .as(ran.toString())
                            .isEqualTo(ran.err().contains("No space left"));
                }
                assertThat(home.vektra(there, "config:get", "A", "-a", "kept")
                                .ok()
                                .out())
                        .matches(set.code() == 0 ? pages + "\n" : "[b0-9]\n");
                Files.delete(filler);
                home.vektra(there, "config:set", "-a", "kept", "A=b").ok();
                home.vektra(there, "addons:bind", "redis", "-a", "full" + pages).ok();
                try (Jedis admin = new Jedis(home.adminUrl("redis"))) {
                    String app = "full" + pages;
                    assertThat(admin.aclUsers().stream().filter(user -> user.startsWith(app)))
                            .as(app)
                            .hasSize(1);
                }
                home.vektra(there, "apps:destroy", "-a", "full" + pages, "--destroy-data", "--confirm", "full" + pages)
                        .ok();
            }
            assertThat(Files.list(disk.resolve("home/journal"))).isEmpty();
            Files.readAllLines(disk.resolve("home/audit.jsonl"))
                    .forEach(line -> assertThat(line).matches("\\{.*}"));
            fill(filler, 0);
            home.vektra(there, "addons:enable", "memcache").exits(5);
            home.vektra(there, "addons:disable", "memcache").ok();
        } finally {
            unmount(disk);
        }
    }

    @Test
    void should_say_what_is_wrong_with_a_home_that_is_none() throws Exception {
        Path file = Files.writeString(home.scratch().resolve("file"), "precious");
        for (Path wrong : List.of(file, file.resolve("below"))) {
            Map<String, String> there = Map.of("VEKTRA_HOME", wrong.toString());
            for (String line : List.of("apps", "apps:create new", "config -a x", "addons:enable redis")) {
                Home.Ran refused = home.vektra(there, line.split(" ")).exits(5);
                assertThat(refused.out()).isEmpty();
                assertThat(refused.err()).contains(file.toString()).containsPattern("not a folder|Not a directory");
            }
        }
        assertThat(Files.readString(file)).isEqualTo("precious");
    }

    @Test
    void should_find_a_home_without_a_home_in_the_environment() {
        home.program(NO_HOME, "env", "-u", "HOME", "-u", "VEKTRA_HOME", Home.LAUNCHER.toString(), "apps")
                .ok();
        home.program(NO_HOME, Home.LAUNCHER.toString(), "apps").ok();
        assertThat(home.scratch().resolve(".vektra")).doesNotExist();
    }

    @Test
    void should_take_a_relative_home_from_where_it_is_called() {
        Map<String, String> relative = Map.of("VEKTRA_HOME", "some/where");
        home.vektra(relative, "apps:create", "near").ok();
        assertThat(home.scratch().resolve("some/where/apps/near.json")).exists();
        assertThat(home.vektra(relative, "apps").ok().out()).contains("near");
    }

    @Test
    void should_say_that_the_folder_was_deleted_meanwhile() {
        Home.Ran ran = home.program(
                Map.of(),
                "sh",
                "-c",
                "mkdir gone && cd gone && rmdir ../gone && exec \"$0\" apps",
                Home.LAUNCHER.toString());
        assertThat(ran.exits(125).err()).contains("Error: the folder that you are in is gone\n  -> ");
    }

    @Test
    void should_end_quietly_when_the_reader_of_the_result_is_gone() {
        Home.Ran ran = shell("set -o pipefail; \"$0\" apps | true");
        assertThat(ran.ok().err()).isEmpty();
        assertThat(shell("set -o pipefail; \"$0\" help | head -n 0").ok().err()).isEmpty();
    }

    @Test
    void should_say_that_the_result_could_not_be_written() {
        for (String command : List.of("apps", "apps --json", "config -a fine", "help")) {
            Home.Ran ran = shell("\"$0\" " + command + " > /dev/full").exits(5);
            assertThat(ran.err())
                    .isEqualTo("Error: the result could not be written to stdout: No space left on device\n");
            assertThat(shell("\"$0\" " + command + " >&-").exits(5).err())
                    .startsWith("Error: the result could not be written to stdout: ");
        }
        shell("\"$0\" apps 2>&-").ok();
        shell("\"$0\" nonsense 2>&- <&-").exits(2);
    }

    private interface Work {
        void run();
    }

    private static void while_damaged(String path, Damage damage, Work work) throws IOException {
        Path file = home.path().resolve(path);
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = damage.of(whole);
        Files.write(file, damaged);
        try {
            work.run();
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        } finally {
            Files.write(file, whole);
        }
    }

    /** Exit 5 in two lines that name the file and nothing that stands in it. */
    private static void named(String file, String... argv) {
        Home.Ran ran = home.vektra(argv).exits(5);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .matches("Error: [^\\n]+\\n(  -> [^\\n]+\\n)?")
                .contains(home.path().resolve(file).toString());
    }

    private static String pid() {
        return home.vektra("addons:status", "redis", "--json")
                .ok()
                .json()
                .at("/pid")
                .asText();
    }

    private static List<String> journal(Home of) throws IOException {
        try (Stream<Path> entries = Files.list(of.path().resolve("journal"))) {
            return entries.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static Home.Ran shell(String line) {
        return home.program(Map.of(), "bash", "-c", line, Home.LAUNCHER.toString());
    }

    /** Fills the disk but for so many pages. */
    private static void fill(Path filler, int pages) {
        shell("cat /dev/zero > '" + filler + "' 2>&-; truncate -s -" + 4 * pages + "K '" + filler + "'");
    }

    private static void needs(boolean there, String what) {
        if (!there) {
            System.out.println("BadDisksIT skips a test that needs " + what);
        }
        assumeTrue(there, "needs " + what);
    }

    private static boolean mount(String... arguments) {
        String[] command =
                Stream.concat(Stream.of("mount"), Stream.of(arguments)).toArray(String[]::new);
        return isRoot() && home.program(Map.of(), command).code() == 0;
    }

    private static void unmount(Path folder) {
        home.program(Map.of(), "umount", "--lazy", folder.toString());
    }
}
