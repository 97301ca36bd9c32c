package vektra.server.software;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vektra.model.service.Software;
import vektra.spi.SoftwareSource.Builtin;

/** Servers of our own, run by the Java that runs us. */
public final class BuiltinSoftware {
    private final Path jar;

    public BuiltinSoftware(Path installation) {
        this.jar = installation.resolve("lib").resolve("vektra.jar");
    }

    Software find(Builtin source, Search search) throws Unfit {
        if (!Files.isRegularFile(jar)) {
            throw new Unfit(jar + " is missing");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(source.jvmFlags());
        command.addAll(List.of("-cp", jar.toString(), source.mainClass()));
        return search.fitting(new Software(source.name(), List.copyOf(command), source.version()));
    }
}
