package vektra.provider.rabbitmq;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vektra.model.service.HostPort;
import vektra.model.service.ServerOptions;
import vektra.model.text.Secret;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/**
 * Runs a RabbitMQ as one process of the Erlang VM. The VM gets its name before RabbitMQ starts, so that nothing asks for
 * the daemon that Erlang's nodes usually register with, and none is started.
 */
final class RabbitmqRecipe implements ServerRecipe {
    static final String ADMIN = "vektra";
    private static final String NODE = "vektra@localhost";
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Asks the folder of the software, since its programs start nodes; without an Erlang it does not run. */
    private static final String QUESTION =
            "there=$(dirname \"$(readlink -f \"$(dirname \"$(readlink -f \"$0\")\")/rabbitmq-server\")\")\n"
                    + "[ -x \"$there/../../../../erlang/bin/erl\" ] || command -v erl >/dev/null"
                    + " || { echo 'there is no erl on PATH'; exit 1; }\n"
                    + "ls \"$there/../plugins\" | sed -n 's/^rabbit-\\([0-9]\\)/\\1/p'";

    /** On PATH may be a link to a script that only root and one other user may run; the server's lies beside that. */
    private static final String START = "exec \"$(dirname \"$(readlink -f \"$0\")\")/rabbitmq-server\"";

    @Override
    public List<SoftwareSource> sources() {
        return RabbitmqSources.ALL;
    }

    @Override
    public List<String> versionQuestion(List<String> program) {
        return List.of("/bin/sh", "-c", QUESTION, program.get(program.size() - 1));
    }

    /**
     * The second one is the management API's, the third one the VM's for other nodes, without which it has no name, and
     * the fourth one for TLS where that is not required.
     */
    @Override
    public int ports(Map<String, String> options) {
        return options.containsKey(ServerOptions.TLS) ? 4 : 3;
    }

    static int tlsPort(int port) {
        return port + 3;
    }

    /** Erlang has it, and reads the file again within two minutes after it has changed. */
    @Override
    public Optional<Tls> tls(Layout layout) {
        return Tls.ifOffered(layout);
    }

    @Override
    public boolean setsPasswordAtStart() {
        return true;
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret("amqp://" + ADMIN + ":" + password.reveal() + "@" + address);
    }

    @Override
    public void initialize(Layout layout, Place place) {}

    @Override
    public void beforeStart(Layout layout, Place place) {
        Path data = layout.data();
        Path cookie = data.resolve(".erlang.cookie");
        place.write(cookie, Secret.fresh().reveal());
        place.run(List.of("chmod", "400", cookie.toString()));
        place.write(data.resolve("enabled_plugins"), "[rabbitmq_management].\n");
        place.write(
                data.resolve("definitions.json"),
                "{\"users\": [{\"name\": \"" + ADMIN + "\", " + PasswordHash.user(layout.password(), "administrator")
                        + "}]}\n");
        boolean speaksTls = tls(layout).filter(tls -> tls.ready(place)).isPresent();
        place.write(data.resolve("rabbitmq.conf"), configuration(layout, speaksTls));
        if (isUnpacked(layout)) {
            Path bin = data.resolve("bin");
            Path erl = bin.resolve("erl");
            place.run(List.of("mkdir", "-p", bin.toString()));
            place.write(erl, erl(layout));
            place.run(List.of("chmod", "700", erl.toString()));
        }
    }

    /** Definitions take the place of the user guest and of the vhost that RabbitMQ makes otherwise. */
    private static String configuration(Layout layout, boolean speaksTls) {
        List<String> lines = new ArrayList<>(listeners(layout, speaksTls));
        lines.addAll(List.of(
                "load_definitions = definitions.json",
                "loopback_users.guest = true",
                "loopback_users." + ADMIN + " = true",
                "log.file = false",
                "log.console = true",
                "log.console.level = warning"));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> listeners(Layout layout, boolean speaksTls) {
        String at = (layout.listen().equals("*") ? "0.0.0.0" : layout.listen()) + ":";
        String api = layout.requiresTls() ? "management.ssl." : "management.tcp.";
        List<String> lines = new ArrayList<>();
        lines.add(layout.requiresTls() ? "listeners.tcp = none" : "listeners.tcp.1 = " + at + layout.port());
        lines.add(api + "ip = " + Management.HOST);
        lines.add(api + "port = " + (layout.port() + 1));
        if (speaksTls) {
            int port = layout.requiresTls() ? layout.port() : tlsPort(layout.port());
            lines.add("listeners.ssl.1 = " + at + port);
            lines.addAll(certificate("ssl_options.", layout));
            lines.add("ssl_options.versions.1 = tlsv1.3");
            lines.add("ssl_options.versions.2 = tlsv1.2");
        }
        if (layout.requiresTls()) {
            lines.addAll(certificate(api, layout));
        }
        return lines;
    }

    private static List<String> certificate(String prefix, Layout layout) {
        return Stream.of("certfile", "keyfile", "cacertfile")
                .map(name -> prefix + name + " = " + layout.data().resolve(Tls.FILE))
                .toList();
    }

    @Override
    public List<String> command(Layout layout) {
        Path data = layout.data();
        Map<String, String> environment = new LinkedHashMap<>();
        // then the script becomes the VM and waits for no terminal
        environment.put("RUNNING_UNDER_SYSTEMD", "yes");
        environment.put(
                "RABBITMQ_CONF_ENV_FILE", data.resolve("rabbitmq-env.conf").toString());
        environment.put("RABBITMQ_CONFIG_FILE", data.resolve("rabbitmq.conf").toString());
        environment.put("RABBITMQ_CONFIG_FILES", data.resolve("conf.d").toString());
        environment.put(
                "RABBITMQ_ADVANCED_CONFIG_FILE", data.resolve("advanced.config").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", data.resolve("enabled_plugins").toString());
        environment.put("RABBITMQ_MNESIA_BASE", data.resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", data.resolve("log").toString());
        environment.put("RABBITMQ_LOGS", "-");
        environment.put("RABBITMQ_NODENAME", NODE);
        // a dump of a crash would hold passwords
        environment.put("ERL_CRASH_DUMP_SECONDS", "0");
        // also for the VM that RabbitMQ starts once a minute, for no other purpose than to start the daemon
        environment.put("ERL_FLAGS", "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}");
        environment.put("ERL_EPMD_ADDRESS", Management.HOST);
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-sname " + NODE + " -erl_epmd_port " + (layout.port() + 2));
        List<String> before = new ArrayList<>(layout.software().command());
        String program = before.remove(before.size() - 1);
        if (isUnpacked(layout)) {
            environment.put("PATH", data.resolve("bin") + ":" + PATH);
        }
        List<String> command = new ArrayList<>(before.isEmpty() ? List.of("env") : before);
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("/bin/sh", "-c", START, program));
        return command;
    }

    private static boolean isUnpacked(Layout layout) {
        return layout.software().source().equals("debian");
    }

    /** Debian's own looks for the VM where it is installed, wherever it was unpacked. */
    private static String erl(Layout layout) {
        List<String> command = layout.software().command();
        Path root = Path.of(command.get(command.size() - 1))
                .resolveSibling("../../erlang")
                .normalize();
        return "#!/bin/sh\nexport ROOTDIR='" + root.toString().replace("'", "'\\''") + "' EMU=beam PROGNAME=erl\n"
                + "for BINDIR in \"$ROOTDIR\"/erts-*/bin; do export BINDIR; done\n"
                + "exec \"$BINDIR/erlexec\" \"$@\"\n";
    }
}
