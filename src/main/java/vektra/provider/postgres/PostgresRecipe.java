package vektra.provider.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.util.PasswordUtil;
import vektra.model.service.HostPort;
import vektra.model.text.Next;
import vektra.model.text.Secret;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.provider.postgres.admin.OwnSchema;
import vektra.provider.postgres.admin.PostgresOptions;
import vektra.provider.postgres.archive.Archiving;
import vektra.provider.postgres.session.ServerUrl;
import vektra.provider.postgres.transfer.PostgresPrograms;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;
import vektra.spi.SoftwareSource.Docker;

/** How a PostgreSQL server is made and run: over TCP only, with passwords only. */
final class PostgresRecipe implements ServerRecipe {
    static final String ADMIN = "vektra";
    private static final int BUILTIN_LOCALES = 17;

    /** More than any kernel's highest process number, so that no process has it. */
    private static final String UNUSED_PID = "999999999";

    @Override
    public List<SoftwareSource> sources() {
        return PostgresSources.ALL;
    }

    @Override
    public boolean refusesRoot() {
        return true;
    }

    /** Fast shutdown; TERM would wait for the last app to leave. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret(new ServerUrl(address, ADMIN, password, "postgres", Map.of()).text("postgres"));
    }

    @Override
    public void initialize(Layout layout, Place place) {
        Path verifier = layout.data().resolve("verifier");
        // not the password, which all users of a container could read
        place.write(
                verifier,
                PasswordUtil.encodeScramSha256(layout.password().reveal().toCharArray()) + "\n");
        place.run(initdb(layout, verifier));
        place.run(List.of("rm", "-f", verifier.toString()));
        if (!contained(layout)) {
            Path conf = cluster(layout).resolve("postgresql.conf");
            place.write(conf, place.read(conf).orElse("") + ServerConf.INCLUDED);
        }
    }

    private static List<String> initdb(Layout layout, Path verifier) {
        List<String> command =
                new ArrayList<>(PostgresPrograms.beside(layout.software().command(), "initdb"));
        command.addAll(List.of(
                "--pgdata=" + cluster(layout),
                "--username=" + ADMIN,
                "--pwfile=" + verifier,
                "--auth-host=scram-sha-256",
                "--auth-local=scram-sha-256",
                "--encoding=UTF8",
                "--text-search-config=english"));
        if (Integer.parseInt(layout.software().major()) >= BUILTIN_LOCALES) {
            // sorts the same whatever the machine's C library thinks of it
            command.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"));
        } else {
            boolean mac =
                    !contained(layout) && System.getProperty("os.name", "").startsWith("Mac");
            command.add("--locale=" + (mac ? "en_US.UTF-8" : "C.UTF-8"));
        }
        return command;
    }

    /** A server that should load what is not there does not start. On PATH may be a link to it. */
    private static final String HAS_STATISTICS =
            "at=\"$(readlink -f \"$0\")\"; lib=\"$(dirname \"${at:-$0}\")/../lib\"; for at in \"$lib\" \"$lib/postgresql\"; do"
                    + " for end in so dylib; do [ -e \"$at/" + OwnSchema.STATISTICS + ".$end\" ] && exit 0; done; done;"
                    + " echo 'its software lacks " + OwnSchema.STATISTICS + ": turn statement-statistics off'; exit 1";

    @Override
    public void beforeStart(Layout layout, Place place) {
        Path cluster = cluster(layout);
        String version = place.read(cluster.resolve("PG_VERSION")).orElse("").strip();
        if (!version.isEmpty() && !version.equals(layout.software().major())) {
            throw VektraException.conflict(
                    "the data in " + cluster + " is of PostgreSQL " + version + ", and the software is "
                            + layout.software().version(),
                    Text.of(
                            "start it with PostgreSQL " + version + "; data go to another version by ",
                            Next.of("addons:upgrade-server", PostgresService.NAME)));
        }
        if (layout.option(PostgresOptions.STATEMENT_STATISTICS).equals("true")) {
            List<String> program = layout.software().command();
            place.run(List.of("/bin/sh", "-c", HAS_STATISTICS, program.get(program.size() - 1)));
        }
        Archiving.prepare(layout, place);
        configureTls(layout, place);
        place.write(cluster.resolve("pg_hba.conf"), ServerConf.access(layout));
        disownPid(cluster.resolve("postmaster.pid"), place);
    }

    /**
     * After a crash the process number in the file may be another program's by now, or a zombie's, and the server would
     * refuse to start. The rest of the file stays: with it the server sees whether an orphan still writes to the data.
     */
    private static void disownPid(Path file, Place place) {
        place.read(file).ifPresent(text -> place.write(file, text.replaceFirst("^[^\n]*\n?", UNUSED_PID + "\n")));
    }

    /** Also of servers that were made before there was a choice. A relative file is one of the data folder; the question is asked before there is any configuration. */
    @Override
    public Optional<Tls> tls(Layout layout) {
        List<String> question = new ArrayList<>(layout.software().command());
        question.addAll(List.of(
                "-C",
                "ssl_library",
                "-c",
                "config_file=/dev/null",
                "-D",
                cluster(layout).toString()));
        return Optional.of(new Tls(cluster(layout).resolve(Tls.FILE), question));
    }

    @Override
    public void configureTls(Layout layout, Place place) {
        Path cluster = cluster(layout);
        String settings = ServerConf.settings(
                layout, tls(layout).filter(tls -> tls.ready(place)).isPresent());
        place.write(cluster.resolve(ServerConf.FILE), contained(layout) ? ServerConf.INCLUDING + settings : settings);
    }

    @Override
    public List<String> command(Layout layout) {
        List<String> command = new ArrayList<>(layout.software().command());
        Path cluster = cluster(layout);
        command.addAll(List.of("-D", cluster.toString()));
        if (contained(layout)) {
            command.addAll(List.of("-c", "config_file=" + cluster.resolve(ServerConf.FILE)));
        }
        return command;
    }

    private static Path cluster(Layout layout) {
        return layout.data().resolve(contained(layout) ? "vektra" : "cluster");
    }

    /**
     * In a container the cluster has another name, and the server starts from Vektra's settings, which include those of
     * initdb; elsewhere those of initdb include Vektra's. Data that are there already have it so, and keep it.
     */
    private static boolean contained(Layout layout) {
        return layout.software().source().equals(Docker.NAME);
    }
}
