package vektra.provider.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.provider.s3.server.DataFolder;

/** The folder of a server; what fails there is UNAVAILABLE. */
final class Store {
    /** Something to do in the folder. */
    interface Work<T> {
        T in(DataFolder folder) throws IOException;
    }

    private Store() {}

    static <T> T with(Server server, Work<T> work) {
        Path data = Path.of(String.valueOf(server.folder())).resolve("data");
        try {
            if (!Files.isDirectory(data)) {
                throw VektraException.unavailable("the data of S3 at " + server.host() + " are gone", null, null);
            }
            return work.in(new DataFolder(data.toRealPath()));
        } catch (IOException e) {
            throw VektraException.unavailable(
                    "the data of S3 at " + server.host() + " cannot be read or written: " + e.getMessage(), null, e);
        }
    }
}
