package vektra.provider.sqs;

import java.io.IOException;
import vektra.aws.ServerData;
import vektra.model.service.Server;
import vektra.provider.sqs.server.folder.DataFolder;

/** The folder of a server; what fails there is UNAVAILABLE. */
final class Store {
    /** Something to do in the folder. */
    interface Work<T> {
        T in(DataFolder folder) throws IOException;
    }

    private Store() {}

    static <T> T with(Server server, Work<T> work) {
        return ServerData.with(server, "the server", folder -> work.in(new DataFolder(folder)));
    }
}
