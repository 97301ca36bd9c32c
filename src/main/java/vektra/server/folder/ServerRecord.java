package vektra.server.folder;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import vektra.model.service.Software;
import vektra.server.file.PrivateFiles;

/**
 * What the launcher itself must know of a server's folder, also when nothing else remembers that server.
 *
 * @param software that the data was made with; null when not known yet
 * @param port that it listens on permanently; empty when none was picked yet
 * @param ports how many it has, from that one on
 */
public record ServerRecord(@Nullable Software software, OptionalInt port, int ports) {
    /** Of a server with one port. */
    public ServerRecord(@Nullable Software software, OptionalInt port) {
        this(software, port, 1);
    }

    static ServerRecord read(Path file) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return new ServerRecord(null, OptionalInt.empty());
        }
        String port = values.getProperty("port", "");
        String ports = values.getProperty("ports", "");
        return new ServerRecord(
                software(values),
                port.matches("[0-9]{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty(),
                ports.matches("[1-9]") ? Integer.parseInt(ports) : 1);
    }

    private static @Nullable Software software(Properties values) {
        String source = values.getProperty("source");
        String version = values.getProperty("version");
        if (source == null || version == null) {
            return null;
        }
        List<String> command = new ArrayList<>();
        for (int i = 0; values.containsKey("command." + i); i++) {
            command.add(values.getProperty("command." + i, ""));
        }
        return new Software(source, List.copyOf(command), version);
    }

    public void write(Path file) {
        Properties values = new Properties();
        port.ifPresent(number -> values.setProperty("port", String.valueOf(number)));
        if (ports > 1) {
            values.setProperty("ports", String.valueOf(ports));
        }
        if (software != null) {
            values.setProperty("source", software.source());
            values.setProperty("version", software.version());
            for (int i = 0; i < software.command().size(); i++) {
                values.setProperty("command." + i, software.command().get(i));
            }
        }
        StringWriter text = new StringWriter();
        try {
            values.store(text, null);
        } catch (IOException e) {
            throw PrivateFiles.broken("cannot write " + file, e);
        }
        PrivateFiles.write(file, text.toString());
    }
}
