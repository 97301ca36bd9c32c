package vektra.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How soon the web page can be used with a thousand apps, in a Chromium that knows nothing of it yet. */
record PageSpeed(Workshop workshop, ApiClient api, Table table) {
    private static final double USABLE = 1000;
    private static final double PAINTED = 300;
    private static final double TRANSFERRED = 150;

    /** Notes when there are rows that have been drawn, which is when a key has its effect. */
    private static final String NOTE = "new MutationObserver((changes, seen) => {"
            + " if (document.querySelector('#board tbody tr, #token')) { seen.disconnect();"
            + " requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now(); })); } })"
            + ".observe(document, { childList: true, subtree: true });";

    private static final String FIGURES = "new Promise(done => { const look = () => {"
            + " if (!window.usable) { setTimeout(look, 10); return; }"
            + " const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];"
            + " const paint = performance.getEntriesByType('paint').find(one => one.name === 'first-paint');"
            + " done([window.usable, paint ? paint.startTime : 0, all.reduce((sum, one) => sum + one.transferSize, 0)]"
            + ".map(Math.round).join(' ')); }; look(); })";

    void measure(int rounds) throws Exception {
        Optional<Path> program = Chromium.program();
        if (program.isEmpty()) {
            System.err.println("there is no Chromium: the rows of the web page are left out");
            return;
        }
        String url = "http://127.0.0.1:" + api.port() + "/";
        Series usable = new Series();
        Series painted = new Series();
        Series kilobytes = new Series();
        Series login = new Series();
        try (Chromium browser = new Chromium(program.get(), workshop.file("chromium"))) {
            browser.send("Page.addScriptToEvaluateOnNewDocument", "{\"source\":\"" + NOTE + "\"}");
            for (int round = -1; round < rounds; round++) {
                double[] before = visit(browser, url);
                browser.js(
                        "fetch('/login', { method: 'POST', headers: { 'Content-Type': 'application/json' },"
                                + " body: JSON.stringify({ token: '" + api.token()
                                + "' }) }).then(answer => answer.json())"
                                + ".then(({ session }) => { sessionStorage.setItem('vektra-session', session); return 'in'; })");
                double[] found = visit(browser, url);
                browser.js("(() => { sessionStorage.clear(); return 'out'; })()");
                // the first round starts what the next find started
                if (round >= 0) {
                    login.add(before[0]);
                    usable.add(found[0]);
                    painted.add(found[1]);
                    kilobytes.add(found[2] / 1000);
                }
            }
        }
        String what = String.format(
                Locale.ROOT, "the web page, %,d apps, empty cache: until its rows can be used", ApiSuite.APPS);
        row(what, usable, "ms", "its login", login, USABLE);
        row("its first paint", painted, "ms", "the same", login, PAINTED);
        table.row(
                "what it transfers",
                Table.figure(kilobytes.median(), "kB"),
                "",
                "",
                "",
                Goal.atMost(TRANSFERRED, kilobytes.median()));
    }

    private void row(String what, Series ours, String unit, String peer, Series theirs, double most) {
        table.row(
                what,
                Table.figure(ours.median(), unit),
                peer,
                Table.figure(theirs.median(), unit),
                Goal.times(ours.median() / theirs.median()),
                Goal.atMost(most, ours.median()));
    }

    /** Milliseconds until it is usable, until the first paint, and bytes. */
    private static double[] visit(Chromium browser, String url) throws Exception {
        browser.send("Page.navigate", "{\"url\":\"about:blank\"}");
        browser.send("Network.clearBrowserCache", "{}");
        browser.send("Page.navigate", "{\"url\":\"" + url + "\"}");
        String[] words = browser.js(FIGURES).split(" ", -1);
        return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1]), Double.parseDouble(words[2])};
    }
}
