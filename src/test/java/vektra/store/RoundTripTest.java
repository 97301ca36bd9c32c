package vektra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static vektra.store.Things.MYAPP;
import static vektra.store.Things.alone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vektra.model.app.App;
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
}
