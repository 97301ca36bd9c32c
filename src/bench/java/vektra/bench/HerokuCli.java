package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Heroku CLI against ours, cold command against cold command, where the tests have installed it. */
record HerokuCli(Home home, ApiClient api, Table table) {
    private static final Path HEROKU =
            Path.of(System.getProperty("user.home"), ".cache/vektra-test/heroku/node_modules/.bin/heroku");

    void measure(int rounds) throws IOException, InterruptedException {
        if (!Files.isExecutable(HEROKU)) {
            System.err.println("the Heroku CLI is not at " + HEROKU + ": its rows are left out");
            return;
        }
        Map<String, String> environment = environment();
        List<String> heroku = List.of(HEROKU.toString(), "addons", "-a", "app");
        List<String> vektra = Home.command("addons", "-a", "app");
        home.warm("addons", "-a", "app");
        home.workshop().run(environment, heroku);
        Turns turns = new Turns(home.workshop());
        Series ours = turns.add(home.environment(), vektra);
        Series theirs = turns.add(environment, heroku);
        turns.take(rounds);
        table.ratio(
                "`addons -a A`, cold, wall time", ours.median(), "ms", "`heroku addons -a A`", theirs.median(), 0.1);
        Series ourPeaks = new Series();
        Series theirPeaks = new Series();
        for (int round = 0; round < rounds; round++) {
            ourPeaks.add(home.workshop().peak(home.environment(), vektra));
            theirPeaks.add(home.workshop().peak(environment, heroku));
        }
        table.ratio("its peak memory", ourPeaks.median(), "MiB", "the same", theirPeaks.median(), 0.4);
    }

    private Map<String, String> environment() throws IOException {
        String url = "http://127.0.0.1:" + api.port();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put(
                "HOME", Files.createDirectories(home.workshop().file("heroku")).toString());
        environment.put("HEROKU_HOST", url);
        environment.put("HEROKU_API_KEY", api.token());
        environment.put("HEROKU_DATA_HOST", "127.0.0.1");
        environment.put("HEROKU_PARTICLEBOARD_URL", url);
        environment.put("DISABLE_TELEMETRY", "true");
        environment.put("IS_HEROKU_TEST_ENV", "true");
        environment.put("HEROKU_SKIP_NEW_VERSION_CHECK", "1");
        environment.put("HEROKU_DISABLE_AUTOUPDATE", "1");
        return environment;
    }
}
