package vektra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** Data leave in files that the services' own tools read, come from them whole or not at all, and are reached by a port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Sampled(oneIn = 8)
class PortableIT {
    private static final String PG_DUMP = """
            --
            -- PostgreSQL database dump
            --
            \\restrict kE3
            SET transaction_timeout = 0;
            SET client_encoding = 'UTF8';
            SELECT pg_catalog.set_config('search_path', '', false);
            CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
            COMMENT ON EXTENSION citext IS 'case-insensitive';
            CREATE FUNCTION public.twice(n integer) RETURNS integer LANGUAGE sql AS $_$ SELECT n * 2; -- ; $_$;
            ALTER FUNCTION public.twice(integer) OWNER TO u8heroku;
            CREATE TABLE public.guests (id integer NOT NULL, name public.citext);
            ALTER TABLE public.guests OWNER TO u8heroku;
            COPY public.guests (id, name) FROM stdin;
            1\tAnn; \\\\x
            2\t\\N
            \\.
            GRANT SELECT ON TABLE public.guests TO readers;
            ALTER DEFAULT PRIVILEGES FOR ROLE u8heroku GRANT ALL ON TABLES TO readers;
            --
            -- PostgreSQL database dump complete
            --
            \\unrestrict kE3
            """;

    private final Home home = new Home();
    private final Set<String> needed = new HashSet<>();

    /** The services are of both apps, each from the first test on that needs it. */
    private void need(String... services) {
        for (String service : services) {
            if (needed.add(service)) {
                home.enable(service);
                home.vektra("addons:bind", service, "-a", "old").ok();
                home.vektra("addons:bind", service, "-a", "new").ok();
            }
        }
    }

    @AfterAll
    void end() {
        home.close();
    }

    private Home.Ran imports(String service, String app, String name, String text) {
        return home.vektra("addons:import", service, home.write(name, text).toString(), "-a", app);
    }

    private String exported(String service, String app) {
        return home.vektra("addons:export", service, "-a", app).ok().out();
    }

