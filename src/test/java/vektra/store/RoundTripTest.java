package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.store.Things.CURVED;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.POSTGRES;
import static vektra.store.Things.alone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.model.Addon;
import vektra.model.AddonName;
import vektra.model.App;
import vektra.model.Drain;
import vektra.model.DrainName;
import vektra.model.EnabledService;
import vektra.model.LogSettings;
import vektra.model.SpaceSettings;
import vektra.spi.Locks.Name;
import vektra.spi.Snapshot.Owned;
import vektra.spi.Store.Write;

class RoundTripTest {
    @TempDir
    Path folder;

    Home home;

    @BeforeEach
    void home() {
        home = new Home(folder.resolve("home"));
    }

    @Test
    void an_app_with_everything() {
        App app = Things.full(MYAPP);
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(app, Things.release(1, app.userConfig())));
        assertThat(home.store.read().app(MYAPP)).contains(app);
        assertThat(home.store.read().releases(MYAPP)).containsExactly(Things.release(1, Map.of("FOO", "bar")));
        assertThat(home.store.read().appNames()).containsExactly(MYAPP);
    }

    static List<String> odd() {
        return List.of(
                "",
                " ",
                "line\nline\r\n\ttab",
                "\"quoted\" 'quoted' \\ / \\u0041 $HOME `x`",
                "naïve – 日本語 – 🐘",
                "\u0000\u0001\u001f\u007f\u2028\u2029\ufeff",
                "lone \ud83d surrogates \udc18",
                "x".repeat(1 << 20));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void values_come_back_as_they_were(String value) {
        App app = Things.with(Things.app("myapp"), "ODD", value);
        home.commit(List.of(alone(MYAPP)), new Write.PutApp(app, Things.release(2, app.config())));
        assertThat(home.store.read().app(MYAPP)).contains(app);
        assertThat(home.store.read().releases(MYAPP).get(0).config()).isEqualTo(Map.of("ODD", value));
    }

    @Test
    void services_managed_and_external() {
        EnabledService external = new EnabledService(POSTGRES, false, Things.NOON, Things.external());
        home.commit(List.of(alone(POSTGRES)), new Write.PutService(Things.service(true)));
        assertThat(home.store.read().service(POSTGRES)).contains(Things.service(true));
        home.commit(List.of(alone(POSTGRES)), new Write.PutService(external));
        assertThat(home.store.read().services()).containsExactly(external);
        home.commit(List.of(alone(POSTGRES)), new Write.DeleteService(POSTGRES));
        assertThat(home.store.read().service(POSTGRES)).isEmpty();
        assertThat(home.store.read().services()).isEmpty();
    }

    @Test
    void drains_of_all_apps_and_of_one() {
        Drain audit = Things.drain("audit", null);
        Drain own = new Drain(
                new DrainName("own"), Things.id(5), audit.service(), MYAPP, Things.NOON, "host:1", null, Map.of());
        home.commit(List.of(Name.ofDrain(audit.name())), new Write.PutDrain(audit));
        home.commit(List.of(alone(MYAPP), Name.ofDrain(own.name())), new Write.PutDrain(own));
        assertThat(home.store.read().drains()).containsExactly(audit, own);
        assertThat(home.store.read().drain(own.name())).contains(own);
        home.commit(List.of(alone(MYAPP)), new Write.DeleteDrain(own.name()));
        assertThat(home.store.read().drains()).containsExactly(audit);
        assertThat(home.store.read().drain(own.name())).isEmpty();
    }

    @Test
    void where_the_log_router_listens() {
        assertThat(home.store.read().logSettings()).isEqualTo(LogSettings.NONE);
        for (LogSettings settings : List.of(Things.logSettings(), LogSettings.NONE)) {
            home.commit(List.of(Name.LOG_SETTINGS), new Write.PutLogSettings(settings));
            assertThat(home.store.read().logSettings()).isEqualTo(settings);
        }
    }

    @Test
    void spaces_and_the_tags_of_plans() {
        assertThat(home.store.read().spaces()).isEqualTo(SpaceSettings.NONE);
        for (SpaceSettings settings : List.of(Things.spaces(), SpaceSettings.NONE)) {
            home.commit(List.of(Name.SPACES), new Write.PutSpaces(settings));
            assertThat(home.store.read().spaces()).isEqualTo(settings);
        }
    }

    @Test
    void an_addon_owned_then_ownerless_then_free() {
        Addon addon = Things.addon(CURVED, Things.server(CURVED.value()));
        home.commit(List.of(alone(MYAPP)), new Write.Reserve(CURVED, MYAPP));
        assertThat(home.store.read().owner(CURVED)).contains(new Owned(MYAPP, null, List.of()));
        assertThat(home.store.read().ownerless()).isEmpty();
        home.commit(List.of(alone(MYAPP)), new Write.Orphan(addon));
        assertThat(home.store.read().owner(CURVED)).contains(new Owned(null, addon, List.of()));
        assertThat(home.store.read().ownerless()).containsExactly(addon);
        home.commit(List.of(alone(CURVED)), new Write.Free(CURVED));
        assertThat(home.store.read().owner(CURVED)).isEmpty();
        assertThat(home.store.read().owner(new AddonName("never-heard-of"))).isEmpty();
    }
}
