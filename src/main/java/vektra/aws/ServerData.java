package vektra.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vektra.model.service.Server;
import vektra.model.text.VektraException;

/** The folder of a server of Vektra's own, which Vektra works in, too; what fails there is UNAVAILABLE. */
public final class ServerData {
    private ServerData() {}

    /** Something to do in the folder. */
    public interface Work<T> {
        T in(Path folder) throws IOException;
    }

    /** @param name of the server in messages */
    public static <T> T with(Server server, String name, Work<T> work) {
        Path data = Path.of(String.valueOf(server.folder())).resolve("data");
        String whose = "the data of " + name + " at " + server.host();
        try {
            if (!Files.isDirectory(data)) {
                throw VektraException.unavailable(whose + " are gone", null, null);
            }
            return work.in(data.toRealPath());
        } catch (IOException e) {
            throw VektraException.unavailable(whose + " cannot be read or written: " + e.getMessage(), null, e);
        }
    }
}
