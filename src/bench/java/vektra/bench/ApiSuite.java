package vektra.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The HTTP API, and the Heroku CLI and the web page that speak it. */
final class ApiSuite implements Suite {
    static final int APPS = 1_000;

    @Override
    public Table table() {
        return new Table(
                "<!-- table of scripts/bench --api -->",
                "<!-- end -->",
                "measured",
                "Vektra",
                "against",
                "peer",
                "ratio",
                "goal");
    }

    @Override
    public List<String> parts() {
        return List.of("server", "heroku", "page");
    }

    @Override
    public int rounds() {
        return 5;
    }

    @Override
    public void measure(Options options, Workshop workshop, Table table) throws Exception {
        Home home = workshop.home("home");
        home.run("addons:enable", "memcache");
        home.run("addons:bind", "memcache", "-a", "app");
        CopiedApps.make(home, "memcache-made-", APPS);
        String token = home.run("tokens:create", "bench", "--scope", "read").output();
        token = token.substring(token.indexOf("vk_")).replaceFirst("(?s)\\s.*", "");
        int port = Port.free();
        ApiClient client =
                new ApiClient(port, token, home.start("server.log", "server", "--listen", "127.0.0.1:" + port));
        Path answer = Files.write(workshop.file("answer"), client.awaited());
        if (options.wants("server")) {
            new ApiServing(workshop, client, answer, table).measure(options.rounds());
        }
        if (options.wants("heroku")) {
            new HerokuCli(home, client, table).measure(options.rounds());
        }
        if (options.wants("page")) {
            new PageSpeed(workshop, client, table).measure(options.rounds());
        }
    }
}
