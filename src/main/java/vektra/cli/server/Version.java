package vektra.cli.server;

import java.util.List;
import vektra.addons.services.Versions;
import vektra.cli.command.Invocation;
import vektra.cli.command.VektraCommand;
import vektra.cli.terminal.Output;
import vektra.json.Json;
import vektra.model.service.Server;
import vektra.model.service.Software;

/** Tells the versions of Vektra, of its Java and of the servers. */
public final class Version extends VektraCommand<Version.Result> {
    /** What there is, by its versions. */
    record Result(String version, String java, List<Versions.Row> servers) {}

    @Override
    public Result run(Invocation with) {
        return new Result(
                with.version(),
                System.getProperty("java.version", "?"),
                with.verbs().services().versions().all());
    }

    @Override
    public void print(Result result, Output out) {
        out.line("vektra " + result.version() + " (Java " + result.java() + ")");
        out.table(
                List.of("service", "enabled", "comes with Vektra"),
                result.servers().stream().map(Version::cells).toList());
    }

    private static List<String> cells(Versions.Row row) {
        Server server = row.inUse();
        Versions.Comes comes = row.comes();
        String inUse = server == null ? "-" : server.version() + " (" + source(server) + ")";
        return List.of(
                row.service().value(),
                row.problem() == null ? inUse : row.problem(),
                comes == null ? "-" : comes.version() + " (" + comes.source() + ")");
    }

    private static String source(Server server) {
        Software software = server.software();
        return software == null ? "external" : software.source();
    }

    @Override
    public Object json(Result result) {
        return Json.map(
                "version",
                result.version(),
                "java",
                result.java(),
                "servers",
                result.servers().stream().map(Version::view).toList());
    }

    private static Object view(Versions.Row row) {
        Server server = row.inUse();
        Versions.Comes comes = row.comes();
        return Json.map(
                "service",
                row.service().value(),
                "enabled",
                server == null ? null : Json.map("version", server.version(), "source", source(server)),
                "bundled",
                comes == null ? null : Json.map("version", comes.version(), "source", comes.source()),
                "problem",
                row.problem());
    }
}
