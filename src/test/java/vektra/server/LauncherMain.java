package vektra.server;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import vektra.model.service.Server;
import vektra.server.software.EmbeddedSoftware;
import vektra.spi.SoftwareSource.Embedded;

/** A process that uses the launcher, as each command of Vektra is one; tests kill it. */
final class LauncherMain {
    private LauncherMain() {}

    public static void main(String[] args) throws Exception {
        Workbench bench = new Workbench(Path.of(args[0]));
        TestService service = args[1].equals("postgres") ? TestService.postgres() : TestService.redis();
        switch (args[2]) {
            case "unpack" -> {
                Embedded source =
                        new Embedded(Map.of(EmbeddedSoftware.platform(), TestService.POSTGRES), "bin/postgres");
                System.out.println(bench.embedded().find(source, bench.search(), bench.cache()));
                return;
            }
            case "debian" -> {
                System.out.println(bench.debian().find(TestService.MEMCACHED, bench.search(), bench.cache()));
                return;
            }
            case "create" -> bench.launcher().create(Workbench.wanted(args[1], null, null), service);
            case "ensure" -> bench.launcher().ensureRunning(bench.existing(args[1]), service);
            case "stop" -> bench.launcher().stop(bench.existing(args[1]), service);
            case "all" -> {
                Server server = bench.launcher().create(Workbench.wanted(args[1], null, null), service);
                bench.launcher().ensureRunning(server, service);
                System.out.println(bench.launcher().status(server, service).state());
                bench.launcher().remove(server, service);
            }
            case "ensure-and-stay" -> {
                bench.launcher().ensureRunning(bench.existing(args[1]), service);
                System.out.println("started");
                Thread.currentThread().join();
            }
            default -> throw new IllegalArgumentException(args[2]);
        }
        OptionalInt port = bench.folder(args[1]).read().port();
        System.out.println("done " + (port.isPresent() ? port.getAsInt() : 0));
    }
}
