package vektra.bench;

import java.io.IOException;
import java.util.List;

/** A process that takes frames at a port and sends them to the destination. */
record Router(int port, Process process) {
    /** The call that makes Vektra's router ship to the destination. */
    static List<String> enable(Destination destination, boolean encrypted) {
        List<String> command = Home.command("addons:enable", "syslog");
        command.addAll(destination.options(encrypted));
        return command;
    }

    /** Vektra's router in a home of its own, with room for whatever comes. */
    static Router vektra(Workshop workshop, String name, Destination destination, boolean encrypted)
            throws IOException, InterruptedException {
        Home home = workshop.home("home-" + name);
        List<String> enable = enable(destination, encrypted);
        enable.addAll(List.of("--quota", "64gb"));
        workshop.run(home.environment(), enable);
        return vektra(home, Port.free());
    }

    static Router vektra(Home home, int port) throws IOException, InterruptedException {
        String log = home.folder().getFileName() + ".log";
        return listening(port, home.start(log, "logs:router", "--listen", "127.0.0.1:" + port));
    }

    static Router listening(int port, Process process) throws IOException, InterruptedException {
        Port.await(port);
        return new Router(port, process);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
