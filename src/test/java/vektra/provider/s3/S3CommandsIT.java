package vektra.provider.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import vektra.fixture.Home;
import vektra.fixture.Sampled;

/** An add-on's life by commands, as one who runs apps types them. */
@Sampled(oneIn = 4)
class S3CommandsIT {
    private static Home home;

    @BeforeAll
    static void start() {
        home = new Home();
        assertThat(home.vektra("addons:enable", "s3", "--dry-run").ok().out()).contains("s3");
        home.vektra("addons:enable", "s3").ok();
    }

    @AfterAll
    static void stop() {
        home.close();
    }

    @Test
    void objects_outlive_rotation_a_change_of_plan_and_an_unbind() {
        home.vektra("addons:bind", "s3", "-a", "web").ok();
        Map<String, String> first = vars("web");
        assertThat(first)
                .containsEntry("AWS_ENDPOINT_URL_S3", first.get("S3_ENDPOINT"))
                .containsEntry("AWS_ACCESS_KEY_ID", first.get("S3_ACCESS_KEY_ID"));
        write(first, "photo", "of a cat");

        home.vektra("apps:create", "worker").ok();
        home.vektra("addons:attach", "web::S3", "-a", "worker", "--as", "PICTURES")
                .ok();
        Map<String, String> worker = new TreeMap<>();
        vars("worker").forEach((name, value) -> worker.put(name.replaceFirst("^PICTURES_", "S3_"), value));
        assertThat(vars("worker").keySet()).noneMatch(name -> name.startsWith("AWS_"));
        assertThat(read(worker, "photo")).isEqualTo("of a cat");

        home.vektra("addons:rotate", "s3", "-a", "web").ok();
        Map<String, String> rotated = vars("web");
        assertThat(read(rotated, "photo")).isEqualTo("of a cat");
        refused(first);

        home.vektra("addons:unbind", "s3", "-a", "web").ok();
        refused(rotated);
        home.vektra("addons:bind", "s3", "-a", "web").ok();
        Map<String, String> second = vars("web");
        assertThat(read(second, "photo")).isEqualTo("of a cat");

        home.vektra("addons:upgrade", "s3", "dedicated", "-a", "web").ok();
        Map<String, String> third = vars("web");
        assertThat(third.get("S3_ENDPOINT")).isNotEqualTo(second.get("S3_ENDPOINT"));
        assertThat(read(third, "photo")).isEqualTo("of a cat");
        refused(second);

        assertThat(home.vektra("addons:action", "s3", "stats", "-a", "web").ok().out())
                .contains("objects", "8 bytes");
        assertThat(home.vektra("addons:info", "s3", "-a", "web").ok().out()).contains("Objects");
        home.vektra("addons:doctor").ok();
    }

    @Test
    void what_it_cannot_do_is_refused_before_anything_is_touched() {
        home.vektra("addons:bind", "s3", "-a", "shop").ok();
        Home.Ran adopted = home.vektra("addons:enable", "s3", "--url", "http://AK:SECRET@127.0.0.1:9000");
        adopted.exits(2);
        assertThat(adopted.err()).contains("s3 cannot be adopted", "config:set").doesNotContain("SECRET@");
        home.vektra("addons:destroy", "s3", "-a", "shop", "--confirm", "shop").ok();
    }

