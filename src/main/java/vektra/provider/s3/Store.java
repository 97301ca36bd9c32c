package vektra.provider.s3;

import java.io.IOException;
import vektra.aws.ServerData;
import vektra.model.service.Server;
import vektra.provider.s3.server.DataFolder;

/** The folder of a server; what fails there is UNAVAILABLE. */
final class Store {
    /** Something to do in the folder. */
    interface Work<T> {
        T in(DataFolder folder) throws IOException;
    }

    private Store() {}

    static <T> T with(Server server, Work<T> work) {
        return ServerData.with(server, "S3", folder -> work.in(new DataFolder(folder)));
    }
}
