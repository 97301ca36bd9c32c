package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** rsyslog as a router. */
record Rsyslog(Workshop workshop, Receiver receiver, Destination destination) {
    static final String MEMORY = "queue.type=\"LinkedList\"";
    static final String DISK = "queue.type=\"Disk\" queue.filename=\"q\" queue.maxDiskSpace=\"8g\"";

    private static final String TLS = " StreamDriver=\"ossl\" StreamDriverMode=\"1\" StreamDriverAuthMode=\"x509/name\""
            + " StreamDriverPermittedPeers=\"localhost\"";

    Router start(String name, String queue, boolean encrypted) throws IOException, InterruptedException {
        int port = Port.free();
        Path folder = Files.createDirectories(workshop.file("rsyslog-" + name));
        Path conf = Files.writeString(folder.resolve("conf"), configuration(folder, port, queue, encrypted));
        List<String> command = new ArrayList<>(List.of(receiver.program().toString(), "-n"));
        command.addAll(
                List.of("-f", conf.toString(), "-i", folder.resolve("pid").toString()));
        Path modules = receiver.modules("imptcp.so");
        if (modules != null) {
            command.addAll(List.of("-M", modules + "/"));
        }
        return Router.listening(port, workshop.start(receiver.environment(), "rsyslog-" + name + ".log", command));
    }

    private String configuration(Path folder, int port, String queue, boolean encrypted) {
        String global = encrypted
                ? " defaultNetstreamDriver=\"ossl\" defaultNetstreamDriverCAFile=\""
                        + destination.certificate().pem() + "\""
                : "";
        return """
                global(workDirectory="%s"%s)
                module(load="imptcp")
                input(type="imptcp" address="127.0.0.1" port="%d" ruleset="out")
                ruleset(name="out" %s queue.size="500000" queue.dequeueBatchSize="4096" queue.spoolDirectory="%s") {
                  action(type="omfwd" target="%s" port="%d" protocol="tcp" TCP_Framing="octet-counted"
                         template="RSYSLOG_SyslogProtocol23Format" action.resumeRetryCount="-1" action.resumeInterval="1"%s)
                }
                """.formatted(
                        folder,
                        global,
                        port,
                        queue,
                        folder,
                        encrypted ? "localhost" : "127.0.0.1",
                        destination.port(encrypted),
                        encrypted ? TLS : "");
    }
}
