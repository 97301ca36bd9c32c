package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Sampled;
import vektra.fixture.Signal;

/** Servers that are down, hung or locked, by whomever: said within five seconds, or brought back. */
@Sampled(oneIn = 8)
class BadDaysIT {
    private static final List<String> SERVICES = List.of("postgres", "redis", "memcache");

    /** Runs the servers. */
    private static Home home;
    /** Adopted them. */
    private static Home guest;

    @BeforeAll
    static void open() {
        home = new Home();
        guest = new Home();
        for (String service : SERVICES) {
            home.enable(service);
            home.vektra("addons:bind", service, "-a", "note").ok();
            guest.with("ADMIN_URL", url(service))
                    .vektra("addons:enable", service, "--url-env", "ADMIN_URL")
                    .ok();
            guest.vektra("addons:bind", service, "-a", "note").ok();
        }
    }

    @AfterAll
    static void close() {
        guest.close();
        home.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "memcache"})
    void should_say_soon_that_a_server_hangs(String service) {
        String pid = pid(service);
        Signal.send("STOP", Long.parseLong(pid));
        try {
            for (Home each : List.of(home, guest)) {
                unavailable(each, "addons:bind", service, "-a", "late", "--timeout", "1");
                unavailable(each, "addons:unbind", service, "-a", "note", "--timeout", "1");
                unavailable(each, "addons:destroy", service, "-a", "note", "--confirm", "note", "--timeout", "1");
            }
            assertThat(home.vektra("addons:status", service).ok().out()).contains("hung");
            assertThat(guest.vektra("addons:status", service, "--timeout", "1")
                            .ok()
                            .out())
                    .contains("unreachable");
        } finally {
            Signal.send("CONT", Long.parseLong(pid));
        }
        for (Home each : List.of(home, guest)) {
            each.vektra("addons:bind", service, "-a", "late").ok();
            each.vektra("apps:destroy", "-a", "late", "--destroy-data", "--confirm", "late")
                    .ok();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "memcache"})
    void should_say_soon_that_an_adopted_server_is_down(String service) {
        home.vektra("addons:stop", service).ok();
        try {
            unavailable(guest, "addons:bind", service, "-a", "late");
            unavailable(guest, "addons:unbind", service, "-a", "note");
            unavailable(guest, "apps:destroy", "-a", "note", "--confirm", "note");
            unavailable(guest, "addons:enable", service);
            assertThat(guest.vektra("addons:info", service, "-a", "note").ok().out())
                    .contains("Problem");
            // its programs may well live without it
            guest.vektra("run", "-a", "note", "--", "true").ok();
        } finally {
            home.vektra("addons:start", service).ok();
        }
        guest.vektra("addons:bind", service, "-a", "note").ok();
    }

    @ParameterizedTest
    @CsvSource({
        "postgres,postgres://admin:s3cret@127.0.0.1:1/postgres",
        "redis,redis://admin:s3cret@127.0.0.1:1",
        "memcache,127.0.0.1:1"
    })
    void should_not_adopt_a_server_that_is_not_there(String service, String url) {
        try (Home fresh = new Home()) {
            fresh.vektra("apps:create", "note").ok();
            unavailable(fresh, "addons:enable", service, "--url", url);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis"})
    void should_say_soon_that_a_password_is_wrong(String service) throws Exception {
        String mine = "postgres".equals(service) ? "boss" : "chief";
        URI server = URI.create(url(service));
        String url = server.getScheme() + "://" + mine + ":%s@127.0.0.1:" + server.getPort()
                + ("postgres".equals(service) ? "/postgres" : "");
        administrator(service, mine, "right");
        try (Home other = new Home()) {
            other.vektra("apps:create", "note").ok();
            unavailable(other, "addons:enable", service, "--url", String.format(url, "wr0ng"));
            other.vektra("addons:enable", service, "--url", String.format(url, "right"))
                    .ok();
            other.vektra("addons:bind", service, "-a", "note").ok();
            administrator(service, mine, "changed");
            unavailable(other, "addons:bind", service, "-a", "late");
            unavailable(other, "addons:unbind", service, "-a", "note");
            other.vektra("addons:enable", service, "--url", String.format(url, "changed"))
                    .ok();
            other.vektra("addons:bind", service, "-a", "late").ok();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "postgres,addons:bind postgres -a note",
        "postgres,addons:start postgres",
        "redis,addons:bind redis -a note",
        "redis,run -a note -- true",
        "redis,addons:start redis",
        "memcache,addons:bind memcache -a note",
        "memcache,addons:start memcache"
    })
    void should_bring_a_managed_server_back_that_died(String service, String command) {
        String pid = pid(service);
        Signal.send("KILL", Long.parseLong(pid));
        home.vektra(command.split(" ")).ok();
        assertThat(pid(service)).isNotEqualTo(pid);
        assertThat(home.vektra("addons:status", service, "--json")
                        .ok()
                        .json()
                        .at("/state")
                        .asText())
                .isEqualTo("running");
    }

    @Test
    void should_bring_everything_back_after_a_reboot() throws Exception {
        try (Connection note = postgres(home.config("note").get("DATABASE_URL"))) {
            note.createStatement().execute("create table if not exists guest (name text)");
        }
        for (String service : SERVICES) {
            Signal.send("KILL", Long.parseLong(pid(service)));
            Path pidFile = home.path().resolve("servers/" + service + "/pid");
            List<String> lines = Files.readAllLines(pidFile);
            // what this boot's first process would be taken for, were pids believed
            Files.write(pidFile, List.of("1", lines.get(1), "00000000-0000-4000-8000-000000000000"));
        }
        home.vektra("run", "-a", "note", "--", "true").ok();
        for (String service : SERVICES) {
            assertThat(home.json("addons:status", service).get("state").asText())
                    .as(service)
                    .isEqualTo("running");
        }
        try (Connection note = postgres(home.config("note").get("DATABASE_URL"))) {
            assertThat(note.createStatement()
                            .executeQuery("select * from guest")
                            .getMetaData()
                            .getColumnName(1))
                    .isEqualTo("name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "redis", "memcache"})
    void should_name_who_took_the_port(String service) throws Exception {
        int port = home.vektra("addons:status", service, "--json")
                .ok()
                .json()
                .at("/server/options/port")
                .asInt();
        home.vektra("addons:stop", service).ok();
        Snapshot before = Snapshot.of(home.path());
        try (ServerSocket taker = new ServerSocket(port, 5, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taker.isBound()).isTrue();
            String who = "java (pid " + ProcessHandle.current().pid() + ")";
            String words = "port " + port + " of " + service + " is taken by " + who;
            assertThat(home.vektra("addons:start", service).exits(4).err()).contains(words);
            assertThat(home.vektra("addons:bind", service, "-a", "note")
                            .exits(4)
                            .err())
                    .contains(words);
            assertThat(home.vektra("run", "-a", "note", "--", "true").exits(125).err())
                    .contains(words);
            assertThat(Snapshot.of(home.path())).isEqualTo(before);
            try (Home other = new Home()) {
                other.vektra("apps:create", "note").ok();
                Snapshot others = Snapshot.of(other.path());
                assertThat(other.vektra("addons:enable", service, "--port", String.valueOf(port))
                                .exits(4)
                                .err())
                        .contains("is taken by " + who);
                assertThat(Snapshot.of(other.path()).files().keySet())
                        .isEqualTo(others.withFolders("journal", "servers").keySet());
            }
        }
        home.vektra("addons:start", service).ok();
    }

    @Test
    void should_get_a_server_going_again_that_its_options_keep_down() {
        // within what is allowed, and more memory than machines have
        String tooMuch = "1000gb";
        home.vektra("addons:enable", "postgres", "--shared-buffers", tooMuch).ok();
        Home.Ran down = home.vektra("addons:restart", "postgres").exits(5);
        assertThat(down.err())
                .startsWith("Error: postgres exited while starting\n")
                .contains("FATAL");
        home.vektra("addons:bind", "postgres", "-a", "note").exits(5);
        home.vektra("addons:enable", "postgres", "--shared-buffers", "128mb").ok();
        home.vektra("addons:bind", "postgres", "-a", "note").ok();
        home.vektra("addons:status", "postgres").ok();
    }

    @Test
    void should_never_open_data_of_another_major_version() throws Exception {
        home.vektra("addons:stop", "postgres").ok();
        Path written = home.path().resolve("servers/postgres/data/cluster/PG_VERSION");
        String real = Files.readString(written);
        try {
            Files.writeString(written, "9.6\n");
            String software = home.vektra("addons:status", "postgres", "--json")
                    .ok()
                    .json()
                    .at("/server/version")
                    .asText();
            assertThat(home.vektra("addons:start", "postgres").exits(4).err())
                    .contains("PostgreSQL 9.6")
                    .contains(software)
                    .contains("  -> ");
            home.vektra("addons:bind", "postgres", "-a", "note").exits(4);
            assertThat(Files.readString(written)).isEqualTo("9.6\n");
        } finally {
            Files.writeString(written, real);
        }
        home.vektra("addons:start", "postgres").ok();
    }

    /** Exit 5 within five seconds, in one or two lines without a secret, and the home as it was. */
    private static void unavailable(Home in, String... argv) {
        Snapshot before = Snapshot.of(in.path());
        Home.Ran ran = in.vektra(argv).exits(5);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .matches("Error: [^\\n]+\\n(  -> [^\\n]+\\n)?")
                .doesNotContain("s3cret", "wr0ng")
                .doesNotContainPattern("://[^/]*:[^*@]+@");
        assertThat(Snapshot.of(in.path()).files()).isEqualTo(before.withFolders("journal"));
    }

    private static String pid(String service) {
        return home.vektra("addons:status", service, "--json")
                .ok()
                .json()
                .at("/pid")
                .asText();
    }

    private static String url(String service) {
        String url = home.adminUrl(service);
        return "memcache".equals(service) ? url.replaceFirst("memcached://", "") : url;
    }

    private static void administrator(String service, String name, String password) throws Exception {
        if ("redis".equals(service)) {
            try (Jedis admin = new Jedis(url(service))) {
                admin.aclSetUser(name, "reset", "on", ">" + password, "~*", "&*", "+@all");
            }
            return;
        }
        try (Connection admin = postgres(url(service))) {
            boolean there = admin.createStatement()
                    .executeQuery("select 1 from pg_roles where rolname = '" + name + "'")
                    .next();
            admin.createStatement()
                    .execute((there ? "alter" : "create") + " role " + name + " login createrole createdb password '"
                            + password + "'");
            admin.createStatement().execute("grant connect on database postgres to " + name);
        }
    }

    private static Connection postgres(String text) throws Exception {
        URI url = URI.create(text);
        String[] login = url.getUserInfo().split(":");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), login[0], login[1]);
    }
}