    @Test
    void objects_come_back_from_a_backup_and_one_that_was_damaged_makes_none() throws Exception {
        home.vektra("addons:bind", "s3", "-a", "album").ok();
        Map<String, String> vars = vars("album");
        write(vars, "\u00fc/1", "of a cat");
        write(vars, "2", "of two cats");
        try (S3Client client = S3App.client(vars)) {
            client.putObject(
                    r -> r.bucket(vars.get("S3_BUCKET")).key("noted").metadata(Map.of("by", "me")),
                    RequestBody.fromBytes(new byte[300_000]));
            client.putObject(r -> r.bucket(vars.get("S3_BUCKET")).key("a-folder/"), RequestBody.empty());
        }
        assertThat(home.vektra("addons:action", "s3", "backup", "-a", "album")
                        .ok()
                        .out())
                .contains("3 objects");
        write(vars, "2", "of a dog");
        write(vars, "3", "later");
        home.vektra("addons:action", "s3", "restore", "-a", "album", "--confirm", "album")
                .ok();
        assertThat(read(vars, "2")).isEqualTo("of two cats");
        assertThat(read(vars, "\u00fc/1")).isEqualTo("of a cat");
        try (S3Client client = S3App.client(vars)) {
            var noted = client.headObject(r -> r.bucket(vars.get("S3_BUCKET")).key("noted"));
            assertThat(noted.metadata()).containsEntry("by", "me");
            assertThat(noted.eTag()).isEqualTo("\"4a21de7a58fb8ecb9a1b1f08a3068269\"");
            assertThat(client.listObjectsV2(r -> r.bucket(vars.get("S3_BUCKET")))
                            .contents())
                    .extracting(S3Object::key)
                    .containsExactly("2", "a-folder/", "noted", "\u00fc/1");
        }
        home.vektra("addons:doctor").ok();

        int point = 1;
        for (Home.Ran ran = restored(point); ran.code() != 0; ran = restored(point += 3)) {
            assertThat(ran.code()).isEqualTo(137);
            home.vektra("addons:doctor", "--fix").ok();
            assertThat(read(vars, "2")).isEqualTo("of two cats");
        }

        Path object = home.path()
                .resolve("servers/s3/data/buckets")
                .resolve(vars.get("S3_BUCKET").replaceFirst(".*-", ""))
                .resolve(vars.get("S3_BUCKET"))
                .resolve("2");
        Files.writeString(object, "of two bats");
        assertThat(home.vektra("addons:action", "s3", "backup", "-a", "album")
                        .exits(5)
                        .err())
                .contains("the object 2", "ETag");
        assertThat(home.json("addons:action", "s3", "backups", "-a", "album").toString())
                .contains("3 objects")
                .doesNotContain("4 objects");
    }

    private static Home.Ran restored(int killedAt) {
        return home.killedAt(killedAt, "addons:action", "s3", "restore", "-a", "album", "--confirm", "album");
    }

    @Test
    void doctor_finds_a_key_that_was_deleted_and_puts_it_back() throws Exception {
        home.vektra("addons:bind", "s3", "-a", "sick").ok();
        Map<String, String> vars = vars("sick");
        write(vars, "kept", "value");
        Files.delete(home.path().resolve("servers/s3/data/keys").resolve(vars.get("S3_ACCESS_KEY_ID")));
        assertThat(home.vektra("addons:doctor").exits(4).out()).contains(vars.get("S3_ACCESS_KEY_ID"));
        home.vektra("addons:doctor", "--fix").ok();
        assertThat(read(vars("sick"), "kept")).isEqualTo("value");
    }

    private static Map<String, String> vars(String app) {
        Map<String, String> vars = new TreeMap<>();
        JsonNode config = home.vektra("config", "-a", app, "--json").ok().json();
        config.properties().forEach(one -> vars.put(one.getKey(), one.getValue().asText()));
        return vars;
    }

    private static void write(Map<String, String> vars, String key, String value) {
        try (S3Client client = S3App.client(vars)) {
            client.putObject(r -> r.bucket(vars.get("S3_BUCKET")).key(key), RequestBody.fromString(value));
        }
    }

    private static String read(Map<String, String> vars, String key) {
        try (S3Client client = S3App.client(vars)) {
            return client.getObjectAsBytes(r -> r.bucket(vars.get("S3_BUCKET")).key(key))
                    .asUtf8String();
        }
    }

    private static void refused(Map<String, String> vars) {
        assertThat(catchThrowableOfType(Exception.class, () -> read(vars, "photo")))
                .isInstanceOfAny(S3Exception.class, SdkClientException.class);
    }
}
