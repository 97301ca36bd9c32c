package vektra.provider.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import vektra.fixture.Home;

/** A bucket that is larger than the memory of the command that backs it up. */
@Tag("soak")
class S3LargeIT {
    private static final int OBJECTS = 10_000;
    private static final long LARGE = 1L << 30;

    private Home home;

    @BeforeEach
    void start() {
        home = new Home().with("JAVA_TOOL_OPTIONS", "-Xmx64m");
        home.vektra("addons:enable", "s3").ok();
        home.vektra("addons:bind", "s3", "-a", "large").ok();
    }

    @AfterEach
    void stop() {
        home.close();
    }

    @Test
    void ten_thousand_objects_and_one_of_a_gibibyte_are_backed_up_and_restored_in_64_mebibytes() throws Exception {
        Map<String, String> vars = new TreeMap<>(home.config("large"));
        String bucket = vars.get("S3_BUCKET");
        Path large = home.path().resolve("large");
        byte[] block = new byte[1 << 20];
        try (var out = Files.newOutputStream(large)) {
            for (long written = 0; written < LARGE; written += block.length) {
                block[(int) (written >> 20) % block.length]++;
                out.write(block);
            }
        }
        try (S3Client client = S3App.client(vars)) {
            for (int i = 0; i < OBJECTS; i++) {
                String key = i % 100 + "/" + i;
                client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(key));
            }
            client.putObject(r -> r.bucket(bucket).key("large"), RequestBody.fromFile(large));
            launched("addons:action", "s3", "backup", "-a", "large");
            for (String key : List.of("large", "7/7", "99/9999")) {
                client.deleteObject(r -> r.bucket(bucket).key(key));
            }
            launched("addons:action", "s3", "restore", "-a", "large", "--confirm", "large");
            assertThat(client.headObject(r -> r.bucket(bucket).key("large")).contentLength())
                    .isEqualTo(LARGE);
            assertThat(client.getObjectAsBytes(r -> r.bucket(bucket).key("99/9999"))
                            .asUtf8String())
                    .isEqualTo("99/9999");
            Path back = home.path().resolve("back");
            client.getObject(r -> r.bucket(bucket).key("large"), back);
            assertThat(Files.mismatch(large, back)).isEqualTo(-1);
        }
        assertThat(home.launched("addons:action", "s3", "stats", "-a", "large").out())
                .contains("10001");
    }

    private void launched(String... command) {
        Home.Ran ran = home.launched(command);
        assertThat(ran.code()).as(ran.err()).isZero();
    }
}
