package vektra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** syslog-ng as a router, with its reliable queue on disk. */
record SyslogNg(Workshop workshop, Receiver receiver, Destination destination) {
    Router start() throws IOException, InterruptedException {
        int port = Port.free();
        Path folder = Files.createDirectories(workshop.file("syslog-ng"));
        Path conf = Files.writeString(folder.resolve("conf"), """
                @version: 3.38
                options { keep-hostname(yes); stats-freq(0); time-reopen(1); };
                source s { syslog(ip("127.0.0.1") port(%d) transport("tcp") log-iw-size(100000) log-fetch-limit(1000)); };
                destination d { syslog("127.0.0.1" port(%d) transport("tcp")
                  disk-buffer(reliable(yes) disk-buf-size(4294967296) mem-buf-size(67108864) dir("%s"))); };
                log { source(s); destination(d); flags(flow-control); };
                """.formatted(port, destination.port(false), folder));
        List<String> command = new ArrayList<>(List.of(receiver.program().toString(), "-F", "--no-caps"));
        command.addAll(
                List.of("-f", conf.toString(), "-R", folder.resolve("persist").toString()));
        command.addAll(List.of(
                "-p",
                folder.resolve("pid").toString(),
                "-c",
                folder.resolve("ctl").toString()));
        Path modules = receiver.modules("libsyslogformat.so");
        if (modules != null) {
            command.add("--module-path=" + modules);
        }
        return Router.listening(port, workshop.start(receiver.environment(), "syslog-ng.log", command));
    }
}
