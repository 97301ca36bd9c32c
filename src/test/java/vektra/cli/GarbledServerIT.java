package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;

/**
 * Adopted servers whose answers break off, come late or come with other bits: the command says so in words and in time, and
 * the next one, with an honest server, settles everything. {@code -Dvektra.rounds=N} and {@code -Dvektra.seed=N} as needed.
 */
class GarbledServerIT {
    private static final int ROUNDS = Integer.getInteger("vektra.rounds", 8);
    private static final long SEED = Long.getLong("vektra.seed", 20261122);
    private static final List<String> APPS = List.of("ant", "bee");

    private static final Map<String, GarblingProxy> PROXIES = new HashMap<>();
    private static Home owner;
    private static Home guest;

    @BeforeAll
    static void adopt() {
        owner = new Home();
        guest = new Home();
        for (String service : List.of("postgres", "redis")) {
            owner.enable(service);
            String url = owner.adminUrl(service);
            GarblingProxy proxy = new GarblingProxy(URI.create(url).getPort());
            PROXIES.put(service, proxy);
            Path file = guest.write(service, url.replaceFirst(":[0-9]+(/|$)", ":" + proxy.port() + "$1"));
            guest.vektra("addons:enable", service, "--url-file", file.toString())
                    .ok();
        }
    }

    @AfterAll
    static void close() {
        PROXIES.values().forEach(GarblingProxy::close);
        guest.close();
        owner.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis"})
    void whatever_a_server_answers_the_command_says_so_and_the_next_one_settles_it(String service) throws Exception {
        Random random = new Random(SEED);
        GarblingProxy proxy = PROXIES.get(service);
        for (int n = 1; n <= ROUNDS; n++) {
            String app = APPS.get(random.nextInt(APPS.size()));
            String[] command = command(random, service, app);
            GarblingProxy.Fault fault = n > ROUNDS / 2
                    ? GarblingProxy.Fault.FLIPPED
                    : random.nextBoolean() ? GarblingProxy.Fault.CUT : GarblingProxy.Fault.LATE;
            long lot = random.nextLong();
            String when = "seed " + SEED + ", round " + n + ": " + String.join(" ", command) + ", " + fault;
            try {
                proxy.spoil(fault, lot);
                saysSo(service, app, command);
                proxy.spoil(GarblingProxy.Fault.NONE, 0);
                guest.vektra("addons:bind", service, "-a", app).ok();
                works(guest.config(app).get(service.equals("redis") ? "REDIS_URL" : "DATABASE_URL"));
                if (n == ROUNDS / 2) {
                    assertThat(guest.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
                }
            } catch (AssertionError | SQLException e) {
                throw new AssertionError(when, e);
            }
        }
        deleteStrays();
        assertThat(guest.vektra("addons:doctor").ok().out()).isEqualTo("Nothing found\n");
    }

    /** A server that lies about what it has cannot be cleared of all of it; what stayed is named. */
    private static void deleteStrays() {
        guest.vektra("addons:doctor", "--fix", "--json").json().forEach(found -> {
            if (!found.at("/fixed").asBoolean()) {
                assertThat(found.at("/kind").asText()).as(found.toString()).isEqualTo("stray");
                String name = found.at("/message").asText().replaceFirst(" on .*", "");
                guest.vektra("addons:doctor", "--fix", "--delete", name);
            }
        });
    }

    private static String[] command(Random random, String service, String app) {
        String word = List.of(
                        "bind",
                        "bind --as more",
                        "unbind",
                        "info",
                        "doctor",
                        "doctor --fix",
                        "destroy --confirm " + app)
                .get(random.nextInt(7));
        List<String> command = new ArrayList<>(List.of(("addons:" + word).split(" ")));
        if (!word.startsWith("doctor")) {
            command.addAll(1, List.of(service, "-a", app));
        }
        command.addAll(List.of("--timeout", "1"));
        return command.toArray(String[]::new);
    }

    private static void saysSo(String service, String app, String[] command) throws Exception {
        Path file = guest.path().resolve("apps/" + app + ".json");
        String before = Files.exists(file) ? Files.readString(file) : "";
        Home.Ran ran = guest.vektra(command);
        assertThat(ran.code()).as(ran.toString()).isIn(0, 3, 4, 5);
        assertThat(ran.out() + ran.err())
                .doesNotContain(
                        "\tat ",
                        "Exception",
                        URI.create(owner.adminUrl(service)).getUserInfo());
        if (ran.code() == 0 || command[0].equals("addons:doctor")) {
            assertThat(ran.err()).as(ran.toString()).doesNotContain("Error: ");
        } else {
            assertThat(ran.err()).matches("([^\n]+\n)*Error: [^\n]+\n(  -> [^\n]+\n)?");
            boolean decided = ran.err().contains("the change is done");
            assertThat(!Files.exists(file) ? "" : Files.readString(file))
                    .satisfiesAnyOf(
                            now -> assertThat(now).as(ran.toString()).isEqualTo(before),
                            now -> assertThat(decided).as(ran.toString()).isTrue());
        }
    }

    private static void works(String url) throws SQLException {
        if (url.startsWith("postgres:")) {
            assertThat(Home.ask(url, "SELECT 42")).isEqualTo("42");
        } else {
            try (Jedis redis = new Jedis(url)) {
                assertThat(redis.set("works", "yes")).isEqualTo("OK");
            }
        }
    }
}
