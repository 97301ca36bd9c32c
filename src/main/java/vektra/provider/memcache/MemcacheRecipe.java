package vektra.provider.memcache;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vektra.memcached.BuiltinMemcached;
import vektra.model.service.HostPort;
import vektra.model.text.Secret;
import vektra.spi.Place;
import vektra.spi.ServerRecipe;
import vektra.spi.SoftwareSource;

/** A memcached holds nothing but memory, so it needs no files and nothing survives its end. */
final class MemcacheRecipe implements ServerRecipe {
    @Override
    public List<SoftwareSource> sources() {
        return List.of(
                new SoftwareSource.Machine("memcached", List.of("/usr/bin", "/usr/sbin", "/usr/local/bin")),
                new SoftwareSource.Debian(
                        List.of("memcached", "libevent-2.1-7", "libsasl2-2", "libssl3"), "usr/bin/memcached"),
                new SoftwareSource.Builtin(
                        BuiltinMemcached.class.getName(),
                        "1.6.18",
                        List.of(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "-XX:+ExitOnOutOfMemoryError")),
                new SoftwareSource.Docker("memcached:1.6-alpine", List.of("memcached"), null, Path.of("/"), 11_211));
    }

    @Override
    public boolean keepsData() {
        return false;
    }

    @Override
    public Secret adminUrl(HostPort address, Secret password) {
        return new Secret(HostList.url(List.of(address)));
    }

    @Override
    public void initialize(Layout layout, Place place) {
        Limits.of(layout.options());
    }

    @Override
    public void beforeStart(Layout layout, Place place) {}

    @Override
    public List<String> command(Layout layout) {
        return layout.software().source().equals("builtin") ? builtin(layout) : memcached(layout);
    }

    private static List<String> memcached(Layout layout) {
        Limits limits = Limits.of(layout.options());
        List<String> command = new ArrayList<>(layout.software().command());
        command.addAll(List.of("-l", layout.listen(), "-p", Integer.toString(layout.port())));
        command.addAll(List.of("-U", "0")); // older ones answer UDP by default, which amplifies attacks on others
        command.addAll(List.of("-m", Integer.toString(limits.megabytes())));
        command.addAll(List.of("-c", Integer.toString(limits.connections())));
        if (layout.asRoot()) {
            command.addAll(List.of("-u", "root"));
        }
        return List.copyOf(command);
    }

    private static List<String> builtin(Layout layout) {
        Limits limits = Limits.of(layout.options());
        List<String> command = new ArrayList<>(layout.software().command());
        command.set(
                command.size() - 1, BuiltinMemcached.class.getName()); // homes keep the name it had when they were made
        command.add(
                1,
                "-Xmx" + BuiltinMemcached.heapMegabytes(limits.megabytes())
                        + "m"); // right after java: flags end where the class stands
        command.addAll(List.of("--listen", layout.listen(), "--port", Integer.toString(layout.port())));
        command.addAll(List.of("--memory", Integer.toString(limits.megabytes())));
        command.addAll(List.of("--max-connections", Integer.toString(limits.connections())));
        return List.copyOf(command);
    }
}
