package vektra.provider.sqs;

import java.util.List;
import vektra.aws.OwnServerRecipe;
import vektra.provider.sqs.server.QueueServer;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.spi.SoftwareSource;

/** A server of our own for queues, or for topics. */
final class QueueRecipe extends OwnServerRecipe {
    QueueRecipe(QueueFlavor flavor) {
        super(
                new SoftwareSource.Assembled(
                        "mvstore",
                        QueueLibraries.VERSION,
                        QueueServer.class.getName(),
                        QueueLibraries.ALL,
                        List.of(
                                "-Xms16m",
                                "-Xmx256m",
                                "-XX:MaxDirectMemorySize=32m",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto")),
                DataFolder.ADMIN,
                data -> new DataFolder(data).admin(),
                "--service",
                flavor.service());
    }
}
