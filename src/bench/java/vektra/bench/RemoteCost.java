package vektra.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a command takes that a server runs, against the same one in a process of its own. */
record RemoteCost(Home home, Jdk jdk, Table table) {
    private static final double MOST = 1.5;
    /** Calls until the server has loaded what they need, as one that has run for a while has. */
    private static final int WARM = 20;

    void measure(int rounds) throws IOException, InterruptedException {
        int port = Port.free();
        String name = "bench-" + port;
        Process server = home.start("remote.log", "server", "--listen", "127.0.0.1:" + port);
        try {
            Port.await(port);
            Map<String, String> environment = new LinkedHashMap<>(home.environment());
            environment.put(
                    "XDG_CONFIG_HOME", home.folder().resolveSibling("config").toString());
            String token =
                    home.run("tokens:create", name, "--scope", "admin").output().strip();
            List<String> login = Home.command("login", "http://127.0.0.1:" + port, "--name", name);
            home.workshop().run(environment, List.of("sh", "-c", "echo " + token + " | " + String.join(" ", login)));
            List<String> remote = Home.command("addons", "-a", "app", "--remote", name);
            for (int call = 0; call < WARM; call++) {
                home.workshop().run(environment, remote);
            }
            Turns turns = new Turns(home.workshop());
            Series local = turns.add(environment, Home.command("addons", "-a", "app"));
            Series elsewhere = turns.add(environment, remote);
            turns.take(rounds);
            table.ratio(
                    "`vektra addons -a app --remote …`, " + jdk.title(),
                    elsewhere.median(),
                    "ms",
                    "the same here",
                    local.median(),
                    MOST);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }
}
