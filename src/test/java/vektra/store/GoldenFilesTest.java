package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vektra.model.app.App;
import vektra.model.name.DrainName;
import vektra.spi.Locks.Name;
import vektra.spi.Store.Write;

/** Pins the files that users' scripts and later versions read, byte by byte. */
class GoldenFilesTest {
    @TempDir
    Path folder;

    Home home;

    @BeforeEach
    void home() {
        home = new Home(folder);
        App app = Things.full(MYAPP);
        home.commit(
                List.of(alone(MYAPP), alone(POSTGRES)),
                new Write.PutApp(app, Things.release(1, Map.of("FOO", "bar"))),
                new Write.Reserve(CURVED, MYAPP),
                new Write.PutService(Things.service(true)));
    }

    @Test
    void an_app() {
        assertThat(home.text("apps/myapp.json")).isEqualTo(golden("app.json"));
    }

    @Test
    void a_service() {
        assertThat(home.text("services/postgres.json")).isEqualTo(golden("service.json"));
    }

    @Test
    void a_drain_and_where_the_router_listens() {
        home.commit(List.of(Name.ofDrain(new DrainName("audit"))), new Write.PutDrain(Things.drain("audit", null)));
        home.commit(List.of(Name.LOG_SETTINGS), new Write.PutLogSettings(Things.logSettings()));
        assertThat(home.text("drains/audit.json")).isEqualTo(golden("drain.json"));
        assertThat(home.text("logs.json")).isEqualTo(golden("logs.json"));
    }

    @Test
    void spaces_and_the_tags_of_plans() {
        home.commit(List.of(Name.SPACES), new Write.PutSpaces(Things.spaces()));
        assertThat(home.text("spaces.json")).isEqualTo(golden("spaces.json"));
    }

    @Test
    void an_ownerless_addon() {
        home.commit(List.of(alone(MYAPP)), new Write.Orphan(Things.addon(CURVED, null)));
        assertThat(home.text("addons/postgres-curved-12345.json")).isEqualTo(golden("addon.json"));
    }

    @Test
    void files_of_one_line() {
        assertThat(home.text("addons/postgres-curved-12345")).isEqualTo("{\"schema\":1,\"app\":\"myapp\"}\n");
        assertThat(home.text("apps/myapp.releases.jsonl")).isEqualTo(golden("releases.jsonl"));
        assertThat(home.text("audit.jsonl").replaceAll("\"change\":\"[0-9a-f-]+\"", "\"change\":\"…\""))
                .isEqualTo(golden("audit.jsonl"));
    }

    private static String golden(String name) {
        try (InputStream file = GoldenFilesTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(name, e);
        }
    }
}
