package vektra.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A served home and a browser for all tests of a class; each begins without a login, and none may do wrong in the page. */
final class Browsing implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    static final Path SHOTS = Path.of("target", "web-page");

    private final String[] services;
    private @Nullable ServedHome home;
    private @Nullable Browser browser;

    Browsing(String... services) {
        this.services = services;
    }

    ServedHome home() {
        return home;
    }

    Browser browser() {
        return browser;
    }

    void logIn(String token) {
        browser.logIn(home.url(), token);
    }

    /** Looks at a page as wide as a desk and as narrow as a small phone. */
    void assertReadable(String name) {
        for (int width : new int[] {1400, 360}) {
            browser.size(width, 800);
            assertThat(browser.js(Readable.FAULTS))
                    .as(name + " at " + width)
                    .map(node -> node.asText())
                    .isEmpty();
            browser.shoot(SHOTS.resolve(name + "-" + width + ".png"));
        }
        browser.size(1400, 900);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Optional<Path> program = Browser.program();
        if (program.isEmpty()) {
            System.out.println("Skipped: no Chromium on this machine");
        }
        Assumptions.assumeTrue(program.isPresent(), "no Chromium on this machine");
        home = new ServedHome(services);
        browser = new Browser(program.get());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        browser.leave();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(browser.problems()).isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (browser != null) {
            browser.close();
        }
        if (home != null) {
            home.close();
        }
    }
}
