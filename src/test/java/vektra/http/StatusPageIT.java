package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.fixture.Sampled;
import vektra.monitors.page.Samples;
import vektra.monitors.page.StatusPage;

/** The status page as a file in a real browser: light and dark, narrow and wide, with no monitor and with hundreds. */
class StatusPageIT {
    /** Beyond it a look at each part takes long, and finds the same. */
    private static final int FEW = 12;

    private static final Path SHOTS = Path.of("target", "status-page");

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(Browser.program().isPresent(), "no Chromium on this machine");
        browser = new Browser(Browser.program().get());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static void open(int tiles) throws IOException {
        Path file = folder.resolve(tiles + ".html");
        Files.writeString(file, StatusPage.html(Samples.board(tiles, false), Duration.ZERO));
        browser.open(file.toUri().toString());
        browser.until("document.readyState === 'complete' && location.pathname.endsWith('/" + tiles + ".html')");
    }

    @ParameterizedTest
    @Sampled(oneIn = 3)
    @CsvSource({
        "0, 360, light",
        "0, 1400, dark",
        "12, 360, dark",
        "12, 1400, light",
        "12, 1400, dark",
        "500, 360, light",
        "500, 1400, light"
    })
    void it_fits_and_every_part_is_seen(int tiles, int width, String scheme) throws IOException {
        browser.size(width, 900);
        browser.scheme(scheme);
        open(tiles);
        assertThat(browser.js("document.querySelectorAll('article').length").asInt())
                .isEqualTo(tiles);
        assertThat(browser.is("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        if (tiles <= FEW) {
            assertThat(browser.js(Readable.FAULTS)).isEmpty();
        }
        assertThat(browser.text("getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(scheme.equals("dark") ? "rgb(14, 20, 19)" : "rgb(243, 245, 244)");
        browser.shoot(SHOTS.resolve(tiles + "-" + width + "-" + scheme + ".png"));
        assertThat(browser.problems()).isEmpty();
    }

    @Test
    void states_differ_by_color_and_no_news_is_grey() throws IOException {
        browser.size(1400, 900);
        browser.scheme("light");
        open(12);
        assertThat(color("down")).isEqualTo("rgb(192, 42, 27)");
        assertThat(color("up")).isEqualTo("rgb(23, 121, 79)");
        assertThat(color("stale")).isEqualTo("rgb(81, 96, 93)").isEqualTo(color("maintenance"));
    }

    private static String color(String state) {
        return browser.text("getComputedStyle(document.querySelector('article." + state + " .state')).color");
    }
}
