package vektra.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vektra.model.HomeKey;
import vektra.program.SearchPath;
import vektra.server.port.PortRange;
import vektra.server.software.Artifacts;
import vektra.spi.Background;
import vektra.spi.Store;

/**
 * Vektra started again through its launcher, with no descriptor of ours, in the home where there is one.
 *
 * @param home of Vektra
 * @param installation the folder that Vektra is installed in
 */
public record BackgroundProcess(Path home, Path installation, Map<String, String> environment) implements Background {
    @Override
    public void run(List<String> arguments) {
        // The shell is gone at once. A JVM that ends while it still waits for a child of its own takes 0.3 s longer.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "\"$@\" &", "vektra"));
        command.addAll(SearchPath.of(environment).newSession());
        command.add(installation.resolve("bin/vektra").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory((Files.isDirectory(home) ? home : installation).toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("VEKTRA_"));
        builder.environment().put("VEKTRA_HOME", home.toString());
        List<String> settings = new ArrayList<>(List.of(PortRange.VARIABLE, Artifacts.REPOSITORY, Store.VARIABLE));
        settings.addAll(HomeKey.VARIABLES);
        for (String setting : settings) {
            if (environment.containsKey(setting)) {
                builder.environment().put(setting, environment.get(setting));
            }
        }
        try {
            builder.start().waitFor();
        } catch (IOException e) {
            // it is done by a later command, or never
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
