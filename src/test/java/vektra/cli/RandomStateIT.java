package vektra.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/**
 * Damages each file of a home in each way, where by lot ({@code -Dvektra.seed=N}): every command answers in words and in
 * time, and what cannot be read is never written over.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RandomStateIT {
    private static final long SEED = Long.getLong("vektra.seed", 20261122);
    private static final int TIMES = Integer.getInteger("vektra.times", 1);
    private static final Map<String, byte[]> WHOLE = new TreeMap<>();
    private static final List<String> COMMANDS = List.of(
            "config -a hurt",
            "config:set -a hurt A=c",
            "addons:bind redis -a hurt --timeout 1",
            "addons:info redis -a hurt --timeout 1",
            "addons:doctor --timeout 1");

    /** What the home reads again and must not lose; the launcher's own notes can be made again. */
    private static final String STATE = "(apps|services|addons|journal)/.*";

    private static final String OF_RUNNING_SERVERS = "servers/[^/]+/(data|log)(/.*)?";

    private static Home home;

    enum Damage {
        CUT(true) {
            @Override
            byte[] of(byte[] whole, Random random) {
                return Arrays.copyOf(whole, random.nextInt(Math.max(1, whole.length - 2)));
            }
        },
        FLIPPED(false) {
            @Override
            byte[] of(byte[] whole, Random random) {
                byte[] other = whole.clone();
                for (int i = 0; i < 3 && whole.length > 0; i++) {
                    other[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return other;
            }
        },
        KEY_RENAMED(false) {
            @Override
            byte[] of(byte[] whole, Random random) {
                return instead(whole, random, "\"[a-z_]+\"(?= ?:)", "\"other\"");
            }
        },
        VALUE_IS_A_LIST(false) {
            @Override
            byte[] of(byte[] whole, Random random) {
                return instead(whole, random, "(?<=: ?)(\"[^\"]*\"|[0-9]+)", "[{}, 1]");
            }
        },
        NUMBER_IS_HUGE(false) {
            @Override
            byte[] of(byte[] whole, Random random) {
                return instead(whole, random, "(?<=[:=] ?)[0-9]+", "9" + "0".repeat(900));
            }
        },
        DEEP(true) {
            @Override
            byte[] of(byte[] whole, Random random) {
                return "{\"a\":[".repeat(100_000).getBytes(UTF_8);
            }
        },
        EMPTY(true) {
            @Override
            byte[] of(byte[] whole, Random random) {
                return new byte[0];
            }
        },
        NOISE(true) {
            @Override
            byte[] of(byte[] whole, Random random) {
                byte[] noise = new byte[1 + random.nextInt(3000)];
                random.nextBytes(noise);
                return noise;
            }
        },
        FOLDER(true) {
            @Override
            byte[] of(byte[] whole, Random random) {
                return whole;
            }
        };

        /** Whether the outcome cannot be taken for a whole file. */
        final boolean certain;

        Damage(boolean certain) {
            this.certain = certain;
        }

        abstract byte[] of(byte[] whole, Random random);

        private static byte[] instead(byte[] whole, Random random, String what, String other) {
            String text = new String(whole, ISO_8859_1);
            List<MatchResult> found =
                    Pattern.compile(what).matcher(text).results().toList();
            if (found.isEmpty()) {
                return whole;
            }
            MatchResult one = found.get(random.nextInt(found.size()));
            return (text.substring(0, one.start()) + other + text.substring(one.end())).getBytes(ISO_8859_1);
        }
    }

    @BeforeAll
    static void open() throws IOException {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
        home.vektra("addons:bind", "redis", "-a", "gone").ok();
        home.vektra("apps:destroy", "-a", "gone", "--confirm", "gone").ok();
        home.vektra("addons:bind", "redis", "-a", "hurt", "--ttl", "1d").ok();
        home.vektra("config:set", "-a", "hurt", "A=b").ok();
        for (int n : List.of(1, 3)) {
            home.killedAt(n, "addons:bind", "redis", "-a", "begun" + n).exits(137);
        }
        home.killedAt(2, "config:set", "-a", "hurt", "C=d").exits(137);
        for (String file : files()) {
            Path path = home.path().resolve(file);
            if (Files.isRegularFile(path)) {
                WHOLE.put(file, Files.readAllBytes(path));
            }
        }
        assertThat(WHOLE.keySet())
                .anyMatch(file -> file.startsWith("journal/"))
                .anyMatch(file -> file.startsWith("due/"));
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @ParameterizedTest
    @Sampled(oneIn = 3)
    @EnumSource
    void whatever_a_file_holds_the_answer_is_in_words(Damage damage) throws IOException {
        Random random = new Random(SEED + damage.ordinal());
        for (int i = 0; i < TIMES; i++) {
            for (String file : WHOLE.keySet()) {
                byte[] damaged = damage.of(WHOLE.get(file), random);
                for (String command : COMMANDS) {
                    hurt(file, damage, damaged);
                    answers(file, damage, command);
                    if (damage.certain && damage != Damage.FOLDER && file.matches(STATE)) {
                        assertThat(home.path().resolve(file))
                                .as(command + " with " + damage + " " + file)
                                .hasBinaryContent(damaged);
                    }
                    restore();
                }
            }
        }
    }

    private static void answers(String file, Damage damage, String command) {
        Home.Ran ran = home.vektra(command.split(" "));
        int code = ran.code();
        String said = "seed " + SEED + ": " + command + " with " + damage + " " + file + " -> " + code + "\n"
                + ran.out() + ran.err();
        // a URL that only a provider can tell to be none is refused like one that was typed
        assertThat(code).as(said).isIn(file.startsWith("services/") ? List.of(0, 2, 3, 4, 5) : List.of(0, 3, 4, 5));
        assertThat(ran.out() + ran.err()).as(said).doesNotContain("bug", "\tat ", "Exception");
        if (code != 0 && !command.startsWith("addons:doctor")) {
            assertThat(ran.err())
                    .as(said)
                    .matches("(?s)(Warning: [^\n]+\n)*Error: [^\n]+\n(    [^\n]+\n)*(  -> [^\n]+\n)?");
        }
        boolean read = file.equals("apps/hurt.json") || file.startsWith("services/") && command.contains("redis");
        if (damage.certain && read) {
            assertThat(code).as(said).isEqualTo(command.startsWith("addons:doctor") ? 4 : 5);
            assertThat(ran.out() + ran.err())
                    .as(said)
                    .contains(home.path().resolve(file).toString());
        }
    }

    private static void hurt(String file, Damage damage, byte[] damaged) throws IOException {
        Path path = home.path().resolve(file);
        if (damage == Damage.FOLDER) {
            Files.delete(path);
            Files.createDirectory(path);
            Files.write(path.resolve("within"), damaged);
        } else {
            Files.write(path, damaged);
        }
    }

    /** Everything as it was, also what the command changed. */
    private static void restore() throws IOException {
        for (String file : files()) {
            Path path = home.path().resolve(file);
            if (WHOLE.keySet().stream().noneMatch(whole -> whole.equals(file) || whole.startsWith(file + "/"))
                    && !Files.isDirectory(path)) {
                Files.delete(path);
            }
        }
        for (Map.Entry<String, byte[]> whole : WHOLE.entrySet()) {
            Path path = home.path().resolve(whole.getKey());
            if (Files.isDirectory(path)) {
                Files.delete(path);
            }
            Files.write(path, whole.getValue());
        }
    }

    /** What there is, the innermost first, but for what servers keep. */
    private static List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(home.path())) {
            return all.sorted(Comparator.reverseOrder())
                    .map(path -> home.path().relativize(path).toString())
                    .filter(name -> !name.isEmpty() && !name.matches(OF_RUNNING_SERVERS))
                    .toList();
        }
    }
}