    private boolean leftovers() throws IOException {
        try (Stream<Path> files = Files.list(home.scratch())) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".part"));
        }
    }

    @Test
    void postgres_takes_a_dump_of_another_system_and_all_of_it_goes_on_to_the_next() throws IOException {
        need("postgres");
        Home.Ran ran = imports("postgres", "old", "pg.sql", PG_DUMP);
        assertThat(ran.ok().out()).isEqualTo("Importing resource data... OK\n");
        assertThat(ran.err()).contains("1 table");
        Path file = home.scratch().resolve("out.sql");
        assertThat(home.vektra("addons:export", "postgres", "-a", "old", "-f", file.toString())
                        .ok()
                        .out())
                .isEqualTo("Exporting resource data... OK\n");
        assertThat(leftovers()).isFalse();
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(Files.readString(file))
                .contains("Ann; \\\\x", "CREATE EXTENSION IF NOT EXISTS citext")
                .doesNotContain("OWNER TO", "GRANT ");
        home.vektra("addons:import", "postgres", "-a", "new", "-f", file.toString())
                .ok();
        assertThat(exported("postgres", "new").replaceAll("(?m)^.(un)?restrict .*", ""))
                .isEqualTo(Files.readString(file).replaceAll("(?m)^.(un)?restrict .*", ""));
    }

    @Test
    void postgres_takes_nothing_of_a_dump_that_fails_at_its_end() {
        need("postgres");
        home.vektra("addons:bind", "postgres", "-a", "third").ok();
        String before = exported("postgres", "third");
        Home.Ran ran = imports("postgres", "third", "half.sql", """
                BEGIN;
                CREATE TABLE half (n int);
                INSERT INTO half VALUES (1);
                COMMIT;
                INSERT INTO nosuch VALUES ('secret');
                """);
        assertThat(ran.exits(4).err())
                .contains("relation \"nosuch\" does not exist", "nothing was changed")
                .doesNotContain("secret");
        assertThat(exported("postgres", "third").lines().filter(line -> line.contains("half")))
                .isEmpty();
        assertThat(before).doesNotContain("half");
    }

    @Test
    void postgres_refuses_what_no_app_may_have_before_anything_is_touched() {
        need("postgres");
        Map<String, String> refused = Map.of(
                "\\! touch /tmp/owned\nSELECT 1;\n", "a command to psql",
                "CREATE ROLE x;\n", "CREATE ROLE x",
                "CREATE TABLE t (n int);\nROLLBACK;\n", "ROLLBACK",
                "CREATE EXTENSION file_fdw;\n", "file_fdw",
                "-- PostgreSQL database cluster dump\nSELECT 1;\n", "whole server",
                "-- PostgreSQL database dump\nSELECT 1;\n", "breaks off",
                "SET client_encoding = 'LATIN1';\nSELECT 1;\n", "LATIN1",
                "a\0b", "neither SQL nor",
                "-- nothing\n", "holds no SQL",
                "PGDMP\1\2\3", "pg_restore");
        refused.forEach((text, said) -> {
            Home.Ran ran = imports("postgres", "new", "refused.sql", text).exits(2);
            assertThat(ran.err()).as(text).contains(said);
        });
    }

    @Test
    void postgres_takes_the_custom_and_the_directory_format() {
        need("postgres");
        home.vektra("addons:bind", "postgres", "-a", "fourth").ok();
        home.vektra("addons:bind", "postgres", "-a", "fifth").ok();
        imports("postgres", "fourth", "small.sql", "CREATE TABLE small (n int);\nINSERT INTO small VALUES (7)")
                .ok();
        String url = home.vektra("config:get", "DATABASE_URL", "-a", "fourth")
                .ok()
                .out()
                .strip();
        String folder = home.scratch().resolve("dumped").toString();
        String custom = home.scratch().resolve("small.dump").toString();
        home.program(Map.of(), "pg_dump", "-Fd", "-f", folder, url).ok();
        home.program(Map.of(), "pg_dump", "-Fc", "-f", custom, url).ok();
        home.vektra("addons:import", "postgres", folder, "-a", "fifth").ok();
        assertThat(exported("postgres", "fifth")).contains("\n7\n");
        Home.Ran again = home.vektra("addons:import", "postgres", custom, "-a", "fifth");
        assertThat(again.exits(4).err()).contains("already exists", "nothing was changed");
    }

    @Test
    void mariadb_takes_a_dump_with_its_database_and_definers_and_keeps_all_when_one_fails() {
        need("mariadb");
        imports("mariadb", "old", "my.sql", """
                /*M!999999\\- enable the sandbox mode */
                -- MariaDB dump 10.19  Distrib 10.11.6-MariaDB
                CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 */;
                USE `shop`;
                DROP TABLE IF EXISTS `t`;
                CREATE TABLE `t` (`id` int primary key, `name` varchar(40));
                INSERT INTO `t` VALUES (1,'DEFINER=`a`@`b`');
                /*!50001 CREATE ALGORITHM=UNDEFINED */
                /*!50013 DEFINER=`root`@`localhost` SQL SECURITY DEFINER */
                /*!50001 VIEW `v` AS select `id` from `t` */;
                -- Dump completed on 2026-11-28
                """).ok();
        Home.Ran failed = imports(
                "mariadb", "old", "bad.sql", "INSERT INTO t VALUES (2, 'x');\nINSERT INTO nosuch VALUES (1);\n");
        assertThat(failed.exits(4).err()).contains("nosuch", "nothing was changed");
        imports("mariadb", "old", "more.sql", "INSERT INTO t VALUES (3, 'three');\n")
                .ok();
        String out = exported("mariadb", "old");
        assertThat(out)
                .contains("'DEFINER=`a`@`b`'", "(3,'three')", "VIEW `v`")
                .doesNotContain("(2,'x')", "sandbox", "DEFINER=`root`", "DEFINER=`ledger");
        imports("mariadb", "new", "next.sql", out).ok();
        assertThat(exported("mariadb", "new")).isEqualTo(out);
        assertThat(imports("mariadb", "new", "cut.sql", "-- MySQL dump 10.13\nSELECT 1;\n")
                        .exits(2)
                        .err())
                .contains("breaks off");
    }

    @Test
    void redis_keys_go_over_with_their_times_and_keep_company_with_those_that_are_there() throws IOException {
        need("redis");
        try (Jedis old = redis("old");
                Jedis other = redis("new")) {
            old.set("k", "v");
            old.set("soon", "x", SetParams.setParams().px(100_000_000L));
            other.set("own", "1");
            Path file = home.scratch().resolve("keys");
            home.vektra("addons:export", "redis", "-a", "old", "-f", file.toString())
                    .ok();
            assertThat(home.vektra("addons:import", "redis", file.toString(), "-a", "new")
                            .ok()
                            .err())
                    .contains("2 keys");
            try (Jedis after = redis("new")) {
                assertThat(after.get("k")).isEqualTo("v");
                assertThat(after.get("own")).isEqualTo("1");
                assertThat(after.pttl("soon")).isBetween(1L, 100_000_000L);
            }
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - 30));
            home.vektra("addons:import", "redis", file.toString(), "-a", "new").exits(2);
            assertThat(imports("redis", "new", "dump.rdb", "REDIS0011").exits(2).err())
                    .contains("snapshot of a whole Redis server");
            assertThat(imports("redis", "new", "aof", "*1\r\n$8\r\nFLUSHALL\r\n")
                            .exits(2)
                            .err())
                    .contains("FLUSHALL");
        }
    }

    private Jedis redis(String app) {
        String url =
                home.vektra("config:get", "REDIS_URL", "-a", app).ok().out().strip();
        return new Jedis(
                URI.create(url), DefaultJedisClientConfig.builder().resp2().build());
    }

    @Test
    void files_and_objects_go_over_as_tar() throws IOException {
        need("efs", "s3");
        Path folder = Files.createDirectories(home.scratch().resolve("site/deep"));
        Files.writeString(folder.resolve("a".repeat(120)), "long");
        Files.writeString(folder.resolveSibling("index.html"), "<p>");
        String tar = home.scratch().resolve("site.tar").toString();
        home.program(Map.of(), "tar", "cf", tar, "-C", folder.getParent().toString(), ".")
                .ok();
        for (String service : new String[] {"efs", "s3"}) {
            home.vektra("addons:import", service, tar, "-a", "old").ok();
            String packed = home.scratch().resolve(service + ".tgz").toString();
            home.vektra("addons:export", service, "-a", "old", "-f", packed).ok();
            assertThat(home.program(Map.of(), "tar", "tzf", packed).ok().out())
                    .contains("index.html", "deep/" + "a".repeat(120));
            home.vektra("addons:import", service, packed, "-a", "new").ok();
            home.vektra("addons:import", service, packed, "-a", "new").ok();
            assertThat(imports(service, "new", "no.tar", "x".repeat(600))
                            .exits(2)
                            .err())
                    .contains("no tar archive");
        }
        Path link = Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc"));
        home.program(
                        Map.of(),
                        "tar",
                        "cf",
                        tar,
                        "-C",
                        folder.toString(),
                        link.getFileName().toString())
                .ok();
        assertThat(home.vektra("addons:import", "s3", tar, "-a", "new").exits(2).err())
                .contains("is a link");
        home.vektra("addons:import", "efs", tar, "-a", "new").ok();
        Files.delete(link);
        Files.createDirectory(link);
        Files.writeString(link.resolve("passwd"), "root");
        home.program(Map.of(), "tar", "cf", tar, "-C", folder.toString(), "out/passwd")
                .ok();
        assertThat(home.vektra("addons:import", "efs", tar, "-a", "new")
                        .exits(4)
                        .err())
                .contains("which is no folder", "nothing was changed");
    }

    @Test
    void a_proxy_passes_connections_on_until_it_is_stopped() throws Exception {
        need("redis");
        Process proxy = home.start(Map.of(), "addons:proxy", "redis", "-a", "old");
        BufferedReader said = new BufferedReader(new InputStreamReader(proxy.getInputStream(), StandardCharsets.UTF_8));
        String first = said.readLine();
        assertThat(first).matches("proxying localhost:[0-9]+ to 127\\.0\\.0\\.1:[0-9]+");
        int port = Integer.parseInt(first.replaceAll("proxying localhost:([0-9]+) .*", "$1"));
        String busy = String.valueOf(port);
        assertThat(home.launched("addons:proxy", "redis", "-a", "old", "-p", busy)
                        .exits(5)
                        .err())
                .contains("port " + port);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(said.readLine()).isEqualTo("connect: " + port);
            client.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            client.shutdownOutput();
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("-NOAUTH");
        }
        proxy.toHandle().destroy();
        await().atMost(Duration.ofSeconds(60)).until(() -> !proxy.isAlive());
        assertThat(proxy.exitValue()).isZero();
        try (ServerSocket free = new ServerSocket()) {
            free.setReuseAddress(true);
            free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    @Test
    void what_a_service_cannot_is_said_in_a_sentence() {
        need("memcache", "efs", "postgres");
        assertThat(home.vektra("addons:export", "memcache", "-a", "old")
                        .exits(4)
                        .err())
                .contains("the data of memcache cannot be exported");
        assertThat(home.vektraFed("x", "addons:import", "memcache", "-", "-a", "old")
                        .exits(4)
                        .err())
                .contains("the data of memcache cannot be imported");
        assertThat(home.vektra("addons:proxy", "efs", "-a", "old").exits(4).err())
                .contains("has no port");
        assertThat(home.vektra("addons:export", "postgres", "-a", "old", "--json")
                        .exits(2)
                        .err())
                .contains("-f FILE");
        assertThat(home.vektraFed("SELECT 1;", "addons:import", "postgres", "-a", "old", "--dry-run")
                        .ok()
                        .out())
                .contains("would import a file into postgres");
    }
}
