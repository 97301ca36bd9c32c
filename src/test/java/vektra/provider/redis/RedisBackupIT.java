package vektra.provider.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.Jedis;
import vektra.fixture.Home;
import vektra.fixture.Mount;

/** Backups of Redis hold one database number and no other, and are put back whole or not at all. */
class RedisBackupIT {
    private static Home home;

    @BeforeAll
    static void open() {
        home = new Home();
        home.vektra("addons:enable", "redis").ok();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    private static Jedis of(String app) {
        return new Jedis(home.config(app).get("REDIS_URL"));
    }

    private static void bound(String app, String plan) {
        home.vektra("addons:bind", plan, "-a", app).ok();
        try (Jedis redis = of(app)) {
            redis.set("greeting", "of " + app);
            redis.rpush("list", "a", "b");
            redis.setex("session", 3600, "x");
        }
    }

    private static Path file(String app) {
        return Path.of(home.json("backups:info", "redis", "-a", app).get("file").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "redis:dedicated"})
    void all_keys_of_the_number_come_back_with_their_expiry_and_no_other_s(String plan) {
        String app = "note-" + plan.length();
        bound(app, plan);
        bound("other-" + plan.length(), "redis");
        home.vektra("backups:now", "redis", "-a", app).ok();
        try (Jedis redis = of(app);
                Jedis other = of("other-" + plan.length())) {
            redis.del("greeting", "list");
            redis.set("later", "x");
            other.set("greeting", "changed");
            home.vektra("backups:restore", "redis", "-a", app, "--confirm", app).ok();
            assertThat(redis.get("greeting")).isEqualTo("of " + app);
            assertThat(redis.lrange("list", 0, -1)).isEqualTo(List.of("a", "b"));
            assertThat(redis.ttl("session")).isBetween(1L, 3600L);
            assertThat(redis.exists("later")).isFalse();
            assertThat(other.get("greeting")).isEqualTo("changed");
        }
        assertThat(home.json("backups:info", "redis", "-a", app).get("holds").asText())
                .isEqualTo("3 keys");
        home.vektra("addons:doctor").ok();
    }

    @Test
    void a_damaged_one_changes_nothing() throws IOException {
        bound("flaw", "redis");
        home.vektra("backups:now", "redis", "-a", "flaw").ok();
        byte[] whole = Files.readAllBytes(file("flaw"));
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        for (byte[] damaged : List.of(flipped, Arrays.copyOf(whole, whole.length - 1))) {
            Files.write(file("flaw"), damaged);
            for (String[] call : new String[][] {
                {"backups:restore", "redis", "-a", "flaw", "--confirm", "flaw"},
                {"backups:verify", "redis", "-a", "flaw"},
                {"backups:download", "redis", "copy", "-a", "flaw"}
            }) {
                assertThat(home.vektra(call).exits(5).err()).contains("is damaged");
            }
            assertThat(home.scratch().resolve("copy")).doesNotExist();
        }
        try (Jedis redis = of("flaw")) {
            assertThat(redis.get("greeting")).isEqualTo("of flaw");
        }
        assertThat(home.vektra("backups:drill", "redis", "-a", "flaw").exits(6).out())
                .contains("/1: failed: the backup ");
        assertThat(home.vektra("addons:doctor").exits(4).out()).contains("bytes and was made with");
        home.vektra("backups:delete", "redis/1", "-a", "flaw", "--confirm", "flaw")
                .ok();
    }

    @Test
    void a_full_disk_leaves_no_file() throws Exception {
        bound("full", "redis");
        home.vektra("backups:now", "redis", "-a", "full").ok();
        try (Jedis redis = of("full")) {
            for (int i = 0; i < 2000; i++) {
                redis.set("key" + i, UUID.randomUUID().toString());
            }
        }
        try (Mount small = Mount.small(home.path().resolve("backups"), 64)) {
            assertThat(home.vektra("backups:now", "redis", "-a", "full")
                            .exits(5)
                            .err())
                    .contains("cannot be written");
            try (Stream<Path> files = Files.walk(small.at)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
        home.vektra("backups:now", "redis", "-a", "full").ok();
    }
}
